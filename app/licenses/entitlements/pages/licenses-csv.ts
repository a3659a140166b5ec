import type { LoaderFunctionArgs } from '@remix-run/node'
import { findUse } from '~/compliance/positions/use.server'
import { nameIn } from '~/kernel/locale'
import { dayOf } from '~/kernel/workdays'
import { licenses as en } from '~/texts/en/licenses'
import { inLanguage } from '~/texts/spoken'
import { licenses as zh } from '~/texts/zh/licenses'
import { csvFile } from '~/web/csv.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { entitlementFilter } from '../filter'
import { listEntitlements } from '../queries.server'

export const handle = page({ access: 'license.read', title: 'people.resource' })

/** The rights of the filter, without pages and without keys. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url, now } = await enter(args, handle)
  const { rows } = await listEntitlements(
    db,
    actor,
    { ...entitlementFilter(url.searchParams), after: undefined },
    null,
  )
  const use = await findUse(db, rows.map(({ id }) => id)) // oxfmt-ignore
  const { list: heads, entitlement, state, source } = inLanguage(actor.locale, zh, en)
  return csvFile(
    `licenses-${dayOf(now)}.csv`,
    [heads.no, heads.holder, heads.product, heads.edition, heads.release, heads.metric, heads.quantity, heads.used, heads.starts, heads.ends,
     heads.state, heads.source, heads.vendor, heads.record, entitlement.licenseNo],
    rows.map((row) => [
      row.no, nameIn(actor.locale, row.holder, row.holderEn), actor.locale === 'zh' ? row.nameZh : row.nameEn, nameIn(actor.locale, row.edition, row.editionEn), row.release, row.metric, row.quantity,
      use.get(row.id)!.used, row.startsOn, row.endsOn, state[row.state], source[row.source], row.vendor, row.recordNo, row.licenseNo,
    ]),
  ) // oxfmt-ignore
}
