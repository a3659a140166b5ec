import { Button } from '~/design/button'
import { FormSummary } from '~/design/form-summary'
import { useFormat } from '~/design/format'
import { NumberField } from '~/design/number-field'
import { Section } from '~/design/section'
import { type Answer, problemOf, valueOf } from '~/web/answer'
import { MoveForm } from '~/web/move-form'
import { useDemandsTexts } from '../../parts/texts'
import type { Wished } from '../queries.server'

type InterestProps = { lines: readonly Wished[]; answer: Answer | undefined }

/** An enterprise says how much of each of its needs it would pledge. */
export function Interest({ lines, answer }: InterestProps) {
  const texts = useDemandsTexts().wish
  const format = useFormat()
  const mine = answer?.values.move === 'confirm' ? answer : undefined
  return (
    <Section title={texts.interest} sentence={texts.interestLead}>
      {mine && (
        <FormSummary
          problems={mine.problems}
          refusal={mine.refusal ? { what: mine.refusal.sentence } : null}
        />
      )}
      <div className="space-y-5">
        {lines.map(({ id, quantity, confirmed }) => {
          const its = mine?.values.line === id ? mine : undefined
          return (
            <MoveForm key={id} move="confirm" hidden={{ line: id }} className="max-w-md space-y-3">
              <NumberField
                name="quantity"
                id={`quantity-${id}`}
                label={texts.confirmOf(format.number(quantity))}
                hint={texts.confirmHint}
                defaultValue={valueOf(its, 'quantity', String(confirmed ?? quantity))}
                error={problemOf(its, 'quantity')}
              />
              <Button look={confirmed === null ? 'primary' : 'secondary'}>
                {confirmed === null ? texts.confirm : texts.confirmAgain}
              </Button>
            </MoveForm>
          )
        })}
      </div>
    </Section>
  )
}
