import type { LoaderFunctionArgs } from '@remix-run/node'
import { toDecimal } from '~/kernel/money'
import { dayOf } from '~/kernel/workdays'
import { compliance as en } from '~/texts/en/compliance'
import { inLanguage } from '~/texts/spoken'
import { compliance as zh } from '~/texts/zh/compliance'
import { csvFile } from '~/web/csv.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { findKnown } from '../../known/known.server'
import { knownColumn } from '../../known/words.server'
import { markedStatus } from '../own'
import { bringUpToDate, listMarks, listPositions } from '../queries.server'

export const handle = page({ access: 'compliance.read', title: 'people.resource' })

/** One's own position, a line per product. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, now } = await enter(args, handle)
  await bringUpToDate(db)
  const [rows, marks] = [await listPositions(db, actor.organizationId), await listMarks(db, actor)]
  const known = knownColumn(await findKnown(db, actor.organizationId), actor.locale)
  const { figures: heads, status, categories } = inLanguage(actor.locale, zh, en)
  return csvFile(
    `position-${dayOf(now)}.csv`,
    [heads.product, heads.category, heads.status, heads.installed, heads.covered, heads.gap, heads.entitled, heads.used,
     heads.surplus, heads.undetermined, heads.unknown, heads.asked, heads.value, known.head],
    rows.map((row) => [
      actor.locale === 'zh' ? row.nameZh : row.nameEn, (categories as Record<string, string>)[row.category],
      status[markedStatus(row.status, row.productId, marks)], row.installed, row.covered, row.gap, row.entitled, row.used,
      row.surplus, row.undetermined, row.unknown, row.asked + row.drafted, row.gapValue === null ? null : toDecimal(row.gapValue), known.cell,
    ]),
  ) // oxfmt-ignore
}
