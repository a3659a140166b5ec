import { type Segment, StackedBar } from '~/design/charts/stacked-bar'
import { useFormat } from '~/design/format'
import type { Meaning } from '~/design/meaning'
import { Section } from '~/design/section'
import type { OrderPlaces } from '../money.server'
import type { MoneyStatus } from '../money-status'
import { MoneyChips } from './money-chip'
import { usePaymentsTexts } from './texts'

type WhereTheMoneyIsProps = {
  money: { places: OrderPlaces; status: MoneyStatus; flags: ('hold' | 'chargeback')[] }
  currency: string
  csv?: string
}

const shown = [
  ['paidOut', 'ok'],
  ['inTransit', undefined],
  ['payable', undefined],
  ['held', 'risk'],
  ['unreleased', undefined],
  ['fee', undefined],
  ['refunded', undefined],
  ['refundOpen', 'attention'],
  ['unpaid', 'quiet'],
] as const satisfies readonly (readonly [keyof OrderPlaces, Meaning | undefined])[]

/** One stacked bar of an order's money, straight from the ledger. */
export function WhereTheMoneyIs({ money: { places, status, flags }, currency, csv }: WhereTheMoneyIsProps) {
  const texts = usePaymentsTexts().where
  const format = useFormat()
  const segments = shown.flatMap(([place, meaning]): Segment[] => {
    const fen = place === 'paidOut' ? places.paidOut - places.clawback : places[place]
    return fen > 0n ? [{ label: texts.places[place], fen, ...(meaning && { meaning }) }] : []
  })
  return (
    <Section title={texts.title} id="money" actions={<MoneyChips status={status} flags={flags} />}>
      <StackedBar
        title={texts.findings[status](
          format.money(places.received, currency),
          format.money(places.unpaid, currency),
        )}
        segments={segments}
        heads={texts.heads as readonly [string, string, string]}
        note={places.clawback > 0n ? texts.clawback(format.money(places.clawback, currency)) : texts.note}
        {...(csv && { csv })}
      />
    </Section>
  )
}
