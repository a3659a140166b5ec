import { Deadline } from '~/design/deadline'
import { Empty } from '~/design/empty'
import { useFormat } from '~/design/format'
import { Money } from '~/design/money'
import { useNamed } from '~/design/named'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { useJoinTexts } from '../../parts/join-texts'
import type { ListedJoin } from '../queries.server'
import { JoinChip } from './join-chip'

type JoinListProps = {
  joins: readonly ListedJoin[]
  title: string
  /** whose names are told: a buyer knows itself, a vendor its own */
  shows: { buyer: boolean; vendor: boolean }
  /** where the same list lies as a file */
  csv: string
  now: Date
}

/** Requests to join, each with whose turn it is. */
export function JoinList({ joins, title, shows, csv, now }: JoinListProps) {
  const texts = useJoinTexts()
  const format = useFormat()
  const named = useNamed()
  return (
    <Section title={title} count={joins.length}>
      <Table
        caption={title}
        rows={joins}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/joins/${id}`}
        {...(joins.length > 0 && { csv })}
        empty={<Empty title={texts.empty} why={texts.emptyWhy} icon="people" />}
        columns={[
          {
            key: 'lot',
            head: texts.lot,
            narrow: 'title',
            cell: ({ number, code }) => <span className="figure">{`${number} ${code}`}</span>,
          },
          ...(shows.buyer
            ? [
                {
                  key: 'buyer',
                  head: texts.buyer,
                  narrow: 'detail' as const,
                  cell: ({ buyer, buyerEn }: ListedJoin) => named(buyer, buyerEn),
                },
              ]
            : []),
          ...(shows.vendor
            ? [
                {
                  key: 'vendor',
                  head: texts.vendor,
                  narrow: 'detail' as const,
                  cell: ({ vendor, vendorEn }: ListedJoin) => named(vendor, vendorEn),
                },
              ]
            : []),
          {
            key: 'quantity',
            head: texts.quantity,
            type: 'number',
            narrow: 'detail',
            cell: ({ quantity }) => format.number(quantity),
          },
          {
            key: 'price',
            head: texts.unitPrice,
            type: 'money',
            narrow: 'detail',
            cell: ({ unitPrice }) => unitPrice !== null && <Money fen={unitPrice} />,
          },
          {
            key: 'due',
            head: texts.due,
            type: 'date',
            narrow: 'detail',
            cell: ({ confirmDue, state }) =>
              confirmDue && state === 'approved' && <Deadline at={confirmDue} now={now} />,
          },
          {
            key: 'state',
            head: texts.state,
            type: 'chip',
            narrow: 'end',
            cell: ({ state }) => <JoinChip state={state} />,
          },
        ]}
      />
    </Section>
  )
}
