import type { LoaderFunctionArgs } from '@remix-run/node'
import { dayOf } from '~/kernel/workdays'
import { campaigns as en } from '~/texts/en/campaigns'
import { inLanguage } from '~/texts/spoken'
import { campaigns as zh } from '~/texts/zh/campaigns'
import { csvFile } from '~/web/csv.server'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { unitFilter } from '../form'
import { findCampaign, listUnits } from '../queries.server'

export const handle = page({ access: 'compliance.oversee', title: 'people.resource' })

/** The enterprises of the filter and where each is. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, url, now } = await enter(args, handle)
  const { id } = found(await findCampaign(db, actor, params.campaignId!))
  const { campaign: heads, list, inspectionState, late } = inLanguage(actor.locale, zh, en)
  return csvFile(
    `self-inspection-${dayOf(now)}.csv`,
    [heads.enterprise, heads.uscc, heads.district, list.state, list.lateUnits, heads.dueOn, heads.submittedAt, heads.version, heads.gap, heads.addedLater],
    (await listUnits(db, id, { ...unitFilter(url.searchParams), after: undefined }, null)).rows.map((row) => [
      row.name, row.uscc, actor.locale === 'zh' ? row.districtZh : row.districtEn, inspectionState[row.state], row.late ? late : '',
      row.dueOn, row.submittedAt && dayOf(row.submittedAt), row.version, row.gap, row.addedLater ? heads.addedLater : '',
    ]),
  ) // oxfmt-ignore
}
