import type { LoaderFunctionArgs } from '@remix-run/node'
import { dayOf } from '~/kernel/workdays'
import { inventory as en } from '~/texts/en/inventory'
import { inLanguage } from '~/texts/spoken'
import { inventory as zh } from '~/texts/zh/inventory'
import { csvFile } from '~/web/csv.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { computerFilter } from '../filter'
import { listComputers } from '../queries.server'

export const handle = page({ access: 'inventory.read', title: 'people.resource' })

/** The register as it is filtered, without pages. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url, now } = await enter(args, handle)
  const { rows } = await listComputers(
    db,
    actor,
    { ...computerFilter(url.searchParams), after: undefined },
    null,
  )
  const { computers: heads, computerClass, computerState } = inLanguage(actor.locale, zh, en)
  return csvFile(
    `computers-${dayOf(now)}.csv`,
    [heads.no, heads.name, heads.class, heads.platform, heads.department, heads.person, heads.licensable, heads.gap, heads.unknown, heads.inventoried, heads.state],
    rows.map((row) => [
      row.no, row.name, computerClass[row.class], row.platform, row.department, row.person, row.licensable, row.gap,
      row.unknown, row.inventoriedAt && dayOf(row.inventoriedAt), computerState[row.state],
    ]),
  ) // oxfmt-ignore
}
