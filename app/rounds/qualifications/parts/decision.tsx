import { Section } from '~/design/section'
import { TextArea } from '~/design/text-area'
import { type Answer, problemOf, valueOf } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
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

/** What an officer may decide now, each with what follows from it. */
export function Decision({ state, answer }: { state: QualificationState; answer: Answer | undefined }) {
  const texts = useQualificationTexts()
  if (movesOf[state].length === 0) return null
  return (
    <Section title={texts.decision} sentence={texts.decisionLead}>
      <div className="flex flex-wrap gap-2">
        {movesOf[state].map((move, place) => {
          const mine = answer?.values.move === move ? answer : undefined
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
                <TextArea
                  name="reason"
                  id={`${move}-reason`}
                  label={texts.reason}
                  hint={texts.reasonHint}
                  rows={3}
                  maxLength={1000}
                  width="full"
                  defaultValue={valueOf(mine, 'reason')}
                  error={problemOf(mine, 'reason')}
                />
              )}
            </ConfirmMove>
          )
        })}
      </div>
    </Section>
  )
}
