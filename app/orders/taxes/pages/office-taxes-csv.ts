import type { LoaderFunctionArgs } from '@remix-run/node'
import { orders as en } from '~/texts/en/orders'
import { vocabulary as enWords } from '~/texts/en/vocabulary'
import { inLanguage } from '~/texts/spoken'
import { orders as zh } from '~/texts/zh/orders'
import { vocabulary as zhWords } from '~/texts/zh/vocabulary'
import { csvFile } from '~/web/csv.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { askedSkuTaxes } from '../form'
import { listSkuTaxes } from '../queries.server'

export const handle = page({ access: 'tax.oversee', title: 'orders.taxes' })

/** The categories that count and those that wait, under the filters of the list. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url } = await enter(args, handle)
  const { csv, states, title } = inLanguage(actor.locale, zh, en).taxes
  const { taxCategories } = inLanguage(actor.locale, zhWords, enWords)
  const asked = askedSkuTaxes.parse(Object.fromEntries(url.searchParams))
  const rows = (await listSkuTaxes(db, actor, asked)).map((tax) => [
    tax.vendor,
    tax.nameZh,
    tax.nameEn,
    tax.editionName,
    tax.sku,
    taxCategories[tax.category],
    states[tax.state],
    tax.decider,
    tax.decidedAt?.toISOString(),
  ])
  return csvFile(`${title}.csv`, csv.office, rows)
}
