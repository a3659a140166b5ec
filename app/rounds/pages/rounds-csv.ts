import type { LoaderFunctionArgs } from '@remix-run/node'
import { csvFile } from '~/web/csv.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { askedRounds } from '../overview/asked'
import { listRounds } from '../overview/list.server'

export const handle = page({ access: 'anyone', title: 'rounds.list' })

/** The list of rounds as it is shown. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url } = await enter(args, handle)
  const { rows } = await listRounds(db, actor, askedRounds(url.searchParams))
  const header = ['number', 'title', 'title_en', 'state', 'lots', 'joined', 'published_at', 'pledges_close_at', 'bids_close_at', 'opening_at'] // oxfmt-ignore
  const iso = (at: Date | null) => at?.toISOString() ?? ''
  const lines = rows.map((round) => [
    round.number,
    round.title,
    round.titleEn ?? '',
    round.state,
    round.lots,
    round.joined ? 'yes' : 'no',
    iso(round.publishedAt),
    iso(round.pledgesCloseAt),
    iso(round.bidsCloseAt),
    iso(round.openingAt),
  ])
  return csvFile('rounds.csv', header, lines)
}
