import { ChoiceGroup } from '~/design/choice-group'
import { DateField } from '~/design/date-field'
import { Notice } from '~/design/notice'
import { TextArea } from '~/design/text-area'
import { type Answer, typed, problemOf, valueOf } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { useInspectionTexts } from '../../parts/texts'
import { conclusions, type Conclusion as Word } from '../concluding'
import type { Rights } from '../rights'

type ConclusionProps = {
  may: Rights
  its: { failedReason: string | null }
  proposedBy: string | null
  proposed: Word
  answer: Answer | undefined
}

/** The visit ends with a conclusion; a failure needs a second member of the team, an objection an answer. */
export function Conclusion({ may, its, proposedBy, proposed, answer }: ConclusionProps) {
  const all = useInspectionTexts()
  const texts = all.visit
  const mine = (move: string) => (answer?.values.move === move ? answer : undefined)
  if (!may.work && !may.answer) return null
  return (
    <div className="mt-6 space-y-4 print:hidden">
      {may.work && its.failedReason && (
        <Notice meaning="risk" title={texts.failedWaits(proposedBy ?? '')}>
          {its.failedReason}
        </Notice>
      )}
      <div className="flex flex-wrap items-start gap-2">
        {may.work && (
          <ConfirmMove
            move="conclude"
            verb={texts.conclude}
            title={texts.concludeTitle}
            consequences={texts.concludeWhat}
            undo={{ possible: false, words: texts.concludeUndo }}
            answer={answer}
          >
            <ChoiceGroup
              type="radio"
              name="conclusion"
              label={texts.conclusion}
              hint={texts.proposed(all.conclusion[proposed])}
              error={problemOf(mine('conclude'), 'conclusion')}
              chosen={valueOf(mine('conclude'), 'conclusion', proposed)}
              choices={conclusions.map((value) => ({ value, label: all.conclusion[value] }))}
            />
            <TextArea
              name="reason"
              id="conclude-reason"
              label={texts.conclusionReason}
              hint={texts.conclusionReasonHint}
              error={problemOf(mine('conclude'), 'reason')}
              defaultValue={valueOf(mine('conclude'), 'reason')}
              rows={3}
              optional
            />
            <DateField
              {...typed(mine('conclude'), 'dueOn')}
              label={texts.dueOn}
              hint={texts.dueHint}
              optional
            />
          </ConfirmMove>
        )}
        {may.second && (
          <ConfirmMove
            move="second"
            verb={texts.second}
            look="danger"
            title={texts.secondTitle}
            consequences={[texts.secondWhat]}
            undo={{ possible: false, words: texts.secondUndo }}
            answer={answer}
          />
        )}
        {may.answer && (
          <ConfirmMove
            move="answer"
            verb={texts.answer}
            title={texts.answerTitle}
            consequences={[texts.answerWhat]}
            undo={{ possible: false, words: texts.answerUndo }}
            answer={answer}
          >
            <ChoiceGroup
              type="radio"
              name="upheld"
              label={texts.outcome}
              error={problemOf(mine('answer'), 'upheld')}
              chosen={valueOf(mine('answer'), 'upheld')}
              choices={[
                { value: 'no', label: texts.kept },
                { value: 'yes', label: texts.upheld },
              ]}
            />
            <TextArea
              name="answer"
              label={texts.answerText}
              error={problemOf(mine('answer'), 'answer')}
              defaultValue={valueOf(mine('answer'), 'answer')}
              rows={4}
            />
          </ConfirmMove>
        )}
      </div>
    </div>
  )
}
