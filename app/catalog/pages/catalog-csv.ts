import type { LoaderFunctionArgs } from '@remix-run/node'
import { toDecimal } from '~/kernel/money'
import { csvFile } from '~/web/csv.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { askedProducts } from '../asked'
import { listProducts } from '../queries.server'

export const handle = page({ access: 'anyone', title: 'catalog.list' })

/** The catalog as it is listed. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url } = await enter(args, handle)
  const { rows } = await listProducts(db, actor, askedProducts(url.searchParams))
  const header = ['product', 'name_zh', 'name_en', 'publisher_zh', 'publisher_en', 'category', 'license_class', 'domestic', 'recommended', 'from_yuan'] // oxfmt-ignore
  const lines = rows.map((row) => [
    row.slug,
    row.nameZh,
    row.nameEn,
    row.publisherZh,
    row.publisherEn,
    row.category,
    row.licenseClass,
    row.domestic,
    row.recommended,
    row.lowestPrice === null ? null : toDecimal(row.lowestPrice),
  ])
  return csvFile('catalog.csv', header, lines)
}
