import type { LoaderFunctionArgs } from '@remix-run/node'
import { nameIn } from '~/kernel/locale'
import { toDecimal } from '~/kernel/money'
import { dayOf } from '~/kernel/workdays'
import { licenses as en } from '~/texts/en/licenses'
import { inLanguage } from '~/texts/spoken'
import { licenses as zh } from '~/texts/zh/licenses'
import { csvFile } from '~/web/csv.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { listTrueUps } from '../queries.server'

export const handle = page({ access: 'license.read', title: 'people.resource' })

/** All true-ups of one's organization. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, now } = await enter(args, handle)
  const rows = await listTrueUps(db, actor)
  const { list, trueUps: heads } = inLanguage(actor.locale, zh, en)
  return csvFile(
    `true-ups-${dayOf(now)}.csv`,
    [heads.product, list.edition, heads.outcome, list.quantity, heads.price, heads.until, heads.order, heads.reason],
    rows.map((row) => [
      nameIn(actor.locale, row.nameZh, row.nameEn), nameIn(actor.locale, row.edition, row.editionEn), heads.state[row.state],
      row.quantity, toDecimal(row.unitPrice), row.heldUntil, row.orderNo, row.reason,
    ]),
  ) // oxfmt-ignore
}
