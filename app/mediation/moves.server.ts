import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { type Facts, record } from '~/kernel/events.server'
import { nobody } from '~/people/actor'
import { keepPeriods } from './deadlines.server'
import { resumeAcceptance } from './holds/acceptance.server'
import { endHolds } from './holds/holds.server'
import { type CaseMove, type CaseState, isClosed } from './lifecycle'
import { tellBody, tellSeats } from './telling.server'

type Tx = Kysely<Database>

export type Moved = {
  id: string
  number: string
  type: 'purchase' | 'use'
  state: CaseState
  previousState: CaseState | null
  claimantId: string
  respondentId: string
  bodyId: string
  stateSince: Date
  filedAt: Date | null
  extended: boolean
}

type About = { facts?: Facts; rule?: string | null }

/**
 * Moves a case: state, event, periods, holds and notices in one transaction. Who may is decided by `move_case` from
 * the seats. Refuses: case-unknown, already-moved, not-your-move, agreed-elsewhere, mediated-again, extended-before,
 * reopened-before.
 */
export async function moveCase(
  tx: Tx,
  caseId: string,
  move: CaseMove,
  { facts = {}, rule = null }: About = {},
) {
  const { rows } = await sql<Moved>`select id, number, type, state, previous_state as "previousState",
      claimant_id as "claimantId", respondent_id as "respondentId", body_id as "bodyId", state_since as "stateSince",
      filed_at as "filedAt", extended
    from move_case(${caseId}::uuid, ${move})`.execute(tx)
  const moved = rows[0]!
  await keepPeriods(tx, moved)
  const event = await recordOfCase(tx, eventOf(move), caseId, { ...told(moved, move), ...facts }, rule)
  if (isClosed(moved.state)) {
    await endHolds(tx, caseId)
    await resumeAcceptance(tx, moved)
  }
  await tellSeats(tx, moved, ['claimant', 'respondent', 'mediator', 'registrar'], event)
  if (forRegistrar.includes(move)) await tellBody(tx, moved, event)
  return moved
}

/** An event of a case stands in no organization's trail: only its seats, the body's registrars and the auditor read it. */
export const recordOfCase = (
  tx: Tx,
  kind: string,
  caseId: string,
  facts: Facts,
  rule: string | null = null,
) => record(tx, kind, caseId, { case: caseId, ...facts }, { org: nobody, rule })

const forRegistrar: readonly CaseMove[] = ['file', 'ask_mediator', 'choose_again', 'end', 'leave']

const told = ({ state }: Moved, move: CaseMove): Facts =>
  isClosed(state) ? { move, kind: state.slice('closed_'.length) } : { move }

/** `case.filed`, `case.admitted`, `case.closed`; every other move is `case.moved` with its name. */
function eventOf(move: CaseMove): string {
  if (move === 'file') return 'case.filed'
  if (move === 'admit') return 'case.admitted'
  return closing.has(move) ? 'case.closed' : 'case.moved'
}

const closing = new Set<CaseMove>([
  'reject',
  'decline',
  'lapse',
  'withdraw',
  'fulfill',
  'close_breached',
  'close_impasse',
])
