import type { LoaderFunctionArgs } from '@remix-run/node'
import { nameIn } from '~/kernel/locale'
import { dayOf } from '~/kernel/workdays'
import { inspections as en } from '~/texts/en/inspections'
import { inLanguage } from '~/texts/spoken'
import { inspections as zh } from '~/texts/zh/inspections'
import { csvFile } from '~/web/csv.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { inspectionFilter } from '../form'
import { listInspections } from '../queries.server'

export const handle = page({ access: 'campaign.read', title: 'people.resource' })

/** The inspections of the filter. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url, now } = await enter(args, handle)
  const { list: heads, visitState, conclusion, visit } = inLanguage(actor.locale, zh, en)
  return csvFile(
    `inspections-${dayOf(now)}.csv`,
    [heads.no, heads.enterprise, heads.campaign, heads.visitOn, heads.computers, heads.state, visit.conclusion],
    (await listInspections(db, inspectionFilter(url.searchParams))).map((row) => [
      row.no, row.name, nameIn(actor.locale, row.campaign, row.campaignEn), row.visitOn, row.computers, visitState[row.state],
      row.conclusion && conclusion[row.conclusion as keyof typeof conclusion],
    ]),
  ) // oxfmt-ignore
}
