import { Button } from '~/design/button'
import { useFormat } from '~/design/format'
import { MoneyField } from '~/design/money-field'
import { Section } from '~/design/section'
import { TextArea } from '~/design/text-area'
import type { Answer } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { writeOffForm } from '../../form'
import { usePaymentsTexts } from '../../parts/texts'

/** How much of a debt is to be given up and why; another person decides. */
export function WriteOffNew({ most, answer }: { most: bigint; answer: Answer | undefined }) {
  const texts = usePaymentsTexts().debts
  const format = useFormat()
  return (
    <Section title={texts.propose} sentence={texts.proposeLead}>
      <CheckedForm
        form={writeOffForm}
        answer={answer?.values.move === 'propose' ? answer : undefined}
        className="max-w-xl space-y-4"
        defaults={{ move: 'propose' }}
      >
        {(field, busy) => (
          <>
            <input type="hidden" {...field('move')} />
            <MoneyField {...field('amount')} label={texts.amount} hint={texts.most(format.money(most))} />
            <TextArea {...field('reason')} label={texts.reason} hint={texts.reasonHint} rows={3} />
            <Button look="primary" busy={busy}>
              {texts.submit}
            </Button>
          </>
        )}
      </CheckedForm>
    </Section>
  )
}
