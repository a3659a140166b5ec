import { Facts } from '~/design/facts'
import { Money } from '~/design/money'
import { useNamed } from '~/design/named'
import { Section } from '~/design/section'
import { TextLink } from '~/design/text-link'
import { useOrdersTexts } from '~/orders/parts/texts'
import type { ListedFeeInvoice } from '../queries.server'

/** Who issued to whom, as it stands on the paper, with its files. */
export function FeeInvoiceFacts({ invoice }: { invoice: ListedFeeInvoice }) {
  const { detail, invoices: words } = useOrdersTexts()
  const named = useNamed()
  const files = [
    ['PDF', invoice.pdfFileId],
    ['OFD', invoice.ofdFileId],
    ['XML', invoice.xmlFileId],
  ] as const
  const bank = [invoice.bank, invoice.account].filter(Boolean).join(' ')
  return (
    <Section title={detail.facts}>
      <Facts
        items={[
          {
            label: words.gross,
            value: <Money fen={invoice.gross} currency={invoice.currency} className="text-lg font-medium" />,
          },
          { label: words.net, value: <Money fen={invoice.net} currency={invoice.currency} /> },
          { label: words.tax, value: <Money fen={invoice.tax} currency={invoice.currency} /> },
          { label: words.kind, value: words.kinds[invoice.kind], hint: words.media[invoice.medium] },
          { label: words.buyer, value: invoice.title, hint: invoice.taxId },
          ...(invoice.address
            ? [{ label: words.addressPhone, value: `${invoice.address} ${invoice.phone ?? ''}` }]
            : []),
          ...(bank ? [{ label: words.bankAccount, value: <span className="break-all">{bank}</span> }] : []),
          {
            label: words.issuer,
            value: named(invoice.issuer, invoice.issuerEn),
            hint: invoice.issuerUscc,
          },
          ...(invoice.code
            ? [{ label: words.code, value: <span className="figure">{invoice.code}</span> }]
            : []),
          { label: words.issuedOn, value: invoice.issuedOn },
          ...(invoice.redOf
            ? [
                {
                  label: words.redOf,
                  value: (
                    <TextLink to={`/fees/${invoice.redOf}`} className="figure">
                      {invoice.redNumber}
                    </TextLink>
                  ),
                },
              ]
            : []),
          ...(files.some(([, id]) => id)
            ? [
                {
                  label: words.files,
                  value: (
                    <span className="flex gap-3">
                      {files.map(
                        ([name, id]) =>
                          id && (
                            <TextLink key={name} to={`/files/${id}`} reloadDocument>
                              {name}
                            </TextLink>
                          ),
                      )}
                    </span>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Section>
  )
}
