import { DateField } from '~/design/date-field'
import { useFormat } from '~/design/format'
import { useNamed } from '~/design/named'
import { NumberField } from '~/design/number-field'
import { SelectField } from '~/design/select-field'
import { TextField } from '~/design/text-field'
import { addDays, addMonths } from '~/kernel/workdays'
import { termWord, useVocabulary } from '~/texts/vocabulary'
import type { FieldOf } from '~/web/checked-form'
import { openUnits } from '../delivering'
import { channels } from '../form'
import type { OrderLine } from '../queries.server'
import { useOrdersTexts } from './texts'

type DeliveryLineFieldsProps = { line: OrderLine; at: number; field: FieldOf }

/** One line of a delivery: how many units, for how long, through which channel. */
export function DeliveryLineFields({ line, at, field }: DeliveryLineFieldsProps) {
  const texts = useOrdersTexts().delivery
  const words = useVocabulary()
  const format = useFormat()
  const named = useNamed()
  const name = (part: string) => `lines.${at}.${part}`
  return (
    <fieldset className="rounded border border-line px-4 pt-2 pb-4">
      <legend className="px-1">
        <span className="font-medium">{named(line.nameZh, line.nameEn)}</span>{' '}
        <span className="text-ink-soft">
          {named(line.editionName, line.editionNameEn)} · {termWord(words, line.term, line.termMonths)} ·{' '}
          {texts.open(format.number(openUnits(line)))}
        </span>
      </legend>
      <input type="hidden" name={name('lineId')} value={line.id} />
      <div className="grid gap-x-5 gap-y-4 sm:grid-cols-2 lg:grid-cols-3">
        <NumberField {...field(name('quantity'))} label={texts.quantity} hint={texts.quantityHint} optional />
        <DateField {...field(name('termStart'))} label={texts.termStart} />
        {line.term !== 'perpetual' && <DateField {...field(name('termEnd'))} label={texts.termEnd} />}
        <DateField {...field(name('maintenanceUntil'))} label={texts.maintenance} optional />
        <SelectField
          {...field(name('channel'))}
          label={texts.channel}
          options={channels.map((value) => ({ value, label: words.channels[value] }))}
        />
        <TextField {...field(name('licenseNo'))} label={texts.licenseNo} optional />
      </div>
    </fieldset>
  )
}

/** What stands in the fields at first: every open unit, from today, for the term that was bought. */
export function deliveryDefaults(lines: readonly OrderLine[], today: string): Record<string, string> {
  return Object.fromEntries(
    lines.flatMap((line, at) =>
      Object.entries({
        lineId: line.id,
        quantity: String(openUnits(line)),
        termStart: today,
        ...(line.term !== 'perpetual' &&
          line.termMonths !== null && { termEnd: addDays(addMonths(today, line.termMonths), -1) }),
        channel: line.term === 'perpetual' ? 'volume-mak' : 'subscription-login',
      }).map(([part, value]) => [`lines.${at}.${part}`, value]),
    ),
  )
}
