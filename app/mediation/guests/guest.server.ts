import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { refuse } from '~/kernel/refusal'
import { acceptCase, askExtension, lockResponse, readResponseOf } from '../intake/respond.server'
import { recordOfCase } from '../moves.server'
import { findCase } from '../queries.server'
import { tellBody } from '../telling.server'
import { readGuestEvidence } from './bringing.server'
import { findCounter, mayCounter } from './countering.server'
import type { GuestDeed } from './form'

type Db = Kysely<Database>

/** The one case of a guest, as far as a guest reads it; undefined for everybody else. */
export async function readGuest(db: Db, caseId: string) {
  const its = await findCase(db, caseId)
  if (!its?.roles.includes('guest')) return undefined
  return {
    ...(await readResponseOf(db, its)),
    declined: its.closeReason !== null,
    counter: await findCounter(db, caseId),
    mayCounter: mayCounter(its.state),
    evidence: (await readGuestEvidence(db, caseId))!,
  }
}

/** One of the deeds of a guest. A refusal waits for the end of the time to answer; a yes counts at once. Refuses: response-over, already-moved. */
export async function doGuestDeed(tx: Db, caseId: string, deed: GuestDeed) {
  const its = (await findCase(tx, caseId)) ?? refuse('case-unknown')
  switch (deed.move) {
    case 'accept':
      await keepReason(tx, caseId, null)
      return acceptCase(tx, caseId)
    case 'ask_extension':
      return askExtension(tx, caseId)
    case 'decline':
      await lockResponse(tx, caseId)
      await keepReason(tx, caseId, deed.reason)
      return recordOfCase(tx, 'case.guest_declined', caseId, {})
    default:
      await lockResponse(tx, caseId)
      await tx
        .updateTable('cases')
        .set({ respondentContact: deed.address })
        .where('id', '=', caseId)
        .execute()
      await tellBody(tx, its, await recordOfCase(tx, 'case.right_person', caseId, {}))
  }
}

const keepReason = (tx: Db, caseId: string, closeReason: string | null) =>
  tx.updateTable('cases').set({ closeReason }).where('id', '=', caseId).execute()
