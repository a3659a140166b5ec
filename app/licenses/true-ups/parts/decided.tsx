import { useSoftwareName } from '~/catalog/parts/software-name'
import { Moment } from '~/design/moment'
import { Money } from '~/design/money'
import { useNamed } from '~/design/named'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { TextLink } from '~/design/text-link'
import { useLicensesTexts } from '../../parts/texts'
import type { TrueUpRow } from '../queries.server'

/** What became of true-ups, with the order that followed. */
export function DecidedTrueUps({ rows }: { rows: readonly TrueUpRow[] }) {
  const all = useLicensesTexts()
  const texts = all.trueUps
  const name = useSoftwareName()
  const named = useNamed()
  if (rows.length === 0) return null
  return (
    <Section title={texts.decided} count={rows.length}>
      <Table
        caption={texts.decided}
        rows={rows}
        rowKey={({ id }) => id}
        csv="/licenses/true-ups.csv"
        empty={null}
        columns={[
          {
            key: 'what',
            head: texts.product,
            narrow: 'title',
            cell: (row) => (
              <>
                {name(row)} <span className="text-ink-soft">{named(row.edition, row.editionEn)}</span>
              </>
            ),
          },
          { key: 'state', head: texts.outcome, narrow: 'end', cell: ({ state }) => texts.state[state] },
          {
            key: 'quantity',
            head: all.list.quantity,
            type: 'number',
            narrow: 'detail',
            cell: ({ quantity }) => quantity,
          },
          {
            key: 'price',
            head: texts.price,
            type: 'money',
            cell: ({ unitPrice }) => <Money fen={unitPrice} />,
          },
          {
            key: 'order',
            head: texts.order,
            cell: ({ orderId, orderNo }) =>
              orderId && <TextLink to={`/orders/${orderId}`}>{orderNo}</TextLink>,
          },
          { key: 'why', head: texts.reason, cell: ({ reason }) => reason },
          { key: 'by', head: all.entitlement.by, narrow: 'hidden', cell: ({ decidedBy }) => decidedBy },
          {
            key: 'at',
            head: texts.at,
            type: 'date',
            narrow: 'detail',
            cell: ({ decidedAt }) => decidedAt && <Moment at={decidedAt} />,
          },
        ]}
      />
    </Section>
  )
}
