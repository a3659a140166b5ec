import { Empty } from '~/design/empty'
import { Money } from '~/design/money'
import { useNamed } from '~/design/named'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { useOrdersTexts } from '~/orders/parts/texts'
import { usePaymentsTexts } from '../../parts/texts'
import type { ListedFeeInvoice } from '../queries.server'

type FeeInvoicesProps = { invoices: readonly ListedFeeInvoice[]; csv: string; own?: boolean }

/** Invoices that the platform has issued over its fee, red letters among them. */
export function FeeInvoices({ invoices, csv, own = false }: FeeInvoicesProps) {
  const texts = usePaymentsTexts().fees
  const words = useOrdersTexts().invoices
  const named = useNamed()
  return (
    <Section title={texts.issued} count={invoices.length}>
      <Table
        caption={texts.issued}
        rows={invoices}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/fees/${id}`}
        total={invoices.length}
        csv={csv}
        empty={<Empty title={texts.empty} why={texts.emptyWhy} icon="document" />}
        columns={[
          {
            key: 'number',
            head: words.number,
            narrow: 'title',
            cell: ({ number }) => <span className="figure">{number}</span>,
          },
          ...(own
            ? []
            : [
                {
                  key: 'vendor',
                  head: texts.vendor,
                  cell: ({ vendor, vendorEn }: ListedFeeInvoice) => named(vendor, vendorEn),
                },
              ]),
          {
            key: 'kind',
            head: words.kind,
            cell: ({ kind, redOf }) => (redOf ? `${words.kinds[kind]} · ${words.red}` : words.kinds[kind]),
          },
          { key: 'on', head: words.issuedOn, type: 'date', cell: ({ issuedOn }) => issuedOn },
          {
            key: 'tax',
            head: words.tax,
            type: 'money',
            narrow: 'hidden',
            cell: ({ tax, currency }) => <Money fen={tax} currency={currency} />,
          },
          {
            key: 'gross',
            head: words.gross,
            type: 'money',
            narrow: 'end',
            cell: ({ gross, currency }) => <Money fen={gross} currency={currency} />,
          },
        ]}
      />
    </Section>
  )
}
