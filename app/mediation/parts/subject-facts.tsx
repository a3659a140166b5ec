import { Facts } from '~/design/facts'
import { Money } from '~/design/money'
import { useNamed } from '~/design/named'
import { Quantity } from '~/design/quantity'
import { Section } from '~/design/section'
import { TextLink } from '~/design/text-link'
import type { Subject } from '../intake/subject.server'
import { useMediationTexts } from './texts'

/** What is disputed as the platform knows it: the order, its money, its deliveries. */
export function SubjectFacts({ subject }: { subject: Subject }) {
  const { claim: texts } = useMediationTexts()
  const named = useNamed()
  const { bought } = subject
  return (
    <Section title={texts.subject}>
      <Facts
        items={[
          {
            label: texts.product,
            value: [named(subject.nameZh, subject.nameEn), named(subject.editionName, subject.editionNameEn)]
              .filter(Boolean)
              .join(' '),
          },
          { label: texts.against, value: subject.respondentName },
          ...(bought
            ? [
                {
                  label: texts.bought,
                  value: (
                    <TextLink to={`/orders/${bought.orderId}`}>
                      {texts.line(bought.orderNumber, String(bought.lineNo))}
                    </TextLink>
                  ),
                },
                { label: texts.quantity, value: <Quantity value={bought.quantity} /> },
                {
                  label: texts.unitPrice,
                  value: <Money fen={bought.unitPrice} currency={bought.currency} />,
                },
                { label: texts.amount, value: <Money fen={bought.amount} currency={bought.currency} /> },
                { label: texts.paid, value: <Money fen={bought.paid} currency={bought.currency} /> },
                {
                  label: `${texts.delivered} / ${texts.accepted}`,
                  value: `${bought.delivered} / ${bought.accepted}`,
                },
                { label: texts.records, value: <Quantity value={bought.records} /> },
              ]
            : []),
        ]}
      />
      <p className="mt-4 text-sm text-ink-soft">{bought ? texts.evidence : texts.noEvidence}</p>
    </Section>
  )
}
