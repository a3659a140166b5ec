import type { LoaderFunctionArgs } from '@remix-run/node'
import { toDecimal } from '~/kernel/money'
import { mediation as en } from '~/texts/en/mediation'
import { inLanguage } from '~/texts/spoken'
import { mediation as zh } from '~/texts/zh/mediation'
import { csvFile } from '~/web/csv.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { listingOf } from '../listing'
import { listCases } from '../queries.server'

export const handle = page({ access: 'seat', title: 'mediation.list' })

/** The list as it is shown, with every page of it. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url } = await enter(args, handle)
  const texts = inLanguage(actor.locale, zh, en)
  const { rows } = await listCases(db, actor, { ...listingOf(url.searchParams), after: undefined }, 10_000)
  const heads = texts.list
  return csvFile(
    'cases.csv',
    [
      heads.number,
      texts.roles.claimant,
      texts.roles.respondent,
      heads.type,
      heads.state,
      heads.due,
      heads.amount,
      heads.filed,
    ],
    rows.map((row) => [
      row.number,
      row.claimantName,
      row.respondentName,
      texts.types[row.type],
      texts.states[row.state],
      row.dueAt?.toISOString(),
      toDecimal(row.amount, row.currency),
      row.filedAt?.toISOString(),
    ]),
  )
}
