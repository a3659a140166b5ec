import type { LoaderFunctionArgs } from '@remix-run/node'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { pdfFile } from '~/web/pdf.server'
import { certificatePdf } from '../pdf.server'
import { findCertificate } from '../queries.server'

export const handle = page({ access: 'license.read', title: 'people.resource' })

/** One's own certificate as paper. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const its = found(await findCertificate(db, actor, params.certificateId!))
  return pdfFile(`${its.no}.pdf`, await certificatePdf(its))
}
