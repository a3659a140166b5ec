import type { LoaderFunctionArgs } from '@remix-run/node'
import { dayOf } from '~/kernel/workdays'
import { directory as directoryEn } from '~/texts/en/directory'
import { people as en } from '~/texts/en/people'
import { inLanguage } from '~/texts/spoken'
import { directory as directoryZh } from '~/texts/zh/directory'
import { people as zh } from '~/texts/zh/people'
import { csvFile } from '~/web/csv.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { directoryFilter } from '../directory'
import { listOrganizations } from '../directory.server'

export const handle = page({ access: 'organization.oversee', title: 'people.resource' })

/** The organizations of the filter, without pages. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url, now } = await enter(args, handle)
  const asked = { ...directoryFilter(url.searchParams), after: undefined }
  const { rows } = await listOrganizations(db, actor, asked, null)
  const people = inLanguage(actor.locale, zh, en)
  const { registration, registrations, checkedOn, scale, listing } = inLanguage(
    actor.locale,
    directoryZh,
    directoryEn,
  )
  const { desk, register, organization } = people
  const inZh = actor.locale === 'zh'
  return csvFile(
    `organizations-${dayOf(now)}.csv`,
    [desk.name, organization.nameEn, desk.uscc, desk.district, register.sector, register.ownership, scale, listing, organization.headcount, registration, checkedOn, desk.state, desk.since],
    rows.map((row) => [
      row.name, row.nameEn, row.uscc, inZh ? row.districtZh : row.districtEn, inZh ? row.sectorZh : row.sectorEn,
      row.ownership && people.ownership[row.ownership], row.scale && people.scale[row.scale], people.listing[row.listing], row.headcount,
      registrations[row.registration], row.registrationOn, people.state[row.state], dayOf(row.createdAt),
    ]),
  ) // oxfmt-ignore
}
