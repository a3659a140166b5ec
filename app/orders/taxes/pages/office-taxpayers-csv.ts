import type { LoaderFunctionArgs } from '@remix-run/node'
import { orders as en } from '~/texts/en/orders'
import { inLanguage } from '~/texts/spoken'
import { orders as zh } from '~/texts/zh/orders'
import { csvFile } from '~/web/csv.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { askedTaxpayers } from '../form'
import { listTaxpayers } from '../taxpayers.server'

export const handle = page({ access: 'tax.oversee', title: 'orders.taxpayers' })

/** As what the vendors are taxed from which day, under the filters of the list. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url } = await enter(args, handle)
  const { taxpayer: texts, taxes } = inLanguage(actor.locale, zh, en)
  const asked = askedTaxpayers.parse(Object.fromEntries(url.searchParams))
  const rows = (await listTaxpayers(db, actor, asked)).map((one) => [
    one.vendor,
    taxes.taxpayers[one.taxpayer],
    one.validFrom,
    taxes.states[one.state],
    one.decider,
    one.decidedAt?.toISOString(),
  ])
  return csvFile(`${texts.title}.csv`, texts.csv, rows)
}
