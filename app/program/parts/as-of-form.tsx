import { Form } from '@remix-run/react'
import { Button } from '~/design/button'
import { DateField } from '~/design/date-field'
import type { Day } from '~/kernel/workdays'
import { useProgramTexts } from './texts'

/** The time machine: the same page as of another day. */
export function AsOfForm({ day, today }: { day: Day; today: Day }) {
  const texts = useProgramTexts().office
  return (
    <Form method="get" className="mb-6 flex flex-wrap items-end gap-2 print:hidden">
      <DateField name="asOf" label={texts.asOf} defaultValue={day} max={today} key={day} />
      <Button icon="clock">{texts.show}</Button>
    </Form>
  )
}
