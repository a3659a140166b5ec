import type { LoaderFunctionArgs } from '@remix-run/node'
import { toDecimal } from '~/kernel/money'
import { csvFile } from '~/web/csv.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { askedListing } from '../asked'
import { listRecommended } from '../queries.server'

export const handle = page({ access: 'anyone', title: 'program.recommended' })

/** The recommended list as it is shown. */
export async function loader(args: LoaderFunctionArgs) {
  const { db, url } = await enter(args, handle)
  const rows = await listRecommended(db, askedListing(url.searchParams))
  const header = ['product', 'name_zh', 'name_en', 'edition_zh', 'edition_en', 'publisher_zh', 'publisher_en', 'category', 'domestic', 'metric', 'term', 'term_months', 'decision_no', 'listed_on', 'until', 'last_group_price_yuan'] // oxfmt-ignore
  return csvFile(
    'recommended.csv',
    header,
    rows.map((row) => [
      row.slug, row.nameZh, row.nameEn, row.edition, row.editionEn, row.publisherZh, row.publisherEn, row.category, row.domestic,
      row.metric, row.term, row.termMonths, row.decisionNo, row.listedOn, row.until,
      row.groupPrice === null ? null : toDecimal(row.groupPrice),
    ]),
  ) // oxfmt-ignore
}
