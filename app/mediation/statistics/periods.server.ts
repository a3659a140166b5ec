import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'

export type PublicPeriod = { key: string; unit: 'wd' | 'cal'; least: number; most: number }

/** Every period of a case as it stands for a case filed today; from least to most where kinds of body differ. */
export async function listPublicPeriods(db: Kysely<Database>): Promise<PublicPeriod[]> {
  const { rows } = await sql<PublicPeriod>`
    with today as (
      select distinct on (case_type, body_kind, key) key, unit, amount, version from deadline_rules
      where valid_from <= shanghai_day() order by case_type, body_kind, key, version desc)
    select key, unit, min(amount)::int as least, max(amount)::int as most from today group by key, unit`.execute(
    db,
  )
  return rows
    .toSorted((a, b) => order.indexOf(a.key) - order.indexOf(b.key))
    .filter(({ key }) => order.includes(key))
}

// As a case meets them; what concerns the house alone is not shown.
const order = [
  'admission', 'response', 'response_extension', 'negotiation', 'ranking', 'appointment', 'disclosure', 'objection',
  'decision', 'first_contact', 'length', 'length_extension', 'length_most', 'pause', 'text', 'signing', 'confirmation',
  'cure', 'reopening',
] // oxfmt-ignore
