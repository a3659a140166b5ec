import type { LoaderFunctionArgs } from '@remix-run/node'
import { nameIn } from '~/kernel/locale'
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
  const header = ['product', 'edition', 'release', 'class', 'metric', 'term', 'months', 'quantity', 'needed_by', 'source', 'state'] // oxfmt-ignore
  const name = (zh: string | null, en: string | null) => nameIn(actor.locale, zh, en)
  const lines = rows.map((row) => [name(row.productZh, row.productEn), name(row.edition, row.editionEn), row.release, name(row.classZh, row.classEn), row.metric, row.term, row.termMonths, row.quantity, row.neededBy, row.source, row.state]) // oxfmt-ignore
  return csvFile('demands.csv', header, lines)
}
