import type { LoaderFunctionArgs } from '@remix-run/node'
import { dayOf } from '~/kernel/workdays'
import { orders as en } from '~/texts/en/orders'
import { vocabulary as enWords } from '~/texts/en/vocabulary'
import { inLanguage } from '~/texts/spoken'
import { orders as zh } from '~/texts/zh/orders'
import { vocabulary as zhWords } from '~/texts/zh/vocabulary'
import { csvFile } from '~/web/csv.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { listSkus } from '../queries.server'

export const handle = page({ access: 'tax.propose', title: 'orders.vendor-taxes' })

/** What the vendor sells, with its tax categories as they are listed. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, now } = await enter(args, handle)
  const { csv, vendorTitle } = inLanguage(actor.locale, zh, en).taxes
  const { taxCategories } = inLanguage(actor.locale, zhWords, enWords)
  const rows = (await listSkus(db, actor, dayOf(now))).map((sku) => [
    sku.nameZh,
    sku.nameEn,
    sku.editionName,
    sku.sku,
    taxCategories[sku.category],
    sku.checked !== null,
    sku.waiting && taxCategories[sku.waiting],
    sku.bps === null ? null : sku.bps / 100,
  ])
  return csvFile(`${vendorTitle}.csv`, csv.vendor, rows)
}
