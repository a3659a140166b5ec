import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { insertLot, type Tx } from '../commands.server'
import { findEdition, listEditions } from '~/catalog/queries.server'
import type { Metric, Term } from '~/catalog/codes'
import { type Subject, usualMinimum } from './subjects'

type Db = Kysely<Database>

/** What the catalog and the open needs say of a subject: a lot begins with it, the officer decides. */
export async function usualLot(db: Db, { editionId, classId }: Subject) {
  const offered = editionId
    ? [await findEdition(db, editionId)]
    : await listEditions(db, { classId: classId! })
  const usual = offered.find((edition) => edition !== undefined)
  if (!usual) return undefined
  const need = await findNeed(db, { editionId, classId })
  const prices = offered.flatMap((edition) => edition?.referencePrice ?? [])
  return {
    metric: need?.metric ?? usual.metric,
    term: need?.term ?? usual.term,
    termMonths: need ? need.termMonths : usual.termMonths,
    referencePrice: prices.length > 0 ? prices.reduce((most, price) => (price > most ? price : most)) : null,
    quantity: need ? Number(need.quantity) : 0,
    organizations: need?.organizations ?? 0,
  }
}

export type UsualLot = NonNullable<Awaited<ReturnType<typeof usualLot>>>

/** The open need of a subject in its commonest metric and term. */
async function findNeed(db: Db, { editionId, classId }: Subject) {
  const { rows } = await sql<{
    metric: Metric
    term: Term
    termMonths: number | null
    quantity: bigint
    organizations: number
  }>`
    select metric, term, term_months, sum(quantity)::bigint as quantity, count(distinct org_id)::int as organizations
    from demand_lines where state = 'open' and (edition_id = ${editionId}::uuid or class_id = ${classId}::uuid
      or edition_id in (select edition_id from class_members where class_id = ${classId}::uuid))
    group by metric, term, term_months order by sum(quantity) desc limit 1`.execute(db)
  return rows[0]
}

/** Lots for subjects that have gathered; what has no price in the catalog is left to the officer. */
export async function prefillLots(tx: Tx, roundId: string, subjects: readonly Subject[]) {
  for (const subject of subjects) {
    const usual = await usualLot(tx, subject)
    if (!usual || usual.referencePrice === null) continue
    await insertLot(tx, roundId, {
      subject: subject.editionId
        ? { kind: 'product', editionId: subject.editionId, classId: null }
        : { kind: 'class', editionId: null, classId: subject.classId! },
      // Asked for in the checklist, since the database demands a word of a single product.
      justification: subject.editionId ? ' ' : null,
      metric: usual.metric,
      term: usual.term,
      termMonths: usual.termMonths,
      referencePrice: usual.referencePrice,
      referenceSource: 'list',
      referenceNote: null,
      minVolume: usualMinimum(usual.quantity),
      milestones: [],
      maxWinners: 1,
      contractMonths: usual.termMonths ?? 12,
    })
  }
}
