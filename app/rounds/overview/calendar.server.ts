import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import type { Actor } from '~/people/actor'
import { roundsSeenBy } from '../queries.server'
import { barsOf, calendarViews, type CalendarView, rangeOf, viewOf } from './calendar'

type Db = Kysely<Database>

const most = 300

/** The newest rounds of a view as bars over the same range of time, what begins first on top; and how many each view has. */
export async function findCalendar(db: Db, actor: Actor, view: CalendarView, now: Date) {
  const rows = await roundsSeenBy(db, actor)
    .select(['id', 'number', 'title', 'titleEn', 'state', 'reached', 'publishedAt', 'pledgesCloseAt'])
    .select([
      'bidsCloseAt',
      'openingAt',
      'decidedAt',
      'standstillEndsAt',
      'confirmedAt',
      'lateJoinUntil',
      'suspendedAt',
    ])
    .orderBy('id', 'desc')
    .limit(most)
    .execute()
  const rounds = rows
    .filter((round) => view === 'all' || viewOf(round) === view)
    .map(({ id, number, title, titleEn, state, ...round }) => ({
      ...{ id, number, title, titleEn, state, suspendedAt: round.suspendedAt },
      bars: barsOf({ state, ...round }, now),
    }))
    .toSorted((a, b) => startOf(a, now) - startOf(b, now))
  const counts = Object.fromEntries(
    calendarViews.map((one) => [one, rows.filter((round) => one === 'all' || viewOf(round) === one).length]),
  ) as Record<CalendarView, number>
  const range = rangeOf(
    rounds.flatMap(({ bars }) => bars),
    now,
  )
  return { rounds, counts, range }
}

const startOf = ({ bars }: { bars: readonly { from: Date }[] }, now: Date) => (bars[0]?.from ?? now).getTime()

export type CalendarRound = Awaited<ReturnType<typeof findCalendar>>['rounds'][number]
