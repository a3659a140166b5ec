import { Chip } from '~/design/chip'
import { useFormat } from '~/design/format'
import type { Meaning } from '~/design/meaning'
import { Money } from '~/design/money'
import { useNamed } from '~/design/named'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { TextLink } from '~/design/text-link'
import { useJoinTexts } from '~/awards/parts/join-texts'
import type { ListedRebate } from '../rebates/queries.server'

const meanings: Record<ListedRebate['state'], Meaning> = {
  due: 'attention',
  credited: 'ok',
  refunding: 'attention',
  refunded: 'ok',
}

type RebateListProps = {
  rebates: readonly ListedRebate[]
  /** Where rebates of several orders stand together, each names its order and its buyer. */
  many?: boolean
}

/** What orders are owed since a price fell, and how far each is; nothing where no price has fallen. */
export function RebateList({ rebates, many = false }: RebateListProps) {
  const texts = useJoinTexts().rebates
  const format = useFormat()
  const named = useNamed()
  if (rebates.length === 0) return null
  const total = rebates.reduce((sum, { amount }) => sum + amount, 0n)
  return (
    <Section title={texts.title} count={rebates.length} sentence={texts.lead} id="rebates">
      <Table
        caption={texts.title}
        rows={rebates}
        rowKey={({ id }) => id}
        empty={null}
        columns={[
          {
            key: 'cause',
            head: many ? texts.order : texts.cause,
            narrow: 'title',
            cell: (rebate) => {
              const cause =
                rebate.tierPrice !== null
                  ? texts.tier(format.money(rebate.tierPrice))
                  : texts.watch(format.money(rebate.watchPrice!))
              if (!many) return cause
              return (
                <>
                  <TextLink to={`/orders/${rebate.orderId}`} className="figure">
                    {rebate.number}
                  </TextLink>{' '}
                  {named(rebate.buyer, rebate.buyerEn)}
                  <span className="block text-sm text-ink-soft">{cause}</span>
                </>
              )
            },
          },
          {
            key: 'units',
            head: texts.units,
            type: 'number',
            narrow: 'detail',
            cell: ({ units }) => format.number(units),
          },
          {
            key: 'state',
            head: texts.state,
            type: 'chip',
            narrow: 'detail',
            cell: ({ state, refusedReason }) =>
              refusedReason === null ? (
                <Chip meaning={meanings[state]}>{texts.states[state]}</Chip>
              ) : (
                <span className="inline-flex flex-col items-start gap-0.5">
                  <Chip meaning="risk">{texts.refused}</Chip>
                  <span className="max-w-64 text-sm text-balance text-ink-soft">{refusedReason}</span>
                </span>
              ),
          },
          {
            key: 'amount',
            head: texts.amount,
            type: 'money',
            narrow: 'end',
            cell: ({ amount, currency }) => <Money fen={amount} currency={currency} />,
            foot: <Money fen={total} />,
          },
        ]}
      />
    </Section>
  )
}
