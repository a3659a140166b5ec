import type { LoaderFunctionArgs } from '@remix-run/node'
import { dayOf } from '~/kernel/workdays'
import { campaigns as en } from '~/texts/en/campaigns'
import { inLanguage } from '~/texts/spoken'
import { campaigns as zh } from '~/texts/zh/campaigns'
import { csvFile } from '~/web/csv.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { orderFilter } from '../form'
import { listOrders } from '../queries.server'

export const handle = page({ access: 'campaign.read', title: 'people.resource' })

/** The orders of the filter. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url, now } = await enter(args, handle)
  const { orders: heads } = inLanguage(actor.locale, zh, en)
  return csvFile(
    `rectifications-${dayOf(now)}.csv`,
    [heads.no, heads.enterprise, heads.items, heads.issuedAt, heads.dueOn, heads.state, heads.overdue],
    (await listOrders(db, orderFilter(url.searchParams))).map((row) => [
      row.no, row.name, row.items, row.issuedAt && dayOf(row.issuedAt), row.dueOn, heads.states[row.state], row.overdue ? heads.overdue : '',
    ]),
  ) // oxfmt-ignore
}
