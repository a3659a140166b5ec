import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { nobody } from '~/people/actor'
import { recordOfCase } from '../moves.server'
import type { Fallback } from '../offers/terms'
import { tellSeats } from '../telling.server'
import { suggestAgain } from './asking.server'

type Tx = Kysely<Database>
type Event = { kind: string; subjectId: string | null; facts: Record<string, any> }

/** `round.voided`, a lot that came to nothing, a pledge that was not served: the purchases it was to bring fall back. */
export async function fallBack(tx: Tx, { kind, subjectId, facts }: Event) {
  if (facts.served === true) return
  const ended = sql`case when ${kind} = 'round.voided' then l.round_id = ${subjectId}::uuid else l.id = ${facts.lot ?? null}::uuid end`
  const { rows } = await sql<{ caseId: string; obligationId: string; side: 'claimant' | 'respondent' }>`
    select p.case_id, p.obligation_id, p.side from settlement_purchases p
    join lots l on l.id = p.lot_id join demand_lines d on d.id = p.demand_id
    where ${ended} and (${facts.organization ?? null}::uuid is null or d.org_id = ${facts.organization ?? null}::uuid)
    order by p.case_id, p.obligation_id`.execute(tx)
  for (const { caseId, obligationId, side } of rows) {
    const its = await lockRunning(tx, caseId)
    if (!its || !(await leaveLot(tx, obligationId, ended))) continue
    const into = await turn(tx, { obligationId, caseId })
    if (into === 'next_round') await tellSeats(tx, its, [side], null, '/settlement')
    if (into === 'pay') await tellSeats(tx, its, ['claimant', 'respondent'], null, '/settlement')
  }
}

/**
 * No round brought what was promised: the direct order is asked for, or the payment is owed, once per obligation; of a next
 * round only the need is made sure of. Answers what it turned into; null: nothing, or it had turned before.
 */
export async function turn(
  tx: Tx,
  { obligationId, caseId }: { obligationId: string; caseId: string },
): Promise<Fallback | null> {
  const into = await fallbackOf(tx, obligationId)
  if (into === null) return null
  if (into === 'next_round') {
    if (!(await isNeedStanding(tx, obligationId))) await suggestAgain(tx, obligationId)
    return into
  }
  if (!(await noteTurned(tx, obligationId, into))) return null
  if (into === 'order')
    await record(tx, 'order.requested', obligationId, { obligation: obligationId }, { org: nobody })
  else await recordOfCase(tx, 'obligation.fell_back', caseId, { obligation: obligationId })
  return into
}

async function lockRunning(tx: Tx, caseId: string) {
  const its = await tx
    .selectFrom('cases')
    .select(['id', 'number', 'bodyId', 'state'])
    .where('id', '=', caseId)
    .forUpdate()
    .executeTakeFirst()
  return its && ['fulfillment', 'cure'].includes(its.state) ? its : null
}

/** The lot is followed no longer and stands among those that came to nothing; told a second time it is not followed any more. */
async function leaveLot(tx: Tx, obligationId: string, ended: ReturnType<typeof sql>) {
  const { rows } = await sql`
    update settlement_purchases p set fallback = p.fallback || to_jsonb(p.lot_id), lot_id = null, round_id = null
    from lots l where l.id = p.lot_id and p.obligation_id = ${obligationId}::uuid and ${ended} returning p.obligation_id`.execute(
    tx,
  )
  return rows.length > 0
}

async function fallbackOf(tx: Tx, obligationId: string) {
  const { rows } = await sql<{ into: Fallback | null }>`
    select terms ->> 'fallback' as "into" from obligations
    where id = ${obligationId}::uuid and kind = 'buy_via_round' and state in ('open', 'late')`.execute(tx)
  return rows[0]?.into ?? null
}

async function noteTurned(tx: Tx, obligationId: string, into: 'order' | 'pay') {
  const { rows } = await sql`
    update obligations o set fell_back_at = clock_timestamp() where o.id = ${obligationId}::uuid and o.fell_back_at is null
      and (${into} = 'pay' or exists (select from order_promised(o.id))) returning o.id`.execute(tx)
  return rows.length > 0
}

async function isNeedStanding(tx: Tx, obligationId: string) {
  const line = await tx
    .selectFrom('settlementPurchases as purchase')
    .innerJoin('demandLines as line', 'line.id', 'purchase.demandId')
    .where('purchase.obligationId', '=', obligationId)
    .where('line.state', 'in', ['draft', 'open', 'pooled'])
    .select('line.id')
    .executeTakeFirst()
  return line !== undefined
}
