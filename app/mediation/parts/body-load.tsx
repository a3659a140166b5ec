import { BarChart } from '~/design/charts/bar-chart'
import { useFormat } from '~/design/format'
import { Section } from '~/design/section'
import type { BodyDesk } from '../bodies/desk.server'
import { useMediationSiteTexts, useMediationTexts } from './texts'

/** How many open cases each mediator of the roster has, of how many. */
export function BodyLoad({ roster }: Pick<BodyDesk, 'roster'>) {
  const { mediator } = useMediationTexts()
  const { body: texts } = useMediationSiteTexts()
  const format = useFormat()
  const bars = roster.map(({ name, maxOpen, openCases, isActive }) => ({
    label: `${name} ${isActive ? texts.of(String(maxOpen)) : texts.paused}`,
    value: openCases,
  }))
  return (
    <Section title={texts.load} count={roster.length}>
      <BarChart
        title={texts.loadSays}
        bars={bars}
        heads={[mediator.title, texts.open]}
        format={format.number}
        full={Math.max(0, ...roster.map(({ maxOpen }) => maxOpen))}
      />
    </Section>
  )
}
