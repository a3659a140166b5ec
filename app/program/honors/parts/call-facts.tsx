import { Deadline } from '~/design/deadline'
import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { Section } from '~/design/section'
import { endOf, useDay } from '../../parts/days'
import type { Call } from '../queries.server'
import { useHonorTexts } from './texts'

/** Until when one applies, who may, and how many are honored. */
export function CallFacts({ call, now }: { call: Call; now: Date }) {
  const texts = useHonorTexts()
  const format = useFormat()
  const day = useDay()
  const n = format.number
  return (
    <Section title={texts.facts}>
      <Facts
        items={[
          { label: texts.opensOn, value: day(call.opensOn) },
          {
            label: texts.closesOn,
            value: <Deadline at={endOf(call.closesOn)} now={now} met={call.state !== 'open'} />,
          },
          ...(call.noticeUntil
            ? [
                {
                  label: texts.noticeUntil,
                  value: <Deadline at={call.noticeUntil} now={now} met={call.state === 'closed'} />,
                },
              ]
            : []),
          { label: texts.places, value: n(call.places) },
          { label: texts.conditions, value: texts.compliantOnly },
          { label: texts.clean, value: texts.cleanYears(n(call.cleanYears)) },
          { label: texts.pilot, value: call.needsPilot ? texts.pilotNeeded : texts.pilotNotNeeded },
        ]}
      />
    </Section>
  )
}
