import { Form } from '@remix-run/react'
import { Button } from '~/design/button'
import { Section } from '~/design/section'
import { Select } from '~/design/select-field'
import { KeyField } from '~/web/key-field'
import { useLicensesTexts } from '../../parts/texts'
import { coTermMonths } from '../co-term'

/** With the end of which month all subscriptions end: one negotiation a year in place of many. */
export function CoTerm({ month, manages }: { month: number | null; manages: boolean }) {
  const texts = useLicensesTexts().renewals
  return (
    <Section
      title={texts.coTerm}
      sentence={month === null ? texts.coTermNone : texts.coTermIs(texts.months[month - 1]!)}
    >
      {manages && (
        <Form method="post" className="flex flex-wrap items-center gap-2">
          <KeyField />
          <input type="hidden" name="move" value="co-term" />
          <Select
            name="month"
            aria-label={texts.coTerm}
            empty={texts.coTermEach}
            defaultValue={month === null ? '' : String(month)}
            options={coTermMonths.map((one) => ({ value: String(one), label: texts.months[one - 1]! }))}
          />
          <Button>{texts.coTermSave}</Button>
        </Form>
      )}
    </Section>
  )
}
