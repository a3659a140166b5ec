import type { LoaderFunctionArgs } from '@remix-run/node'
import { nameIn } from '~/kernel/locale'
import { dayOf } from '~/kernel/workdays'
import { mediation as enAll } from '~/texts/en/mediation'
import { mediationSite as en } from '~/texts/en/mediation-site'
import { inLanguage } from '~/texts/spoken'
import { mediation as zhAll } from '~/texts/zh/mediation'
import { mediationSite as zh } from '~/texts/zh/mediation-site'
import { csvFile } from '~/web/csv.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { rosterWishOf } from '../mediators/roster-wish'
import { listPublicRoster } from '../mediators/public-roster.server'

export const handle = page({ access: 'anyone', title: 'people.resource' })

/** The roster as it is asked for. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, now, url } = await enter(args, handle)
  const { about, roster: texts } = inLanguage(actor.locale, zh, en)
  const { bodyKinds, mediator } = inLanguage(actor.locale, zhAll, enAll)
  return csvFile(
    `mediators-${dayOf(now)}.csv`,
    [texts.name, texts.body, texts.kind, texts.fields, texts.languages, about.fees, about.court],
    (await listPublicRoster(db, rosterWishOf(url))).map((row) => [
      row.name, row.bodyName, bodyKinds[row.kind], row.fields.map((code) => texts.fieldNames[code] ?? code).join(' '),
      row.languages.map((code) => mediator.languageNames[code] ?? code).join(' '), row.kind === 'people' ? about.free : nameIn(actor.locale, row.feeSchedule, row.feeScheduleEn || null), row.court,
    ]),
  ) // oxfmt-ignore
}
