import type { LoaderFunctionArgs } from '@remix-run/node'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { pdfFile } from '~/web/pdf.server'
import { selfInspectionPdf } from '../../papers/self-inspection.server'
import { findPrinted } from '../printed.server'

export const handle = page({ access: 'campaign.read', title: 'people.resource' })

/** The form as paper. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const { its, figures } = found(await findPrinted(db, actor, params.selfInspectionId!))
  const name = `${its.campaign} ${its.name}.pdf`
  return pdfFile(name, await selfInspectionPdf(its, figures, actor.locale))
}
