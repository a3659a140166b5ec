import type { LoaderFunctionArgs } from '@remix-run/node'
import { nameIn } from '~/kernel/locale'
import { dayOf } from '~/kernel/workdays'
import { toDecimal } from '~/kernel/money'
import { inventory as en } from '~/texts/en/inventory'
import { inLanguage } from '~/texts/spoken'
import { inventory as zh } from '~/texts/zh/inventory'
import { csvFile } from '~/web/csv.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { queueViews } from '../form'
import { listEntries } from '../queries.server'

export const handle = page({ access: 'inventory.manage', title: 'people.resource' })

/** The titles of one view, without pages. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url, now } = await enter(args, handle)
  const view = queueViews.find((one) => one === url.searchParams.get('view')) ?? 'open'
  const { rows } = await listEntries(db, actor, { view, limit: null })
  const { heads } = inLanguage(actor.locale, zh, en).queue
  return csvFile(
    `queue-${view}-${dayOf(now)}.csv`,
    [heads.title, heads.publisher, heads.computers, heads.atRisk, heads.what, heads.sample],
    rows.map((row) => [
      row.title, row.publisher, row.computers, toDecimal(row.atRisk),
      [actor.locale === 'zh' ? row.nameZh : row.nameEn, nameIn(actor.locale, row.edition, row.editionEn), row.release].filter(Boolean).join(' ') || row.class,
      row.sample,
    ]),
  ) // oxfmt-ignore
}
