import type { LoaderFunctionArgs } from '@remix-run/node'
import { dayOf } from '~/kernel/workdays'
import { pilots as en } from '~/texts/en/pilots'
import { inLanguage } from '~/texts/spoken'
import { pilots as zh } from '~/texts/zh/pilots'
import { csvFile } from '~/web/csv.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { pilotFilter } from '../form'
import { listPilots } from '../queries.server'

export const handle = page({ access: 'pilot.read', title: 'people.resource' })

/** The pilots of the filter, with points and gaps before and after. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url, now } = await enter(args, handle)
  const { csv, list, states } = inLanguage(actor.locale, zh, en)
  return csvFile(
    `pilots-${dayOf(now)}.csv`,
    [list.enterprise, list.year, list.state, csv.startPoints, csv.endPoints, csv.gapBefore, csv.gapAfter, list.appliedAt],
    (await listPilots(db, pilotFilter(url.searchParams))).map((row) => [
      row.name, row.year, states[row.state], row.startPoints, row.endPoints, row.gapBefore, row.gapAfter, dayOf(row.appliedAt),
    ]),
  ) // oxfmt-ignore
}
