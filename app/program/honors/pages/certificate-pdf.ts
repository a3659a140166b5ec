import type { LoaderFunctionArgs } from '@remix-run/node'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { pdfFile } from '~/web/pdf.server'
import { certificatePdf } from '../certificate.server'
import { findOwnHonor } from '../queries.server'

export const handle = page({ access: 'honor.own', title: 'people.resource' })

/** The certificate of one's own enterprise. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const its = found(await findOwnHonor(db, actor, params.applicationId!))
  return pdfFile(`${its.certificateNo}.pdf`, await certificatePdf(its, actor.locale))
}
