import type { LoaderFunctionArgs } from '@remix-run/node'
import { nameIn } from '~/kernel/locale'
import { inventory as inventoryEn } from '~/texts/en/inventory'
import { compliance as en } from '~/texts/en/compliance'
import { inLanguage } from '~/texts/spoken'
import { inventory as inventoryZh } from '~/texts/zh/inventory'
import { compliance as zh } from '~/texts/zh/compliance'
import { csvFile } from '~/web/csv.server'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { installationFilters } from '../filter'
import { findPosition, listInstallations } from '../queries.server'

export const handle = page({ access: 'compliance.read', title: 'people.resource' })

/** Every installation of a product with its license or the reason why it has none. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, url } = await enter(args, handle)
  const its = found(await findPosition(db, actor.organizationId, params.slug!))
  const only = installationFilters.find((one) => one === url.searchParams.get('only'))
  const { rows } = await listInstallations(db, actor.organizationId, its.productId, { only, limit: null })
  const heads = inLanguage(actor.locale, zh, en).product
  const reasons: Record<string, string> = inLanguage(actor.locale, inventoryZh, inventoryEn).reasons
  return csvFile(
    `installations-${its.slug}.csv`,
    [heads.computer, heads.department, heads.person, heads.edition, heads.release, heads.version, heads.since, heads.license, heads.unit, heads.verdict],
    rows.map((row) => [
      row.computerNo, row.department, row.person, nameIn(actor.locale, row.edition, row.editionEn), row.release, row.version, row.firstSeen, row.entitlementNo,
      row.unitNo, reasons[row.reason],
    ]),
  ) // oxfmt-ignore
}
