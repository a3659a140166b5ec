import { type Answer, problemOf, valueOf } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { TextField } from '~/design/text-field'
import { MoveReason } from '~/web/move-reason'
import type { TransferMove } from '../../lifecycle'
import { useLicensesTexts } from '../../parts/texts'

type TransferMovesProps = {
  moves: readonly TransferMove[]
  quantity: number
  other: string
  /** of the computer that moves; null where units move alone */
  computerNo: string | null
  answer: Answer | undefined
}

/** What this reader may do with the offer, each explained before it is done. */
export function TransferMoves({ moves, quantity, other, computerNo, answer }: TransferMovesProps) {
  const texts = useLicensesTexts().transfers
  if (moves.length === 0) return null
  const { accept, approve } = texts.computer
  const said = (move: TransferMove) => {
    const units = texts.moves[move]
    const usual = {
      verb: units.verb(quantity),
      title: units.title,
      what: units.what(quantity, other),
      also: units.also,
      undo: units.undo,
    }
    if (computerNo === null) return usual
    if (move === 'accept') return { ...usual, ...accept, what: accept.what(other) }
    return move === 'approve' ? { ...approve, what: approve.what(other) } : usual
  }
  return (
    <div className="mt-6 flex flex-wrap gap-3">
      {moves.map((move) => (
        <ConfirmMove
          key={move}
          move={move}
          verb={said(move).verb}
          look={move === 'decline' || move === 'withdraw' ? 'secondary' : 'primary'}
          title={said(move).title}
          consequences={[said(move).what, said(move).also].filter(Boolean)}
          undo={{ possible: move === 'accept', words: said(move).undo }}
          answer={answer}
        >
          {move === 'accept' && computerNo !== null && (
            <TextField
              name="no"
              label={texts.computer.no}
              hint={texts.computer.noHint}
              maxLength={120}
              defaultValue={valueOf(answer, 'no', computerNo)}
              error={problemOf(answer, 'no')}
            />
          )}
          {move === 'decline' && (
            <MoveReason move={move} answer={answer} label={texts.declinedWhy} maxLength={500} />
          )}
        </ConfirmMove>
      ))}
    </div>
  )
}
