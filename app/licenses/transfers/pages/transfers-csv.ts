import type { LoaderFunctionArgs } from '@remix-run/node'
import { nameIn } from '~/kernel/locale'
import { dayOf } from '~/kernel/workdays'
import { licenses as en } from '~/texts/en/licenses'
import { inLanguage } from '~/texts/spoken'
import { licenses as zh } from '~/texts/zh/licenses'
import { csvFile } from '~/web/csv.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { listTransfers } from '../queries.server'

export const handle = page({ access: 'license.read', title: 'people.resource' })

/** Units offered and taken over by one's organization. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, now } = await enter(args, handle)
  const rows = await listTransfers(db)
  const { list, transfers: heads } = inLanguage(actor.locale, zh, en)
  return csvFile(
    `transfers-${dayOf(now)}.csv`,
    [heads.kind, heads.stateHead, list.product, list.edition, list.quantity, heads.from, heads.to, list.no, heads.result, heads.offeredAt],
    rows.map((row) => [
      heads.kinds[row.kind], heads.state[row.state], nameIn(actor.locale, row.nameZh, row.nameEn), nameIn(actor.locale, row.edition, row.editionEn),
      row.quantity, nameIn(actor.locale, row.giver, row.giverEn), nameIn(actor.locale, row.receiver, row.receiverEn),
      row.entitlementNo, row.resultNo, dayOf(row.offeredAt),
    ]),
  ) // oxfmt-ignore
}
