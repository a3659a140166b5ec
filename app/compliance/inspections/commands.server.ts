import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { refuse, refuseIf } from '~/kernel/refusal'
import type { Actor } from '~/people/actor'
import { inspectionLifecycle } from '../lifecycle'
import { closeInspection } from './closing.server'
import { answerObjection, conclude, hear, secondFailure } from './concluding.server'
import type { HearingValues, InspectionValues } from './form'
import { announce, cancelVisit, replaceUnit } from './planning.server'
import { findInspection, type Inspection } from './queries.server'
import { type Rights, rightsOf } from './rights'
import { beginVisit, keepStep, replaceComputer } from './visiting.server'

type Tx = Kysely<Database>

const rightFor: Record<InspectionValues['move'], keyof Rights> = {
  announce: 'announce',
  cancel: 'cancel',
  replace: 'replace',
  visit: 'visit',
  step: 'work',
  'replace-computer': 'work',
  conclude: 'work',
  second: 'second',
  answer: 'answer',
  close: 'close',
}

/**
 * One step of an inspection; answers the inspection to go on with. Refuses: visit-unknown, already-moved,
 * not-your-move and by the command behind it.
 */
export async function moveInspection(
  tx: Tx,
  actor: Actor,
  id: string,
  values: InspectionValues,
  now: Date,
): Promise<string> {
  const its = await locked(tx, id)
  mayMove(actor, its, values.move)
  if (values.move === 'replace') return replaceUnit(tx, its, values.reason)
  await carryOut(tx, actor, its, values, now)
  return id
}

function carryOut(
  tx: Tx,
  actor: Actor,
  its: Inspection,
  values: Exclude<InspectionValues, { move: 'replace' }>,
  now: Date,
): Promise<unknown> {
  switch (values.move) {
    case 'announce':
      return announce(tx, its, values, now)
    case 'cancel':
      return cancelVisit(tx, its, values.reason)
    case 'visit':
      return beginVisit(tx, its)
    case 'step':
      return keepStep(tx, its, values)
    case 'replace-computer':
      return replaceComputer(tx, its, values)
    case 'conclude':
      return conclude(tx, actor, its, values, now)
    case 'second':
      return secondFailure(tx, actor, its, now)
    case 'answer':
      return answerObjection(tx, actor, its, values, now)
    case 'close':
      return closeInspection(tx, its, now)
  }
}

/** The unit signs or objects. Refuses: visit-unknown, not-your-move, already-moved, objection-late. */
export async function hearUnit(tx: Tx, actor: Actor, id: string, values: HearingValues, now: Date) {
  const its = await locked(tx, id)
  refuseIf(
    its.state === 'concluded' && its.signedAt === null && its.objection === null ? null : 'already-moved',
  )
  refuseIf(rightsOf(actor, its).hear ? null : 'not-your-move')
  await hear(tx, actor, its, values, now)
}

const statesOf: Partial<Record<InspectionValues['move'], readonly string[]>> = {
  ...Object.fromEntries(
    (['announce', 'cancel', 'visit', 'conclude', 'close'] as const).map((move) => [
      move,
      inspectionLifecycle.moves[move].from,
    ]),
  ),
  replace: inspectionLifecycle.moves.cancel.from,
}

function mayMove(actor: Actor, its: Inspection, move: InspectionValues['move']) {
  const states = statesOf[move]
  refuseIf(states && !states.includes(its.state) ? 'already-moved' : null)
  refuseIf(rightsOf(actor, its)[rightFor[move]] ? null : 'not-your-move')
}

async function locked(tx: Tx, id: string): Promise<Inspection> {
  await tx.selectFrom('inspections').select('id').where('id', '=', id).forUpdate().execute()
  return (await findInspection(tx, id)) ?? refuse('visit-unknown')
}
