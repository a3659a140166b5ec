import type { LoaderFunctionArgs } from '@remix-run/node'
import { mediationSite as en } from '~/texts/en/mediation-site'
import { inLanguage } from '~/texts/spoken'
import { mediationSite as zh } from '~/texts/zh/mediation-site'
import { csvFile } from '~/web/csv.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { listFrozen } from '../statistics/public.server'

export const handle = page({ access: 'anyone', title: 'mediation.statistics' })

/** Every frozen figure by its code, a quarter and figure per line; `< 5` where it is not told. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db } = await enter(args, handle)
  const { about, statistics } = inLanguage(actor.locale, zh, en)
  const rows = (await listFrozen(db)).map(({ quarter, figure, value, suppressed }) => [
    quarter,
    figure,
    suppressed ? about.few : value,
  ])
  return csvFile('mediation.csv', [statistics.quarter, statistics.figure, statistics.number], rows)
}
