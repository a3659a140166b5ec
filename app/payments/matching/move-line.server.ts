import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import type { Actor } from '~/people/actor'
import { keepUpload } from '~/people/upload.server'
import type { LineMove } from '../form'
import { approveMatch, dropMatch, matchLine, undoMatch } from './match.server'
import { settleLine } from './settle-line.server'
import { bookBankFee, bookBankPayout, bookPaidBack, reopenLine, setLineAside } from './other-lines.server'

/** Makes a move with a line that a person has chosen on its page; answers the code of what was done. */
export async function moveBankLine(
  tx: Kysely<Database>,
  actor: Actor,
  lineId: string,
  move: LineMove,
): Promise<string> {
  switch (move.move) {
    case 'split': {
      const letterFileId = move.letter ? await keepUpload(tx, actor, move.letter) : null
      const { booked } = await matchLine(tx, actor, { lineId, parts: move.parts, letterFileId })
      return booked ? 'matched' : 'match-waits'
    }
    case 'approve':
      await approveMatch(tx, actor, move.matchId)
      return 'matched'
    case 'drop':
      await dropMatch(tx, actor, move.matchId)
      return 'match-dropped'
    case 'undo':
      await undoMatch(tx, actor, move.matchId, move.reason)
      return 'match-undone'
    case 'aside':
      await setLineAside(tx, lineId, move.reason)
      return 'line-aside'
    case 'reopen':
      await reopenLine(tx, lineId)
      return 'line-reopened'
    case 'settle':
      await settleLine(tx, actor, lineId)
      return 'matched'
    case 'fee':
      await bookBankFee(tx, lineId)
      return 'matched'
    case 'paid_back':
      await bookPaidBack(tx, lineId, move.vendorId)
      return 'matched'
    case 'provider':
      await bookBankPayout(tx, lineId)
      return 'matched'
  }
}
