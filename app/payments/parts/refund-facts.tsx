import { Facts } from '~/design/facts'
import { Money } from '~/design/money'
import { Moment } from '~/design/moment'
import { Section } from '~/design/section'
import { TextLink } from '~/design/text-link'
import type { FoundRefund } from '../refunds/queries.server'
import { usePaymentsTexts } from './texts'

/** What a refund is for, by which payment it goes back and to whom, and who dealt with it. */
export function RefundFacts({ refund }: { refund: FoundRefund['refund'] }) {
  const { refunds: texts, rails } = usePaymentsTexts()
  const railOf: Record<string, string> = rails
  const named = (label: string, value: string | null) => (value ? [{ label, value }] : [])
  return (
    <Section title={texts.facts}>
      <Facts
        items={[
          {
            label: texts.amount,
            value: <Money fen={refund.amount} currency={refund.currency} className="text-lg font-medium" />,
          },
          refund.cause === 'rejection'
            ? {
                label: texts.cause,
                value: (
                  <TextLink to={`/deliveries/${refund.causeId}/acceptance`}>
                    {texts.causes.rejection}
                  </TextLink>
                ),
                hint: texts.uncured,
              }
            : { label: texts.cause, value: texts.causes[refund.cause] },
          { label: texts.payer, value: refund.payer },
          ...(refund.orderId
            ? [
                {
                  label: texts.order,
                  value: (
                    <TextLink to={`/orders/${refund.orderId}`} className="figure">
                      {refund.number}
                    </TextLink>
                  ),
                },
              ]
            : []),
          {
            label: texts.way,
            value: (
              <>
                {railOf[refund.rail] ?? refund.rail}{' '}
                <Money fen={refund.paid ?? 0n} currency={refund.currency} />
              </>
            ),
            ...(refund.payerName && { hint: `${refund.payerName} ${refund.payerAccount ?? ''}` }),
          },
          {
            label: texts.payee,
            value: refund.payeeName ?? '—',
            ...(refund.payeeAccount && { hint: `${refund.payeeAccount} ${refund.payeeBank ?? ''}` }),
          },
          ...(refund.letterFileId
            ? [
                {
                  label: texts.letter,
                  value: (
                    <TextLink to={`/files/${refund.letterFileId}`} reloadDocument>
                      {texts.letter}
                    </TextLink>
                  ),
                },
              ]
            : []),
          { label: texts.requestedAt, value: <Moment at={refund.requestedAt} /> },
          ...named(texts.preparedBy, refund.preparer),
          ...named(texts.approvedBy, refund.approver),
        ]}
      />
    </Section>
  )
}
