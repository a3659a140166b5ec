import type { LoaderFunctionArgs } from '@remix-run/node'
import { findShownRound } from '~/bids/queries.server'
import { csvFile } from '~/web/csv.server'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { matrixLines } from '../matrix-lines.server'
import { findShownComparison } from '../shown.server'

export const handle = page({ access: 'comparison.read', title: 'awards.comparison' })

/** What the page shows its reader, a line per bid. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const round = found(await findShownRound(db, actor, params.roundId!))
  const { lots } = found(await findShownComparison(db, actor, round))
  const { name, head, lines } = matrixLines(actor.locale, lots)
  return csvFile(`${round.number} ${name}.csv`, head, lines)
}
