import { useFormat } from '~/design/format'
import { Facts } from '~/design/facts'
import { Hash } from '~/design/hash'
import { Icon } from '~/design/icons'
import { Section } from '~/design/section'
import { inWords } from '~/kernel/money-words'
import type { Due } from '../dues/splitting'
import { workdays } from '../periods'
import { ContractPapers } from './contract-section'
import { useOrdersTexts } from './texts'

type BindingTermsProps = {
  order: { id: string; total: bigint; canceled: bigint; currency: string }
  contract: { number: string; version: number; hash: string }
  lines: readonly unknown[]
  dues: readonly Due[]
}

/** What a confirmation makes binding, in sentences, with the paper and the digest that is agreed to. */
export function BindingTerms({ order, contract, lines, dues }: BindingTermsProps) {
  const { confirmation: texts, contract: words, dues: due } = useOrdersTexts()
  const format = useFormat()
  const total = order.total - order.canceled
  const pays = ({ no, amount, rule, workdays, gate }: Due) => {
    const when = due.rule(due.rules[rule], format.number(workdays))
    const money = format.money(amount, order.currency)
    const said =
      dues.length === 1 ? texts.bindings.pay(money, when) : texts.bindings.payPart(String(no), money, when)
    return gate ? texts.bindings.gate(said) : said
  }
  const sentences = [
    texts.bindings.goods(format.number(lines.length), format.money(total, order.currency)),
    ...dues.map(pays),
    texts.bindings.deliver(String(workdays.deliver)),
    texts.bindings.accept(String(workdays.accept)),
    texts.bindings.mediation,
  ]
  return (
    <Section title={texts.binding}>
      <ul className="space-y-1.5">
        {sentences.map((sentence) => (
          <li key={sentence} className="flex gap-2">
            <Icon name="check" className="mt-1 size-3.5 text-ink-soft" />
            <span className="min-w-0 max-w-prose">{sentence}</span>
          </li>
        ))}
      </ul>
      <div className="mt-4">
        <Facts
          layout="row"
          items={[
            ...(order.currency === 'CNY' ? [{ label: texts.words, value: inWords(total) }] : []),
            {
              label: words.number,
              value: (
                <span className="figure">
                  {contract.number} · {words.version} {contract.version}
                </span>
              ),
            },
            { label: words.hash, value: <Hash value={contract.hash} />, hint: words.hashHint },
            {
              label: texts.text,
              value: (
                <span className="flex flex-wrap gap-2">
                  <ContractPapers orderId={order.id} />
                </span>
              ),
              hint: texts.textHint,
            },
          ]}
        />
      </div>
    </Section>
  )
}
