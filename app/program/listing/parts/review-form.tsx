import { Button } from '~/design/button'
import { ChoiceGroup } from '~/design/choice-group'
import { Section } from '~/design/section'
import { TextArea } from '~/design/text-area'
import { type Answer, problemOf, valueOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { criteria, verdicts } from '../criteria'
import { reviewForm } from '../form'
import { useListingTexts } from './texts'

/** A verdict on each criterion and the opinion of the reviewing agency. */
export function ReviewForm({ answer }: { answer: Answer | undefined }) {
  const texts = useListingTexts()
  return (
    <Section title={texts.reviewing} sentence={texts.reviewingLead}>
      <CheckedForm form={reviewForm} answer={answer} className="max-w-2xl space-y-5">
        {(field, busy) => (
          <>
            <input type="hidden" name="move" value="review" />
            {criteria.map((criterion) => {
              const name = `criteria.${criterion}`
              const given = valueOf(answer, name)
              return (
                <ChoiceGroup
                  key={criterion}
                  type="radio"
                  inline
                  name={name}
                  label={texts.criterion[criterion]}
                  hint={texts.criterionWhat[criterion]}
                  error={problemOf(answer, name)}
                  {...(given && { chosen: given })}
                  choices={verdicts.map((value) => ({ value, label: texts.verdicts[value] }))}
                />
              )
            })}
            <TextArea {...field('review')} label={texts.opinion} rows={5} />
            <Button look="primary" busy={busy}>
              {texts.reviewNow}
            </Button>
          </>
        )}
      </CheckedForm>
    </Section>
  )
}
