import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { openChannels } from '../channels/channels.server'
import { beginPeriod } from '../deadlines.server'
import { recordOfCase } from '../moves.server'
import { tellSeats } from '../telling.server'
import { checkCase, listObligations } from './fulfilling.server'

type Tx = Kysely<Database>
type Event = { subjectId: string | null }
type Child = { id: string; number: string; bodyId: string }

/** `settlement.signed`: each claim that was to be dealt with apart goes on as a case of its own, once per promise. */
export async function splitParts(tx: Tx, { subjectId: caseId }: Event, now: Date) {
  const parts = (await listObligations(tx, caseId!)).filter(({ kind }) => kind === 'part')
  for (const { id, terms } of parts) {
    const { objection } = terms as { objection: number }
    await splitOff(tx, { caseId: caseId!, obligationId: id, no: objection }, now)
  }
  if (parts.length > 0) await checkCase(tx, caseId!, now)
}

/**
 * The two sides negotiate about the one claim before the same body. People keep their seats, guests, experts and the
 * mediator do not; nothing that was said, offered or shown comes along.
 */
async function splitOff(
  tx: Tx,
  { caseId, obligationId, no }: { caseId: string; obligationId: string; no: number },
  now: Date,
) {
  const { rows } = await sql<Child>`
    insert into cases (number, type, claimant_id, respondent_id, body_id, state, rules_version, amount, currency, parent_id,
      split_by, filed_at, responded_at)
    select fresh_case_number(), c.type, c.claimant_id, c.respondent_id, c.body_id, 'negotiation', c.rules_version, b.amount,
      c.currency, c.id, ${obligationId}::uuid, clock_timestamp(), clock_timestamp()
    from cases c join objections b on b.case_id = c.id and b.no = ${no} where c.id = ${caseId}::uuid
    on conflict (split_by) do nothing returning id, number, body_id as "bodyId"`.execute(tx)
  const child = rows[0]
  if (!child) return
  await sql`
    insert into objections (case_id, no, subject_kind, subject_id, ground, remedy, amount, quantity, currency, text)
    select ${child.id}::uuid, 1, subject_kind, subject_id, ground, remedy, amount, quantity, currency, text
    from objections where case_id = ${caseId}::uuid and no = ${no}`.execute(tx)
  await sql`
    insert into case_seats (case_id, person_id, side, capacity)
    select ${child.id}::uuid, person_id, side, capacity from case_seats
    where case_id = ${caseId}::uuid and side in ('claimant', 'respondent', 'registrar') and capacity <> 'guest'
      and valid_until is null`.execute(tx)
  await openChannels(tx, child.id)
  await beginPeriod(tx, child.id, 'negotiation', now)
  const event = await recordOfCase(tx, 'case.split_off', child.id, { parent: caseId })
  await tellSeats(tx, child, ['claimant', 'respondent', 'registrar'], event)
}
