import { Empty } from '~/design/empty'
import { LinkButton } from '~/design/link-button'
import { Money } from '~/design/money'
import { Moment } from '~/design/moment'
import { useNamed } from '~/design/named'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { useOrdersTexts } from '../../parts/texts'
import type { ListedInvoice } from '../queries.server'
import { InvoiceChip } from './invoice-chip'

type InvoicesSectionProps = {
  orderId: string
  invoices: readonly ListedInvoice[]
  /** What of the order no invoice covers yet, fen. */
  rest: bigint
  currency: string
  /** What the reader may do about the rest. */
  deed: 'request' | 'issue' | null
  /** The platform sells: two invoices stand behind one price. */
  isResold: boolean
}

/** The invoices of an order, red letters among them, and the next one. */
export function InvoicesSection({ orderId, invoices, rest, currency, deed, isResold }: InvoicesSectionProps) {
  const texts = useOrdersTexts().invoices
  const named = useNamed()
  const waits = invoices.some(({ state }) => state === 'requested')
  const open = rest > 0n && deed !== null && !(deed === 'request' && waits)
  return (
    <Section
      title={texts.title}
      count={invoices.length}
      id="invoices"
      {...(isResold && { sentence: texts.resold })}
      actions={
        open && (
          <LinkButton to={`/orders/${orderId}/invoices/${deed === 'request' ? 'new' : 'issue'}`} size="small">
            {texts[deed]}
          </LinkButton>
        )
      }
    >
      <Table
        caption={texts.title}
        rows={invoices}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/orders/${orderId}/invoices/${id}`}
        empty={<Empty title={texts.empty} why={texts.emptyWhy} icon="document" />}
        columns={[
          {
            key: 'number',
            head: texts.number,
            cell: ({ number }) => <span className="figure">{number ?? texts.unnumbered}</span>,
          },
          ...(isResold
            ? [
                {
                  key: 'issuer',
                  head: texts.issuer,
                  named: true,
                  cell: ({ issuer, issuerEn }: ListedInvoice) => named(issuer, issuerEn),
                },
              ]
            : []),
          {
            key: 'kind',
            head: texts.kind,
            cell: ({ kind, redOf }) => (redOf ? `${texts.kinds[kind]} · ${texts.red}` : texts.kinds[kind]),
          },
          {
            key: 'state',
            head: texts.state,
            type: 'chip',
            narrow: 'end',
            cell: ({ state }) => <InvoiceChip state={state} />,
          },
          {
            key: 'at',
            head: texts.issuedOn,
            type: 'date',
            cell: ({ issuedOn, requestedAt }) => issuedOn ?? <Moment at={requestedAt} />,
          },
          {
            key: 'amount',
            head: texts.gross,
            type: 'money',
            cell: ({ gross }) => <Money fen={gross} currency={currency} />,
          },
        ]}
      />
    </Section>
  )
}
