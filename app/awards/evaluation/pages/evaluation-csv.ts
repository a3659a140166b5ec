import type { LoaderFunctionArgs } from '@remix-run/node'
import { findShownRound } from '~/bids/queries.server'
import { csvFile } from '~/web/csv.server'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { matrixLines } from '../matrix-lines.server'
import { findEvaluation } from '../queries.server'

export const handle = page({ access: 'evaluation.read', title: 'awards.evaluation' })

/** The matrix that the page shows, a line per bid; amounts in yuan. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, url } = await enter(args, handle)
  const round = found(await findShownRound(db, actor, params.roundId!))
  const { lots } = found(await findEvaluation(db, round, url.searchParams.get('matrix')))
  const { name, head, lines } = matrixLines(actor.locale, lots)
  return csvFile(`${round.number} ${name}.csv`, head, lines)
}
