import type { LoaderFunctionArgs } from '@remix-run/node'
import { csvFile } from '~/web/csv.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { askedLines } from '../asked'
import { listLines } from '../queries.server'

export const handle = page({ access: 'demand.plan', title: 'demands.list' })

/** One's needs as they are listed. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url } = await enter(args, handle)
  const { rows } = await listLines(db, actor, askedLines(url.searchParams))
  const header = ['product', 'edition', 'class', 'metric', 'term', 'months', 'quantity', 'needed_by', 'source', 'state'] // prettier-ignore
  const lines = rows.map((row) => [row.productZh, row.edition, row.classZh, row.metric, row.term, row.termMonths, row.quantity, row.neededBy, row.source, row.state]) // prettier-ignore
  return csvFile('demands.csv', header, lines)
}
