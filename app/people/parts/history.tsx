import { Section } from '~/design/section'
import { Timeline } from '~/design/timeline'
import { useHistorySentence } from '~/texts/histories'
import { useWebTexts } from '~/web/texts'
import { usePeopleTexts } from './texts'

type Event = {
  id: string
  kind: string
  at: Date
  person: string | null
  rule: string | null
  actorKind?: string
}

/** Who did what when, newest first: the end of every detail page. */
export function History({ events }: { events: readonly Event[] }) {
  const sentence = useHistorySentence()
  const texts = usePeopleTexts()
  const kinds: Record<string, string> = useWebTexts().kinds
  if (events.length === 0) return null
  return (
    <Section title={texts.organization.history} count={events.length}>
      <Timeline
        items={events.map(({ id, kind, at, person, rule, actorKind = 'clock' }) => ({
          id,
          at,
          who: person ?? kinds[actorKind] ?? texts.clock,
          what: sentence(kind),
          why: rule,
        }))}
      />
    </Section>
  )
}
