import { Deadline } from '~/design/deadline'
import { Facts } from '~/design/facts'
import { Money } from '~/design/money'
import { Section } from '~/design/section'
import { TextLink } from '~/design/text-link'
import { useOrdersTexts } from '../../parts/texts'
import type { FoundInvoice } from '../queries.server'

/** Who issues to whom, as it stands on the paper, with its files. */
export function InvoiceFacts({ invoice, now }: { invoice: FoundInvoice; now: Date }) {
  const all = useOrdersTexts()
  const texts = all.invoices
  const files = [
    ['PDF', invoice.pdfFileId],
    ['OFD', invoice.ofdFileId],
    ['XML', invoice.xmlFileId],
  ] as const
  const bank = [invoice.bank, invoice.account].filter(Boolean).join(' ')
  return (
    <Section title={all.detail.facts}>
      <Facts
        items={[
          {
            label: texts.gross,
            value: <Money fen={invoice.gross} currency={invoice.currency} className="text-lg font-medium" />,
          },
          { label: texts.kind, value: texts.kinds[invoice.kind], hint: texts.media[invoice.medium] },
          { label: texts.buyer, value: invoice.title, hint: invoice.taxId },
          ...(invoice.address
            ? [{ label: texts.addressPhone, value: `${invoice.address} ${invoice.phone ?? ''}` }]
            : []),
          ...(bank ? [{ label: texts.bankAccount, value: <span className="break-all">{bank}</span> }] : []),
          ...(invoice.mail ? [{ label: texts.mail, value: invoice.mail }] : []),
          { label: texts.issuer, value: invoice.issuer, hint: invoice.issuerUscc },
          ...(invoice.code
            ? [{ label: texts.code, value: <span className="figure">{invoice.code}</span> }]
            : []),
          ...(invoice.issuedOn ? [{ label: texts.issuedOn, value: invoice.issuedOn }] : []),
          ...(invoice.redOf
            ? [
                {
                  label: texts.redOf,
                  value: (
                    <TextLink to={`/orders/${invoice.orderId}/invoices/${invoice.redOf}`} className="figure">
                      {invoice.redNumber}
                    </TextLink>
                  ),
                },
              ]
            : []),
          ...(invoice.redDue
            ? [{ label: texts.redDue, value: <Deadline at={invoice.redDue} now={now} /> }]
            : []),
          ...(files.some(([, id]) => id)
            ? [
                {
                  label: texts.files,
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
