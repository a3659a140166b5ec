import type { LoaderFunctionArgs } from '@remix-run/node'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { workbookFile } from '~/web/workbook.server'
import { selfInspectionWorkbook } from '../../papers/self-inspection.server'
import { findPrinted } from '../printed.server'

export const handle = page({ access: 'campaign.read', title: 'people.resource' })

/** The form as a workbook. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const { its, figures } = found(await findPrinted(db, actor, params.selfInspectionId!))
  const name = `${its.campaign} ${its.name}.xlsx`
  return workbookFile(name, await selfInspectionWorkbook(its, figures, actor.locale))
}
