import type { LoaderFunctionArgs } from '@remix-run/node'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { pdfFile } from '~/web/pdf.server'
import { certificatePdf } from '../certificate.server'
import { findOwnCertificate } from '../queries.server'

export const handle = page({ access: 'training.attend', title: 'people.resource' })

/** The certificate of a person of one's own organization. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const its = found(await findOwnCertificate(db, actor, params.enrollmentId!))
  return pdfFile(`${its.certificateNo}.pdf`, await certificatePdf(its, actor.locale))
}
