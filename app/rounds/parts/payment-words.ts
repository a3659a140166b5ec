import { useFormat } from '~/design/format'
import type { DueRule, PaymentTerms } from '../payment-terms'
import { useRoundsTexts } from './texts'

/** How the orders of a round are paid, in words: the way, and each due by its share and its time. */
export function usePaymentWords({ way, dues }: PaymentTerms): { way: string; dues: string[] } {
  const texts = useRoundsTexts().payment
  const format = useFormat()
  const worded = ({ rule, workdays, gate, shareBps }: DueRule) => {
    const [start, days] = [texts.starts[rule], format.number(workdays)]
    const when =
      shareBps === 10_000
        ? texts.whole(start, days)
        : texts.due(format.percent(shareBps / 10_000), start, days)
    return gate ? `${when} · ${texts.gate}` : when
  }
  return { way: texts.ways[way], dues: dues.map(worded) }
}
