import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import type { Actor } from '~/people/actor'
import { complain, cureChallenge, withdrawChallenge } from './file.server'
import type { ChallengeMoveValues } from './form'
import { closeComplaint, remedyChallenge } from './remedy.server'
import { admitChallenge, answerChallenge, returnChallenge } from './judge.server'

/** Makes the move; answers the code of what was done. */
export async function moveChallenge(
  tx: Kysely<Database>,
  actor: Actor,
  id: string,
  values: ChallengeMoveValues,
) {
  switch (values.move) {
    case 'admit':
      await admitChallenge(tx, actor, id)
      return 'challenge-admitted'
    case 'return':
      await returnChallenge(tx, actor, id, values.reason)
      return 'challenge-returned'
    case 'answer':
      await answerChallenge(tx, actor, id, values.findings)
      return 'challenge-answered'
    case 'cure':
      await cureChallenge(tx, actor, id, values.grounds)
      return 'challenge-filed'
    case 'withdraw':
      await withdrawChallenge(tx, actor, id)
      return 'challenge-withdrawn'
    case 'remedy': {
      const { move: _, lotId = null, bidId = null, bidIds = [], ...remedy } = values
      await remedyChallenge(tx, actor, id, { ...remedy, lotId, bidId, bidIds })
      return 'challenge-remedied'
    }
    case 'close_complaint':
      await closeComplaint(tx, actor, id, values.reason)
      return 'complaint-closed'
    case 'complain':
      await complain(tx, actor, id)
      return 'challenge-complained'
  }
}
