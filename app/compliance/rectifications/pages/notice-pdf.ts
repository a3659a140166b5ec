import type { LoaderFunctionArgs } from '@remix-run/node'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { pdfFile } from '~/web/pdf.server'
import { noticePdf } from '../../papers/notice.server'
import { findOrder, listItems } from '../queries.server'

export const handle = page({ access: 'campaign.read', title: 'people.resource' })

/** The order as paper. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const its = found(await findOrder(db, params.rectificationId!))
  return pdfFile(`${its.no}.pdf`, await noticePdf(its, await listItems(db, its.id), actor.locale))
}
