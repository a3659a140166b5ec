import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { StageRailChart } from '~/design/charts/stage-rail-chart'
import { Empty } from '~/design/empty'
import { useFormat } from '~/design/format'
import { Section } from '~/design/section'
import { linkClass } from '~/design/text-link'
import { Timeline } from '~/design/timeline'
import { mayEnter } from '~/people/access'
import { useHistorySentence } from '~/texts/histories'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { spansOf } from '../overview/stages'
import { useRoundsTexts } from '../parts/texts'
import { findRound, listConsents, listRoundEvents } from '../queries.server'

export const handle = page({ access: 'anyone', title: 'rounds.timeline', inside: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const round = found(await findRound(db, actor, params.roundId!))
  const office = mayEnter('round.run', actor)
  const consents = office ? await listConsents(db, round.id) : []
  const events = await listRoundEvents(db, round.id)
  return { id: round.id, spans: spansOf(round), events: events.toReversed(), consents, now }
}

export default function RoundTimeline() {
  const { id: round, spans, events, consents, now } = useLoaderData<typeof loader>()
  const all = useRoundsTexts()
  const texts = all.timeline
  const sentence = useHistorySentence()
  const format = useFormat()
  return (
    <>
      {spans.length > 0 && (
        <StageRailChart
          title={texts.chart}
          heads={[texts.heads[0], texts.heads[1], texts.heads[2], texts.heads[3]]}
          now={now}
          stages={spans.map(({ key, from, to }) => ({
            label: all.show.stages[key],
            who: all.show.who[key],
            from,
            to,
            deadline: true,
          }))}
        />
      )}
      <Section
        title={texts.events}
        count={events.length}
        sentence={texts.lead}
        actions={
          <a className={linkClass} href={`/rounds/${round}/timeline.json`}>
            {texts.data}
          </a>
        }
      >
        {events.length === 0 ? (
          <Empty title={texts.empty} why={texts.emptyWhy} icon="clock" />
        ) : (
          <Timeline
            items={events.map(({ id, kind, at, lot, index }) => ({
              id,
              at,
              who: texts.platform,
              what: lot ? `${sentence(kind)} (${lot})` : sentence(kind),
              ...(index !== null && {
                proof: { href: `/audit/leaves/${index}`, label: texts.entry(format.number(index)) },
              }),
            }))}
          />
        )}
      </Section>
      {consents.length > 0 && (
        <Section title={texts.consents} count={consents.length}>
          <Timeline
            items={consents.toReversed().map(({ deed, at, name, personId, note }) => ({
              id: `${deed} ${personId} ${at.getTime()}`,
              at,
              who: name,
              what: texts.consentOf[deed],
              why: note,
            }))}
          />
        </Section>
      )}
    </>
  )
}
