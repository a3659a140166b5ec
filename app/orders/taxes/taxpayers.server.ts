import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { type Actor, is } from '~/people/actor'
import type { AskedTaxpayers } from './form'

/** Every read of what vendors say as what they are taxed: a vendor's own, the office all (row policy). */
const declaredTo = (db: Kysely<Database>, actor: Actor) =>
  db
    .selectFrom('vendorTaxes')
    .innerJoin('organizations as vendor', 'vendor.id', 'vendorTaxes.vendorId')
    .leftJoin('persons as proposer', 'proposer.id', 'vendorTaxes.proposedBy')
    .leftJoin('persons as decider', 'decider.id', 'vendorTaxes.decidedBy')
    .$if(!is(actor, 'officer', 'auditor'), (query) =>
      query.where('vendorTaxes.vendorId', '=', actor.organizationId),
    )
    .selectAll('vendorTaxes')
    .select([
      'vendor.name as vendor',
      'vendor.nameEn as vendorEn',
      'proposer.name as proposer',
      'decider.name as decider',
    ])

/** What the actor's organization has declared, the newest first. */
export const listDeclared = (db: Kysely<Database>, actor: Actor) =>
  declaredTo(db, actor)
    .where('vendorTaxes.vendorId', '=', actor.organizationId)
    .orderBy('vendorTaxes.id', 'desc')
    .execute()

/** The office's list: what waits first, then what was checked, by vendor and the newest day first. */
export const listTaxpayers = (db: Kysely<Database>, actor: Actor, { q, taxpayer }: AskedTaxpayers = {}) =>
  declaredTo(db, actor)
    .where('vendorTaxes.state', 'in', ['proposed', 'checked'])
    .$if(!!taxpayer, (query) => query.where('vendorTaxes.taxpayer', '=', taxpayer!))
    .$if(!!q, (query) => {
      const words = `%${q!.replaceAll(/[%_\\]/g, '\\$&')}%`
      return query.where((row) =>
        row.or([row('vendor.name', 'ilike', words), row('vendor.nameEn', 'ilike', words)]),
      )
    })
    .orderBy(sql`vendor_taxes.state = 'checked'`)
    .orderBy('vendor.name')
    .orderBy('vendorTaxes.validFrom', 'desc')
    .limit(2_000)
    .execute()

export type VendorTax = Awaited<ReturnType<typeof listTaxpayers>>[number]
