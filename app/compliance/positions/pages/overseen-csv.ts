import type { LoaderFunctionArgs } from '@remix-run/node'
import { compliance as en } from '~/texts/en/compliance'
import { inLanguage } from '~/texts/spoken'
import { compliance as zh } from '~/texts/zh/compliance'
import { csvFile } from '~/web/csv.server'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { findKnown } from '../../known/known.server'
import { knownColumn } from '../../known/words.server'
import { findOverseen } from '../oversight.server'
import { listPositions } from '../queries.server'

export const handle = page({ access: 'compliance.oversee', title: 'people.resource' })

/** An enterprise's position as those who answer for it may know it: without marks, money or demand. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const its = found(await findOverseen(db, params.organizationId!))
  const rows = await listPositions(db, its.id)
  const known = knownColumn(await findKnown(db, its.id), actor.locale)
  const { figures: heads, status, categories } = inLanguage(actor.locale, zh, en)
  return csvFile(
    `position-${its.uscc}.csv`,
    [heads.product, heads.category, heads.status, heads.installed, heads.covered, heads.gap, heads.entitled, heads.surplus, heads.undetermined, heads.unknown, known.head],
    rows.map((row) => [
      actor.locale === 'zh' ? row.nameZh : row.nameEn, (categories as Record<string, string>)[row.category], status[row.status],
      row.installed, row.covered, row.gap, row.entitled, row.surplus, row.undetermined, row.unknown, known.cell,
    ]),
  ) // oxfmt-ignore
}
