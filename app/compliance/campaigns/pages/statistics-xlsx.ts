import type { LoaderFunctionArgs } from '@remix-run/node'
import { dayOf } from '~/kernel/workdays'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { workbookFile } from '~/web/workbook.server'
import { findCampaign } from '../queries.server'
import { listDistrictTotals, statisticsWorkbook } from '../statistics.server'

export const handle = page({ access: 'compliance.oversee', title: 'people.resource' })

/** Totals per district of a campaign. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const { id, title } = found(await findCampaign(db, actor, params.campaignId!))
  const rows = await listDistrictTotals(db, id)
  return workbookFile(`${title}.xlsx`, await statisticsWorkbook(title, dayOf(now), rows, actor.locale))
}
