import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { dayOf } from '~/kernel/workdays'
import { boundsOf, monthsSince } from '../payouts/month'
import { type EnterpriseMovement, nothing, runningMonth, type Standing } from './enterprise'

type Db = Kysely<Database>

// Its receivables, its unapplied money and its refunds; a posting over several orders is a movement of each.
const movements = (enterpriseId: string) => sql`
  select g.event_at as at, g.kind, o.id as order_id, o.number, max(r.code) as code, g.id,
    coalesce(sum(e.amount) filter (where a.kind = 'recv'), 0)::bigint as owed,
    -coalesce(sum(e.amount) filter (where a.kind = 'unapplied'), 0)::bigint as unapplied,
    -coalesce(sum(e.amount) filter (where a.kind = 'refund'), 0)::bigint as back
  from ledger.entries e join ledger.accounts a on a.id = e.account_id join ledger.postings g on g.id = e.posting_id
  left join orders o on o.id = a.order_id left join refunds r on a.id = 'refund:' || r.id
  where (a.kind = 'recv' and o.enterprise_id = ${enterpriseId}) or a.id = ${`unapplied:${enterpriseId}`}
    or (a.kind = 'refund' and r.enterprise_id = ${enterpriseId})
  group by g.id, o.id`

/** An enterprise's account with the platform in one month, from the ledger. */
export async function findEnterpriseMonth(db: Db, enterpriseId: string, month: string) {
  const { from, until } = boundsOf(month)
  const { rows } = await sql<EnterpriseMovement>`
    select at, kind, order_id, number, code, owed, unapplied, back from (${movements(enterpriseId)}) as m
    where at >= ${from} and at < ${until} order by at, id, number`.execute(db)
  const { rows: before } = await sql<Standing>`
    select coalesce(sum(owed), 0)::bigint as owed, coalesce(sum(unapplied), 0)::bigint as unapplied, coalesce(sum(back), 0)::bigint as back
    from (${movements(enterpriseId)}) as m where at < ${from}`.execute(db)
  return { month, ...runningMonth(before[0] ?? nothing, rows) }
}

export type EnterpriseMonth = Awaited<ReturnType<typeof findEnterpriseMonth>>

/** The months for which there is a statement, this one first. */
export async function listEnterpriseMonths(db: Db, enterpriseId: string, now: Date): Promise<string[]> {
  const { rows } = await sql<{
    first: Date | null
  }>`select min(at) as first from (${movements(enterpriseId)}) as m`.execute(db)
  return monthsSince(dayOf(rows[0]!.first ?? now).slice(0, 7), dayOf(now))
}
