import { CopyButton } from '~/design/copy-button'
import { Deadline } from '~/design/deadline'
import { Empty } from '~/design/empty'
import { Facts } from '~/design/facts'
import { LinkButton } from '~/design/link-button'
import { Money } from '~/design/money'
import { Moment } from '~/design/moment'
import { useNamed } from '~/design/named'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { TextLink } from '~/design/text-link'
import { shownCode } from '../code'
import type { OwedDue, OwnPayment, OwnRefund } from '../paying.server'
import { RefundChip } from './state-chip'
import { usePaymentsTexts } from './texts'

type BuyerMoneyProps = {
  dues: readonly OwedDue[]
  payments: readonly OwnPayment[]
  refunds: readonly OwnRefund[]
  unapplied: bigint
  now: Date
}

/** What an enterprise owes and until when, what has come, and what goes back to it. */
export function BuyerMoney({ dues, payments, refunds, unapplied, now }: BuyerMoneyProps) {
  const { own: texts, pay, rails } = usePaymentsTexts()
  const railOf: Record<string, string> = rails
  const named = useNamed()
  const rest = dues.reduce((sum, { amount, paid }) => sum + amount - paid, 0n)
  const running = dues.filter(({ dueAt }) => dueAt !== null)
  const open = running.reduce((sum, { amount, paid }) => sum + amount - paid, 0n)
  return (
    <>
      <Facts
        layout="strip"
        items={[
          { label: texts.dueNow, value: <Money fen={open} /> },
          { label: texts.dueLater, value: <Money fen={rest - open} /> },
          {
            label: texts.unapplied,
            value: <Money fen={unapplied} />,
            ...(unapplied > 0n && { hint: texts.unappliedHint }),
          },
        ]}
      />
      <Section title={texts.dues} count={dues.length}>
        <Table
          caption={texts.dues}
          rows={dues}
          rowKey={({ orderId, no }) => `${orderId} ${no}`}
          rowTo={({ orderId }) => `/orders/${orderId}/payment`}
          csv="/payments.csv"
          empty={
            <Empty
              title={texts.duesEmpty}
              why={texts.duesEmptyWhy}
              icon="check-circle"
              action={<LinkButton to="/orders">{pay.orders}</LinkButton>}
            />
          }
          columns={[
            {
              key: 'order',
              head: texts.order,
              cell: ({ number }) => <span className="figure">{number}</span>,
            },
            { key: 'vendor', head: texts.vendor, cell: ({ vendor, vendorEn }) => named(vendor, vendorEn) },
            {
              key: 'due',
              head: texts.due,
              cell: ({ dueAt, no, of }) => (
                <>
                  {dueAt ? (
                    <Deadline at={dueAt} now={now} />
                  ) : (
                    <span className="text-ink-soft">{texts.notYet}</span>
                  )}
                  {of > 1 && (
                    <span className="text-sm text-ink-soft"> {texts.part(String(no), String(of))}</span>
                  )}
                </>
              ),
            },
            {
              key: 'code',
              head: pay.code,
              cell: ({ code }) => (
                <span className="relative inline-flex items-center gap-2">
                  <code className="font-mono">{shownCode(code)}</code>
                  <CopyButton text={shownCode(code)} />
                </span>
              ),
            },
            {
              key: 'amount',
              head: texts.rest,
              type: 'money',
              narrow: 'end',
              cell: ({ amount, paid, currency }) => <Money fen={amount - paid} currency={currency} />,
              foot: dues.length > 0 && <Money fen={rest} />,
            },
          ]}
        />
      </Section>
      <Section title={pay.came} count={payments.length}>
        <Table
          caption={pay.came}
          rows={payments}
          rowKey={({ id }) => id}
          empty={<Empty title={pay.cameEmpty} why={pay.cameEmptyWhy} icon="card" />}
          columns={[
            { key: 'at', head: pay.at, type: 'date', cell: ({ receivedAt }) => <Moment at={receivedAt} /> },
            {
              key: 'order',
              head: texts.order,
              cell: ({ orderId, number }) =>
                orderId ? (
                  <TextLink to={`/orders/${orderId}`} className="figure">
                    {number}
                  </TextLink>
                ) : (
                  texts.unapplied
                ),
            },
            { key: 'payer', head: pay.payer, cell: ({ payerName }) => payerName ?? '—' },
            { key: 'rail', head: pay.rail, cell: ({ rail }) => railOf[rail] ?? rail },
            {
              key: 'amount',
              head: pay.amount,
              type: 'money',
              narrow: 'end',
              cell: ({ amount, currency }) => <Money fen={amount} currency={currency} />,
            },
          ]}
        />
      </Section>
      {refunds.length > 0 && <Refunds refunds={refunds} />}
    </>
  )
}

function Refunds({ refunds }: { refunds: readonly OwnRefund[] }) {
  const { own: texts, refunds: words, pay } = usePaymentsTexts()
  return (
    <Section title={texts.refunds} count={refunds.length}>
      <Table
        caption={texts.refunds}
        rows={refunds}
        rowKey={({ id }) => id}
        empty={null}
        columns={[
          {
            key: 'code',
            head: words.code,
            cell: ({ code }) => <code className="font-mono">{shownCode(code)}</code>,
          },
          {
            key: 'order',
            head: texts.order,
            cell: ({ number }) => <span className="figure">{number ?? '—'}</span>,
          },
          { key: 'cause', head: words.cause, cell: ({ cause }) => words.causes[cause] },
          {
            key: 'state',
            head: words.state,
            type: 'chip',
            cell: ({ state }) => <RefundChip state={state} />,
          },
          {
            key: 'at',
            head: words.requestedAt,
            type: 'date',
            cell: ({ requestedAt, paidAt }) => <Moment at={paidAt ?? requestedAt} />,
          },
          {
            key: 'amount',
            head: pay.amount,
            type: 'money',
            narrow: 'end',
            cell: ({ amount, currency }) => <Money fen={amount} currency={currency} />,
          },
        ]}
      />
    </Section>
  )
}
