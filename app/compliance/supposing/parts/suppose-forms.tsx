import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Button } from '~/design/button'
import { DateField } from '~/design/date-field'
import { useFormat } from '~/design/format'
import { useNamed } from '~/design/named'
import { NumberField } from '~/design/number-field'
import { SelectField } from '~/design/select-field'
import { useComplianceTexts, useWhatIfTexts } from '../../parts/texts'
import { counted, textOf, type Supposition } from '../supposition'
import { type Choices, useEditionName } from './says'

type SupposeFormsProps = {
  suppositions: readonly Supposition[]
  choices: Choices
  /** The number that was typed and is none. */
  badUnits: string | null
}

/** Three plain forms that add to what the address supposes: a number, an event, a day. */
export function SupposeForms({ suppositions, choices, badUnits }: SupposeFormsProps) {
  const texts = useWhatIfTexts()
  const categories: Record<string, string> = useComplianceTexts().categories
  const format = useFormat()
  const named = useNamed()
  const editionName = useEditionName()
  const option = (edition: Choices['editions'][number]) => ({
    value: edition.id,
    label: editionName(edition),
  })
  const others = Object.groupBy(
    choices.editions.filter(({ isOwn }) => !isOwn),
    ({ category }) => category,
  )
  const events = [
    {
      label: texts.orders,
      options: choices.orders.map(({ id, number, units }) => ({
        value: `order:${id}`,
        label: texts.orderOption(number, format.number(units)),
      })),
    },
    {
      label: texts.lose,
      options: choices.rights.map(({ id, no, nameZh, nameEn, endsOn }) => ({
        value: `lose:${id}`,
        label: texts.loseOption(no, named(nameZh, nameEn), endsOn),
      })),
    },
    {
      label: texts.retire,
      options: choices.departments.map(({ name, computers }) => ({
        value: `retire:${name}`,
        label: texts.retireOption(name, format.number(computers)),
      })),
    },
  ].filter(({ options }) => options.length > 0)
  return (
    <div className="grid gap-x-10 gap-y-6 lg:grid-cols-3 print:hidden">
      <Adding title={texts.counts} suppositions={suppositions}>
        <SelectField
          name="kind"
          label={texts.kind}
          options={counted.map((value) => ({ value, label: texts.kinds[value] }))}
        />
        <SelectField
          name="edition"
          label={texts.edition}
          required
          empty
          options={[
            { label: texts.ownEditions, options: choices.editions.filter(({ isOwn }) => isOwn).map(option) },
            ...Object.entries(others).map(([category, some]) => ({
              label: categories[category] ?? category,
              options: some!.map(option),
            })),
          ].filter(({ options }) => options.length > 0)}
        />
        <NumberField
          name="units"
          label={texts.units}
          required
          defaultValue={badUnits ?? ''}
          error={badUnits === null ? null : texts.badUnits}
        />
      </Adding>
      {events.length > 0 && (
        <Adding title={texts.happens} suppositions={suppositions}>
          <SelectField name="event" label={texts.event} required empty options={events} />
        </Adding>
      )}
      <Adding title={texts.when} suppositions={suppositions}>
        <DateField name="day" label={texts.day} hint={texts.dayHint} required />
      </Adding>
    </div>
  )
}

function Adding({
  title,
  suppositions,
  children,
}: {
  title: string
  suppositions: readonly Supposition[]
  children: ReactNode
}) {
  const texts = useWhatIfTexts()
  const standing = suppositions.map(textOf)
  return (
    <Form key={standing.join(' ')} method="get" className="min-w-0 space-y-3" aria-label={title}>
      <h3 className="font-semibold">{title}</h3>
      {standing.map((text) => (
        <input key={text} type="hidden" name="s" value={text} />
      ))}
      {children}
      <Button icon="plus">{texts.add}</Button>
    </Form>
  )
}
