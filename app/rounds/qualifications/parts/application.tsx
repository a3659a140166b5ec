import { Button } from '~/design/button'
import { ChoiceGroup } from '~/design/choice-group'
import { Section } from '~/design/section'
import { TextField } from '~/design/text-field'
import { type Answer, problemOf, valueOf } from '~/web/answer'
import { AnswerSummary } from '~/web/checked-form'
import { MoveForm } from '~/web/move-form'
import type { ListedRequirement } from '../checklist'
import { requirementsOf } from '../criteria'
import type { Judged } from '../queries.server'
import { Answered } from './answers'
import { Criteria } from './criteria'
import { useQualificationTexts } from './texts'

type ApplicationProps = {
  judged: Judged
  /** Whether the reader may say now what is met and what is wanting. */
  reviews: boolean
  answer: Answer | undefined
}

/** What a vendor sent, requirement by requirement; an officer says of each whether it holds. */
export function Application({ judged, reviews, answer }: ApplicationProps) {
  const texts = useQualificationTexts()
  const mine = answer?.values.move === 'review' ? answer : undefined
  const codes = requirementsOf(judged.checklist).map(({ code }) => code)
  if (!reviews)
    return (
      <Section title={texts.answers}>
        <Criteria checklist={judged.checklist}>
          {(requirement) => <Answered requirement={requirement} judged={judged} />}
        </Criteria>
      </Section>
    )
  return (
    <Section title={texts.answers} sentence={texts.reviewLead}>
      <MoveForm move="review">
        <AnswerSummary answer={mine} />
        <Criteria checklist={judged.checklist}>
          {(requirement) => (
            <>
              <Answered requirement={requirement} judged={judged} />
              {judged.responses[requirement.code] && (
                <Mark
                  requirement={requirement}
                  place={codes.indexOf(requirement.code)}
                  judged={judged}
                  answer={mine}
                />
              )}
            </>
          )}
        </Criteria>
        <div className="mt-4">
          <Button look="secondary">{texts.keepReview}</Button>
        </div>
      </MoveForm>
    </Section>
  )
}

type MarkProps = Omit<ApplicationProps, 'reviews'> & { requirement: ListedRequirement; place: number }

function Mark({ requirement: { code }, place, judged: { read, wanting }, answer }: MarkProps) {
  const texts = useQualificationTexts()
  const name = `marks.${place}`
  const verdict = wanting[code] !== undefined ? 'wanting' : read.includes(code) ? 'met' : ''
  return (
    <div className="mt-2 grid items-start gap-x-8 gap-y-2 sm:grid-cols-[auto_1fr]">
      <input type="hidden" name={`${name}.requirement`} value={code} />
      <ChoiceGroup
        type="radio"
        inline
        name={`${name}.verdict`}
        label={texts.verdict}
        chosen={valueOf(answer, `${name}.verdict`, verdict)}
        choices={[
          ...(verdict === '' ? [{ value: '', label: texts.verdicts.open }] : []),
          { value: 'met', label: texts.verdicts.met },
          { value: 'wanting', label: texts.verdicts.wanting },
        ]}
      />
      <TextField
        name={`${name}.note`}
        id={`${name}.note`}
        label={texts.note}
        optional
        maxLength={1000}
        width="full"
        defaultValue={valueOf(answer, `${name}.note`, wanting[code] ?? '')}
        error={problemOf(answer, `${name}.note`)}
      />
    </div>
  )
}
