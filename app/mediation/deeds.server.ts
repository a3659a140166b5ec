import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { refuse, refuseIf } from '~/kernel/refusal'
import type { Actor } from '~/people/actor'
import { reopeningOf } from './bare-moves'
import { findPeriod } from './deadlines.server'
import type { CaseDeed } from './form'
import { decideHold } from './holds/deciding.server'
import { noteLimitation } from './limitation/limitation.server'
import { stepBack } from './mediators/mandate.server'
import { enterPhase } from './mediators/phases.server'
import { moveCase } from './moves.server'
import { findCase } from './queries.server'

type Tx = Kysely<Database>

/** One of the deeds of a case's overview, whoever asks for it; the rules behind each refuse. */
export async function doCaseDeed(tx: Tx, actor: Actor, caseId: string, deed: CaseDeed, now: Date) {
  switch (deed.move) {
    case 'reopen':
      return reopenCase(tx, caseId)
    case 'step_back':
      return stepBack(tx, actor, caseId)
    case 'phase':
      return enterPhase(tx, caseId, deed.phase, now)
    case 'note_limitation':
      return noteLimitation(tx, caseId, deed.onDay, now)
    case 'grant':
      return decideHold(tx, actor, caseId, deed.holdId, true, null)
    case 'refuse':
      return decideHold(tx, actor, caseId, deed.holdId, false, deed.reason)
    default:
      await moveCase(tx, caseId, deed.move)
  }
}

/** The registrar opens a closed case again, once, within its thirty days. Refuses: not-now, reopening-over, reopened-before. */
async function reopenCase(tx: Tx, caseId: string) {
  const its = (await findCase(tx, caseId)) ?? refuse('case-unknown')
  const move = reopeningOf(its.state) ?? refuse('not-now')
  refuseIf((await findPeriod(tx, caseId, 'reopening')) ? null : 'reopening-over')
  await moveCase(tx, caseId, move)
}
