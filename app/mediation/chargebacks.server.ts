import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { openStates } from './lifecycle'
import { recordOfCase } from './moves.server'
import { tellSeats } from './telling.server'

type Tx = Kysely<Database>
type Event = { kind: string; facts: Record<string, any> }

const everyone = ['claimant', 'respondent', 'mediator', 'registrar'] as const

/**
 * `chargeback.opened`, `chargeback.closed`: running cases about what the payment was for are told, since until its end
 * nothing of it can be refunded, and afterwards the money may be the payer's. Nothing of the case goes the other way.
 */
export async function tellOfChargeback(tx: Tx, { kind, facts }: Event) {
  if (!facts.order) return
  const { rows } = await sql<{ id: string; number: string; bodyId: string }>`
    select c.id, c.number, c.body_id from cases c
    where c.state = any(${[...openStates]}::text[]) and exists (
      select from objections j
      left join entitlements e on j.subject_kind = 'entitlement' and e.id = j.subject_id
      left join purchase_records r on r.id = e.purchase_record_id
      join order_lines l on l.id = case j.subject_kind when 'order_line' then j.subject_id else r.order_line_id end
      where j.case_id = c.id and l.order_id = ${facts.order}::uuid and j.state <> 'withdrawn')
    order by c.id`.execute(tx)
  for (const its of rows) {
    const event =
      kind === 'chargeback.opened'
        ? await recordOfCase(tx, 'case.chargeback_opened', its.id, { order: facts.order })
        : await recordOfCase(tx, 'case.chargeback_closed', its.id, {
            order: facts.order,
            outcome: facts.outcome,
          })
    await tellSeats(tx, its, everyone, event)
  }
}
