import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Gantt } from '~/design/charts/gantt'
import { Empty } from '~/design/empty'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { PageHead } from '~/design/page-head'
import { TextLink } from '~/design/text-link'
import { ViewTabs } from '~/design/view-tabs'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { RoundChip } from '../../parts/round-chip'
import { useRoundTitle } from '../../parts/round-title'
import { useRoundsTexts } from '../../parts/texts'
import { askedView, calendarViews } from '../calendar'
import { type CalendarRound, findCalendar } from '../calendar.server'
import { stageKeys } from '../stages'

export const handle = page({ access: 'round.plan', title: 'rounds.calendar' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url, now } = await enter(args, handle)
  const view = askedView(url.searchParams)
  return { now, view, ...(await findCalendar(db, actor, view, now)) }
}

export default function Calendar() {
  const { rounds, counts, range, view, now } = useLoaderData<typeof loader>()
  const { calendar: texts, show } = useRoundsTexts()
  const format = useFormat()
  const titleOf = useRoundTitle()
  const linkOf = (round: CalendarRound) => <TextLink to={`/rounds/${round.id}`}>{titleOf(round)}</TextLink>
  return (
    <>
      <PageHead
        title={texts.title}
        sentence={texts.lead}
        primary={<LinkButton to="/rounds">{texts.toList}</LinkButton>}
      />
      <ViewTabs
        label={texts.title}
        name="which"
        tabs={calendarViews.map((value) => ({ value, label: texts.views[value], count: counts[value] }))}
      />
      {rounds.length === 0 ? (
        <Empty icon="calendar" title={texts.empty} why={texts.emptyWhy} />
      ) : (
        <Gantt
          title={texts.chart(format.number(rounds.length))}
          note={texts.note}
          now={now}
          range={range}
          csv={`/office/rounds.csv${view === 'running' ? '' : `?which=${view}`}`}
          legend={stageKeys.map((key) => show.stages[key])}
          {...(rounds.some(({ suspendedAt }) => suspendedAt) && { pause: texts.paused })}
          rows={rounds.map((round) => ({
            key: round.id,
            head: (
              <span className="flex min-w-0 flex-wrap items-center gap-x-2">
                <span className="min-w-0 flex-1">{linkOf(round)}</span>
                <RoundChip state={round.state} />
              </span>
            ),
            bars: round.bars.map(({ key, ...bar }) => ({
              ...bar,
              label: `${bar.paused ? texts.paused : show.stages[key]} ${format.dayShort(bar.from)} – ${bar.open ? '…' : format.dayShort(bar.to)}`,
              series: stageKeys.indexOf(key),
            })),
          }))}
          table={{
            head: [texts.round, ...stageKeys.map((key) => texts.until(show.stages[key]))],
            rows: rounds.map((round) => [
              linkOf(round),
              ...stageKeys.map((key) => {
                const bar = round.bars.findLast((one) => one.key === key)
                if (!bar) return '–'
                return bar.paused ? texts.paused : bar.open ? texts.open : format.date(bar.to)
              }),
            ]),
          }}
        />
      )}
    </>
  )
}
