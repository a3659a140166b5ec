import { Empty } from '~/design/empty'
import { Money } from '~/design/money'
import { Moment } from '~/design/moment'
import { Table } from '~/design/table'
import { TextLink } from '~/design/text-link'
import type { ListedTransaction } from '../stripe/office.server'
import { isMethod } from '../stripe/offering'
import { usePaymentsTexts } from './texts'

/** How the balance with the provider moved: what came and went, what it cost, when it can be used. */
export function StripeTransactions({ transactions }: { transactions: readonly ListedTransaction[] }) {
  const { explorer: texts, online } = usePaymentsTexts()
  return (
    <Table
      caption={texts.transactions}
      rows={transactions}
      rowKey={({ id }) => id}
      csv="/office/online/movements.csv"
      empty={<Empty title={texts.noTransactions} why={texts.noTransactionsWhy} icon="card" />}
      columns={[
        { key: 'kind', head: texts.kind, cell: ({ type }) => texts.kinds[type] ?? type },
        {
          key: 'order',
          head: texts.order,
          cell: ({ orderId, number }) =>
            orderId ? <TextLink to={`/orders/${orderId}`}>{number}</TextLink> : '—',
        },
        {
          key: 'method',
          head: online.way,
          cell: ({ method }) => (isMethod(method) ? online.method[method] : '—'),
        },
        { key: 'at', head: texts.created, type: 'date', cell: ({ created }) => <Moment at={created} /> },
        {
          key: 'usable',
          head: texts.usable,
          type: 'date',
          narrow: 'hidden',
          cell: ({ freedAt, availableOn }) =>
            freedAt ? texts.usableNow : availableOn && <Moment at={availableOn} />,
        },
        {
          key: 'fee',
          head: texts.fee,
          type: 'money',
          narrow: 'hidden',
          cell: ({ fee, currency }) => <Money fen={fee} currency={currency} />,
        },
        {
          key: 'amount',
          head: texts.amount,
          type: 'money',
          narrow: 'end',
          cell: ({ amount, currency }) => <Money fen={amount} currency={currency} />,
        },
      ]}
    />
  )
}
