import type { LoaderFunctionArgs } from '@remix-run/node'
import { nameIn } from '~/kernel/locale'
import { dayOf } from '~/kernel/workdays'
import { csvFile } from '~/web/csv.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { askedBy } from '../asked'
import { listOutlook } from '../queries.server'

export const handle = page({ access: 'demand.pool', title: 'demands.board' })

/** The outlook as it is shown; what is not told stays empty. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url, now } = await enter(args, handle)
  const by = askedBy(url.searchParams)
  const rows = await listOutlook(db, by, dayOf(now))
  const header = [by, 'open', 'open_from_gaps', 'renewals_12_months', 'gaps', 'pooled_24_months', 'rounds_24_months', 'expected_least', 'expected_most'] // oxfmt-ignore
  const lines = rows.map((row) => [
    nameIn(actor.locale, row.zh, row.en),
    row.open,
    row.openFromGaps,
    row.renewals,
    row.gaps,
    row.pooled,
    row.rounds,
    row.low,
    row.high,
  ])
  return csvFile('outlook.csv', header, lines)
}
