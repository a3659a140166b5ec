import { Form } from '@remix-run/react'
import { Button } from '~/design/button'
import { Section } from '~/design/section'
import { TextField } from '~/design/text-field'
import { type Answer, problemOf, valueOf } from '~/web/answer'
import { KeyField } from '~/web/key-field'
import { useLicensesTexts } from '../../parts/texts'

/** From how few free units on the asset manager wants to hear of it. */
export function LowStock({ below, answer }: { below: number | null; answer: Answer | undefined }) {
  const texts = useLicensesTexts().lowStock
  return (
    <Section title={texts.title}>
      <Form method="post" className="space-y-2">
        <KeyField />
        <input type="hidden" name="move" value="low_stock" />
        <TextField
          name="lowStockBelow"
          label={texts.label}
          hint={texts.hint}
          optional
          inputMode="numeric"
          width="short"
          defaultValue={valueOf(answer, 'lowStockBelow', below === null ? '' : String(below))}
          error={problemOf(answer, 'lowStockBelow')}
        />
        <Button size="small">{texts.save}</Button>
      </Form>
    </Section>
  )
}
