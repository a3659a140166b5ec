import type { LoaderFunctionArgs } from '@remix-run/node'
import { mediationSite as en } from '~/texts/en/mediation-site'
import { inLanguage } from '~/texts/spoken'
import { mediationSite as zh } from '~/texts/zh/mediation-site'
import { csvFile } from '~/web/csv.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { readFigures } from '../statistics/public.server'
import { vendorFigures } from '../statistics/vendors'

export const handle = page({ access: 'anyone', title: 'mediation.statistics' })

/** The vendors of a quarter as its page lists them; shares in whole percent, `< 5` where a figure is not told. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url } = await enter(args, handle)
  const { about, vendors: texts } = inLanguage(actor.locale, zh, en)
  const { vendors, figures } = await readFigures(db, url.searchParams.get('quarter') ?? undefined)
  const rows = vendors.map(({ name, nameEn, ...its }) => [
    figures?.quarter ?? '',
    actor.locale === 'en' ? (nameEn ?? name) : name,
    ...vendorFigures.map((figure) => its[figure] ?? about.few),
  ])
  const heads = vendorFigures.map((figure) => texts.figures[figure])
  return csvFile('mediation-vendors.csv', [texts.quarter, texts.vendor, ...heads], rows)
}
