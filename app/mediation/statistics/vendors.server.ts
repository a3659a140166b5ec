import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { vendorFigures, type VendorCounts, type VendorFigure } from './vendors'

type Db = Kysely<Database>

/** The cases of every vendor that was claimed against, of the twelve months that end with a quarter. Only the worker counts. */
export async function countVendors(tx: Db, first: string): Promise<VendorCounts[]> {
  const { rows } = await sql<VendorCounts>`
    select vendor_id as "vendorId", closed, orders, answered, median_days as "medianDays", settled, kept
    from vendor_case_counts((${first}::date - interval '9 months')::date, (${first}::date + interval '3 months')::date)`.execute(
    tx,
  )
  return rows
}

/** The vendors of which something is told in a quarter, by name. */
export async function readVendorFigures(db: Db, quarter: string) {
  const rows = await db
    .selectFrom('mediationFigures as told')
    .innerJoin('organizations as vendor', 'vendor.id', 'told.vendorId')
    .where('told.quarter', '=', quarter)
    .select(['vendor.id', 'vendor.name', 'vendor.nameEn', 'told.figure', 'told.value', 'told.suppressed'])
    .orderBy('vendor.name')
    .execute()
  return [...Map.groupBy(rows, ({ id }) => id).values()].map((its) => {
    const { id, name, nameEn } = its[0]!
    const told = (figure: VendorFigure) => {
      const row = its.find((one) => one.figure === figure)
      return !row || row.suppressed ? null : row.value
    }
    const figures = Object.fromEntries(vendorFigures.map((figure) => [figure, told(figure)]))
    return { id, name, nameEn, ...(figures as Record<VendorFigure, number | null>) }
  })
}

export type VendorRow = Awaited<ReturnType<typeof readVendorFigures>>[number]
