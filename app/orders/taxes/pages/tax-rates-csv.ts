import type { LoaderFunctionArgs } from '@remix-run/node'
import { orders as en } from '~/texts/en/orders'
import { vocabulary as enWords } from '~/texts/en/vocabulary'
import { inLanguage } from '~/texts/spoken'
import { orders as zh } from '~/texts/zh/orders'
import { vocabulary as zhWords } from '~/texts/zh/vocabulary'
import { csvFile } from '~/web/csv.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { listRates } from '../rates.server'

export const handle = page({ access: 'tax.oversee', title: 'orders.tax-rates' })

/** All dated rates: those that were, that are and that will be. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db } = await enter(args, handle)
  const { csv, taxpayers, ratesTitle } = inLanguage(actor.locale, zh, en).taxes
  const { taxCategories } = inLanguage(actor.locale, zhWords, enWords)
  const rows = (await listRates(db)).map((rate) => [
    taxCategories[rate.category],
    taxpayers[rate.taxpayer],
    rate.bps / 100,
    rate.validFrom,
    rate.validTo,
    rate.source,
  ])
  return csvFile(`${ratesTitle}.csv`, csv.rates, rows)
}
