import type { LoaderFunctionArgs } from '@remix-run/node'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { pdfFile } from '~/web/pdf.server'
import { sheetPdf } from '../../papers/report.server'
import { openInspection } from '../opening.server'

export const handle = page({ access: 'campaign.read', title: 'people.resource' })

/** The sheet to be filled by hand. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const opened = found(await openInspection(db, actor, params.inspectionId!))
  found(opened.seesChecks || null)
  return pdfFile(`${opened.its.no}-sheet.pdf`, await sheetPdf(opened, actor.locale))
}
