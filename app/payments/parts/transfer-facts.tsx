import { Facts } from '~/design/facts'
import { Money } from '~/design/money'
import { Moment } from '~/design/moment'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import type { TransferOf } from '../transfers/queries.server'
import { usePaymentsTexts } from './texts'

/** By which online payment a transfer came, what that payment cost, and what was taken back of it. */
export function TransferFacts({ transfer }: { transfer: TransferOf }) {
  const { transfers: texts, online } = usePaymentsTexts()
  const { reversals, currency } = transfer
  return (
    <>
      <Section title={texts.facts}>
        <Facts
          layout="row"
          items={[
            {
              label: texts.source,
              value: <Money fen={transfer.paid} currency={currency} />,
              hint: [transfer.method && online.method[transfer.method], transfer.chargeId]
                .filter(Boolean)
                .join(' · '),
            },
            {
              label: texts.feeOfSource,
              value: transfer.fee === null ? '—' : <Money fen={transfer.fee} currency={currency} />,
              hint: texts.feeHint,
            },
            { label: texts.transfer, value: <Mono text={transfer.externalId} /> },
            { label: texts.destination, value: <Mono text={transfer.destination} /> },
          ]}
        />
      </Section>
      {reversals.length > 0 && (
        <Section title={texts.reversals} count={reversals.length}>
          <Table
            caption={texts.reversals}
            rows={reversals}
            rowKey={({ id }) => id}
            {...(reversals.some(({ cause }) => cause !== 'unasked') && {
              rowTo: ({ cause, causeId }: TransferOf['reversals'][number]) =>
                cause === 'refund'
                  ? `/office/refunds/${causeId}`
                  : cause === 'chargeback'
                    ? `/office/chargebacks/${causeId}`
                    : '/office/breaks',
            })}
            empty={null}
            columns={[
              { key: 'cause', head: texts.why, cell: ({ cause }) => texts.causes[cause] },
              {
                key: 'state',
                head: texts.state,
                narrow: 'end',
                cell: ({ state }) => texts.states[state],
              },
              {
                key: 'at',
                head: texts.at,
                type: 'date',
                cell: ({ endedAt, askedAt }) => <Moment at={endedAt ?? askedAt} />,
              },
              {
                key: 'amount',
                head: texts.amount,
                type: 'money',
                cell: ({ amount }) => <Money fen={amount} currency={currency} />,
              },
            ]}
          />
        </Section>
      )}
    </>
  )
}

const Mono = ({ text }: { text: string | null }) => (
  <code className="font-mono text-sm break-all">{text ?? '—'}</code>
)
