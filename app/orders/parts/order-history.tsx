import { useFormat } from '~/design/format'
import { useNamed } from '~/design/named'
import { Section } from '~/design/section'
import { Timeline } from '~/design/timeline'
import { useHistorySentence } from '~/texts/histories'
import type { OrderEvent } from '../queries.server'
import { useOrdersTexts } from './texts'

type OrderHistoryProps = {
  events: readonly OrderEvent[]
  /** What was changed and why. */
  changes: readonly { id: string; reason: string }[]
  order: {
    enterpriseName: string
    enterpriseNameEn: string | null
    vendorName: string
    vendorNameEn: string | null
  }
}

/** What both sides did, newest first; a person of the other side is shown by their organization. */
export function OrderHistory({ events, order, changes }: OrderHistoryProps) {
  const texts = useOrdersTexts()
  const sentence = useHistorySentence()
  const named = useNamed()
  const format = useFormat()
  const whyOf = ({ facts, rule }: OrderEvent) => {
    const { amount, change } = JSON.parse(facts ?? '{}') as { amount?: string; change?: string }
    const reason = changes.find(({ id }) => id === change)?.reason
    return [amount && format.money(BigInt(amount)), reason].filter(Boolean).join(' · ') || rule
  }
  const whoOf = ({ person, actorKind }: OrderEvent) =>
    person ??
    {
      enterprise: named(order.enterpriseName, order.enterpriseNameEn),
      vendor: named(order.vendorName, order.vendorNameEn),
      agency: texts.sides.office,
    }[actorKind] ??
    texts.sides.clock
  return (
    <Section title={texts.detail.history} count={events.length}>
      <Timeline
        items={events.map((event) => ({
          id: event.id,
          at: event.at,
          who: whoOf(event),
          what: sentence(event.kind),
          why: whyOf(event),
        }))}
      />
    </Section>
  )
}
