import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { dayOf } from '~/kernel/workdays'
import type { Actor } from '~/people/actor'
import { boundsOf, type Movement, monthsSince, running } from './month'

type Db = Kysely<Database>

// What is payable or held on the vendor's orders, less what it owes back; a hold moves within it and is no movement.
const movements = (vendorId: string) => sql`
  select g.event_at as at, g.kind, max(o.number) as number, max(y.code) as code, -sum(e.amount)::bigint as amount, g.id
  from ledger.entries e join ledger.accounts a on a.id = e.account_id join ledger.postings g on g.id = e.posting_id
  left join orders o on o.id = a.order_id left join payouts y on g.key like 'payout:' || y.id || '%'
  where (a.kind in ('payable', 'held') and o.vendor_id = ${vendorId}) or a.id = ${`clawback:${vendorId}`}
  group by g.id having sum(e.amount) <> 0`

/** A vendor's account with the platform in one month, from the ledger. */
export async function findStatement(
  db: Db,
  { organizationId }: Pick<Actor, 'organizationId'>,
  month: string,
) {
  const { from, until } = boundsOf(month)
  const { rows } = await sql<Movement>`
    select at, kind, number, code, amount from (${movements(organizationId)}) as m
    where at >= ${from} and at < ${until} order by at, id`.execute(db)
  const { rows: before } = await sql<{ fen: bigint }>`
    select coalesce(sum(amount), 0)::bigint as fen from (${movements(organizationId)}) as m where at < ${from}`.execute(
    db,
  )
  return { month, ...running(before[0]!.fen, rows) }
}

/** The months for which there is a statement, this one first. */
export async function listMonths(
  db: Db,
  { organizationId }: Pick<Actor, 'organizationId'>,
  now: Date,
): Promise<string[]> {
  const { rows } = await sql<{
    first: Date | null
  }>`select min(at) as first from (${movements(organizationId)}) as m`.execute(db)
  return monthsSince(dayOf(rows[0]!.first ?? now).slice(0, 7), dayOf(now))
}
