import type { LoaderFunctionArgs } from '@remix-run/node'
import { nameIn } from '~/kernel/locale'
import { csvFile } from '~/web/csv.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { askedView } from '../calendar'
import { findCalendar } from '../calendar.server'
import { stageKeys } from '../stages'

export const handle = page({ access: 'round.plan', title: 'rounds.calendar' })

/** The calendar as it is drawn: where each stage begins and ends; an end that nobody knows yet stays empty. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url, now } = await enter(args, handle)
  const { rounds } = await findCalendar(db, actor, askedView(url.searchParams), now)
  const header = ['number', 'title', 'state', 'suspended_since', ...stageKeys.flatMap((key) => [`${key}_from`, `${key}_to`])] // oxfmt-ignore
  const lines = rounds.map(({ number, title, titleEn, state, suspendedAt, bars }) => [
    number,
    nameIn(actor.locale, title, titleEn),
    state,
    suspendedAt?.toISOString(),
    ...stageKeys.flatMap((key) => {
      const bar = bars.find((one) => one.key === key && !one.paused)
      return [bar?.from.toISOString(), bar && !bar.open ? bar.to.toISOString() : undefined]
    }),
  ])
  return csvFile('rounds-calendar.csv', header, lines)
}
