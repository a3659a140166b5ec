import { Section } from '~/design/section'
import type { Answer } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { MoveReason } from '~/web/move-reason'
import type { QualificationState } from '../../lifecycle'
import type { Decision as Values } from '../form'
import { useQualificationTexts } from './texts'

type Move = Values['move']

const movesOf: Record<QualificationState, readonly Move[]> = {
  applied: ['qualify', 'return', 'reject'],
  in_review: ['qualify', 'return', 'reject'],
  returned: ['reject'],
  qualified: ['extend', 'suspend'],
  suspended: ['resume'],
  rejected: [],
  expired: [],
  banned: [],
}
const reasoned: readonly Move[] = ['return', 'reject', 'suspend']

type DecisionProps = {
  state: QualificationState
  /** Whether an appeal against the suspension is open: then its ruling decides. */
  appealed: boolean
  answer: Answer | undefined
}

/** What an officer may decide now, each with what follows from it. */
export function Decision({ state, appealed, answer }: DecisionProps) {
  const texts = useQualificationTexts()
  if (movesOf[state].length === 0 || appealed) return null
  return (
    <Section title={texts.decision} sentence={texts.decisionLead}>
      <div className="flex flex-wrap gap-2">
        {movesOf[state].map((move, place) => {
          const words = texts.moves[move]
          return (
            <ConfirmMove
              key={move}
              move={move}
              look={
                place === 0 && !reasoned.includes(move)
                  ? 'primary'
                  : reasoned.includes(move)
                    ? 'danger'
                    : 'secondary'
              }
              answer={answer}
              verb={words.verb}
              title={words.title}
              consequences={[words.what]}
              undo={{ possible: move !== 'reject', words: words.undo }}
            >
              {reasoned.includes(move) && (
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
    </Section>
  )
}
