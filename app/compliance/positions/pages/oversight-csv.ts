import type { LoaderFunctionArgs } from '@remix-run/node'
import { dayOf } from '~/kernel/workdays'
import { compliance as en } from '~/texts/en/compliance'
import { inLanguage } from '~/texts/spoken'
import { compliance as zh } from '~/texts/zh/compliance'
import { csvFile } from '~/web/csv.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { shareCell, shareHead } from '../../known/words.server'
import { oversightFilter } from '../filter'
import { listOverseen } from '../oversight.server'

export const handle = page({ access: 'compliance.oversee', title: 'people.resource' })

/** The enterprises of the filter with their figures, without pages. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url, now } = await enter(args, handle)
  const asked = { ...oversightFilter(url.searchParams), after: undefined }
  const { rows } = await listOverseen(db, asked, { limit: null, locale: actor.locale })
  const { oversight: heads, status } = inLanguage(actor.locale, zh, en)
  return csvFile(
    `compliance-${dayOf(now)}.csv`,
    [heads.name, heads.uscc, heads.district, heads.status, heads.gapProducts, heads.gapUnits, heads.computers, heads.listed, shareHead(actor.locale), heads.since],
    rows.map((row) => [
      row.name, row.uscc, actor.locale === 'zh' ? row.districtZh : row.districtEn, status[row.status], row.gaps, row.gap,
      row.inUse, row.inventoried, shareCell(row.known), row.since && dayOf(row.since),
    ]),
  ) // oxfmt-ignore
}
