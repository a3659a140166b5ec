import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { useLocale } from '~/design/locale'
import { Money } from '~/design/money'
import { Moment } from '~/design/moment'
import { useNamed } from '~/design/named'
import { Section } from '~/design/section'
import { TextLink } from '~/design/text-link'
import { useRoundsTexts } from '~/rounds/parts/texts'
import type { FoundOrder } from '../queries.server'
import { useOrdersTexts } from './texts'

/** Who deals with whom, under which round and terms, and what of the price is the platform's: the side column of an order. */
export function OrderFacts({ order, fee }: { order: FoundOrder; fee: bigint }) {
  const { detail: texts, sources } = useOrdersTexts()
  const { ways } = useRoundsTexts().payment
  const format = useFormat()
  const named = useNamed()
  const zh = useLocale() === 'zh'
  return (
    <Section title={texts.facts}>
      <Facts
        items={[
          {
            label: texts.total,
            value: (
              <Money
                fen={order.total - order.canceled}
                currency={order.currency}
                className="text-lg font-medium"
              />
            ),
          },
          {
            label: texts.enterprise,
            value: named(order.enterpriseName, order.enterpriseNameEn),
            hint: order.enterpriseUscc,
          },
          {
            label: texts.vendor,
            value: named(order.vendorName, order.vendorNameEn),
            hint: order.vendorUscc,
          },
          ...(order.roundId
            ? [
                {
                  label: texts.round,
                  value: (
                    <TextLink to={`/rounds/${order.roundId}`}>
                      {zh ? order.roundTitle : (order.roundTitleEn ?? order.roundTitle)}
                    </TextLink>
                  ),
                  hint: order.roundNumber!,
                },
              ]
            : []),
          { label: texts.source, value: sources[order.source] },
          { label: texts.terms, value: ways[order.terms] },
          { label: texts.invoicing, value: texts.invoicingBy[order.invoiceModel] },
          {
            label: order.resellerId ? texts.margin : texts.fee,
            value:
              order.feeBps === 0
                ? texts.noFee
                : texts.feeWithin(format.money(fee, order.currency), format.percent(order.feeBps / 10_000)),
          },
          ...(order.endUser ? [{ label: texts.endUser, value: order.endUser }] : []),
          { label: texts.placed, value: <Moment at={order.placedAt} /> },
          ...(order.closeReason ? [{ label: texts.reason, value: order.closeReason }] : []),
        ]}
      />
    </Section>
  )
}
