import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import type { Actor } from '~/people/actor'
import { keepUpload } from '~/people/upload.server'
import type { RefundMove } from '../form'
import { askAgain } from './again.server'
import { approveRefund, failRefund, prepareRefund, refuseRefund, sendRefund } from './refund.server'

/** Makes a move with a refund that an officer has chosen on its page; answers the code of what was done. */
export async function moveRefundAs(
  tx: Kysely<Database>,
  actor: Actor,
  refundId: string,
  move: RefundMove,
): Promise<string> {
  switch (move.move) {
    case 'prepare': {
      const letterFileId = move.letter ? await keepUpload(tx, actor, move.letter) : null
      const { payeeName, payeeAccount, payeeBank } = move
      const payee = payeeAccount
        ? {
            payeeName: payeeName ?? '',
            payeeAccount,
            payeeBank: payeeBank ?? '',
            letterFileId,
            calledBack: move.calledBack === 'yes',
          }
        : null
      await prepareRefund(tx, actor, refundId, payee)
      return 'refund-prepared'
    }
    case 'approve':
      await approveRefund(tx, actor, refundId)
      return 'refund-approved'
    case 'refuse':
      await refuseRefund(tx, refundId, move.reason)
      return 'refund-refused'
    case 'again':
      await askAgain(tx, refundId)
      return 'refund-asked-again'
    case 'send':
      await sendRefund(tx, refundId)
      return 'refund-sent'
    case 'fail':
      await failRefund(tx, refundId, move.reason)
      return 'refund-failed'
  }
}
