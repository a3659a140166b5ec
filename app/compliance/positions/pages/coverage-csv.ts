import type { LoaderFunctionArgs } from '@remix-run/node'
import { nameIn } from '~/kernel/locale'
import { dayOf } from '~/kernel/workdays'
import { compliance as en } from '~/texts/en/compliance'
import { inventory as inventoryEn } from '~/texts/en/inventory'
import { inLanguage } from '~/texts/spoken'
import { compliance as zh } from '~/texts/zh/compliance'
import { inventory as inventoryZh } from '~/texts/zh/inventory'
import { csvFile } from '~/web/csv.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { findKnown } from '../../known/known.server'
import { knownColumn } from '../../known/words.server'
import { coverageFilter } from '../coverage-filter'
import { listCoverage } from '../coverage.server'
import { bringUpToDate } from '../queries.server'

export const handle = page({ access: 'compliance.read', title: 'people.resource' })

/** Every installation as it is filtered, without pages, with its license or the reason why it has none. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url, now } = await enter(args, handle)
  await bringUpToDate(db)
  const filter = { ...coverageFilter(url.searchParams), after: undefined }
  const { rows } = await listCoverage(db, actor.organizationId, filter, null)
  const known = knownColumn(await findKnown(db, actor.organizationId), actor.locale)
  const { product: heads, coverage } = inLanguage(actor.locale, zh, en)
  const { reasons } = inLanguage(actor.locale, inventoryZh, inventoryEn)
  return csvFile(
    `coverage-${dayOf(now)}.csv`,
    [coverage.software, heads.edition, heads.release, heads.version, heads.computer, heads.department, heads.person, heads.since, heads.license, heads.unit, heads.verdict, known.head],
    rows.map((row) => [
      nameIn(actor.locale, row.nameZh, row.nameEn), nameIn(actor.locale, row.edition, row.editionEn), row.release, row.version, row.computerNo,
      row.department, row.person, row.firstSeen, row.entitlementNo, row.unitNo, reasons[row.reason], known.cell,
    ]),
  ) // oxfmt-ignore
}
