import type { Answer } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { MoveReason } from '~/web/move-reason'
import type { TransferMove } from '../../lifecycle'
import { useLicensesTexts } from '../../parts/texts'

type TransferMovesProps = {
  moves: readonly TransferMove[]
  quantity: number
  other: string
  answer: Answer | undefined
}

/** What this reader may do with the offer, each explained before it is done. */
export function TransferMoves({ moves, quantity, other, answer }: TransferMovesProps) {
  const texts = useLicensesTexts().transfers
  if (moves.length === 0) return null
  return (
    <div className="mt-6 flex flex-wrap gap-3">
      {moves.map((move) => (
        <ConfirmMove
          key={move}
          move={move}
          verb={texts.moves[move].verb(quantity)}
          look={move === 'decline' || move === 'withdraw' ? 'secondary' : 'primary'}
          title={texts.moves[move].title}
          consequences={[texts.moves[move].what(quantity, other), texts.moves[move].also].filter(Boolean)}
          undo={{ possible: move === 'accept', words: texts.moves[move].undo }}
          answer={answer}
        >
          {move === 'decline' && (
            <MoveReason move={move} answer={answer} label={texts.declinedWhy} maxLength={500} />
          )}
        </ConfirmMove>
      ))}
    </div>
  )
}
