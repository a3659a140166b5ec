import { Deadline } from '~/design/deadline'
import { Facts } from '~/design/facts'
import { Money } from '~/design/money'
import { useNamed } from '~/design/named'
import { Section } from '~/design/section'
import { TextLink } from '~/design/text-link'
import { useOrdersTexts } from '../../parts/texts'

type PaperFactsProps = {
  invoice: Paper
  /** where an invoice is looked at */
  placeOf: (invoiceId: string) => string
  now: Date
}

type Paper = {
  gross: bigint
  net: bigint | null
  tax: bigint | null
  currency: string
  kind: 'special' | 'ordinary'
  medium: 'digital' | 'paper'
  title: string
  taxId: string
  address: string | null
  phone: string | null
  bank: string | null
  account: string | null
  mail: string | null
  issuer: string
  issuerEn: string | null
  issuerUscc: string
  code: string | null
  issuedOn: string | null
  redOf: string | null
  redNumber: string | null
  redDue?: Date | null
  pdfFileId: string | null
  ofdFileId: string | null
  xmlFileId: string | null
}

/** Who issues to whom, as it stands on the paper of an invoice, with its files. */
export function PaperFacts({ invoice, placeOf, now }: PaperFactsProps) {
  const { detail, invoices: texts } = useOrdersTexts()
  const named = useNamed()
  const files = [
    ['PDF', invoice.pdfFileId],
    ['OFD', invoice.ofdFileId],
    ['XML', invoice.xmlFileId],
  ] as const
  const bank = [invoice.bank, invoice.account].filter(Boolean).join(' ')
  const money = (fen: bigint) => <Money fen={fen} currency={invoice.currency} />
  return (
    <Section title={detail.facts}>
      <Facts
        items={[
          {
            label: texts.gross,
            value: <Money fen={invoice.gross} currency={invoice.currency} className="text-lg font-medium" />,
          },
          ...(invoice.net === null ? [] : [{ label: texts.net, value: money(invoice.net) }]),
          ...(invoice.tax === null ? [] : [{ label: texts.tax, value: money(invoice.tax) }]),
          { label: texts.kind, value: texts.kinds[invoice.kind], hint: texts.media[invoice.medium] },
          { label: texts.buyer, value: invoice.title, hint: invoice.taxId },
          ...(invoice.address
            ? [{ label: texts.addressPhone, value: `${invoice.address} ${invoice.phone ?? ''}` }]
            : []),
          ...(bank
            ? [
                {
                  label: texts.bankAccount,
                  value: (
                    <>
                      {invoice.bank} <span className="whitespace-nowrap">{invoice.account}</span>
                    </>
                  ),
                },
              ]
            : []),
          ...(invoice.mail ? [{ label: texts.mail, value: invoice.mail }] : []),
          {
            label: texts.issuer,
            value: named(invoice.issuer, invoice.issuerEn),
            hint: invoice.issuerUscc,
          },
          ...(invoice.code
            ? [{ label: texts.code, value: <span className="figure">{invoice.code}</span> }]
            : []),
          ...(invoice.issuedOn ? [{ label: texts.issuedOn, value: invoice.issuedOn }] : []),
          ...(invoice.redOf
            ? [
                {
                  label: texts.redOf,
                  value: (
                    <TextLink to={placeOf(invoice.redOf)} className="figure">
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
