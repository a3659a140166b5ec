import type { LoaderFunctionArgs } from '@remix-run/node'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { pdfFile } from '~/web/pdf.server'
import { findStatement } from '../queries.server'
import { statementPdf } from '../statement-pdf.server'

export const handle = page({ access: 'disclosure.own', title: 'people.resource' })

/** A statement of one's own enterprise. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const its = found(await findStatement(db, actor, params.statementId!))
  return pdfFile(`${its.no}.pdf`, await statementPdf(its, actor.locale))
}
