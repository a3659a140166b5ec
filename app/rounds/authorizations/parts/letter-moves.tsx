import { LinkButton } from '~/design/link-button'
import type { Answer } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { MoveReason } from '~/web/move-reason'
import { type AuthorizationMove, authorizationLifecycle } from '../../lifecycle'
import type { LetterRow } from '../queries.server'
import { useAuthorizationTexts } from './texts'

type LetterMovesProps = {
  letter: LetterRow
  /** Whether another letter renews this one already. */
  renewed: boolean
  /** For whom the moves are; null: only to be read. */
  side: 'office' | 'vendor' | null
  answer: Answer | undefined
}

const movesOf = { office: ['confirm', 'return'], vendor: ['withdraw'] } as const

/** What may be done with a letter now: checked by the office, renewed, corrected or withdrawn by its vendor. */
export function LetterMoves({ letter: { id, state }, renewed, side, answer }: LetterMovesProps) {
  const texts = useAuthorizationTexts()
  if (side === null) return null
  const renews = side === 'vendor' && !renewed && state !== 'withdrawn' && state !== 'submitted'
  const isAllowed = (move: AuthorizationMove) =>
    (authorizationLifecycle.moves[move].from as readonly string[]).includes(state)
  return (
    <div className="flex flex-wrap gap-2">
      {renews && (
        <LinkButton to={`/qualification/authorizations/new?renews=${id}`} look="primary">
          {state === 'returned' ? texts.again : texts.renew}
        </LinkButton>
      )}
      {movesOf[side].filter(isAllowed).map((move) => {
        const words = texts.moves[move]
        return (
          <ConfirmMove
            key={move}
            move={move}
            look={move === 'confirm' ? 'primary' : 'danger'}
            answer={answer}
            verb={words.verb}
            title={words.title}
            consequences={[words.what]}
            undo={{ possible: move !== 'withdraw', words: words.undo }}
          >
            {move === 'return' && (
              <MoveReason
                {...{ move, answer }}
                label={texts.reason}
                hint={texts.reasonHint}
                maxLength={1000}
              />
            )}
          </ConfirmMove>
        )
      })}
    </div>
  )
}
