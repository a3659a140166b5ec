import type { LoaderFunctionArgs } from '@remix-run/node'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { pdfFile } from '~/web/pdf.server'
import { briefPdf } from '../pdf.server'
import { findIssue } from '../queries.server'

export const handle = page({ access: 'anyone', title: 'program.brief' })

/** A published brief as paper. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const brief = found(await findIssue(db, params.no!))
  return pdfFile(`${brief.no} ${brief.title}.pdf`, await briefPdf(brief, actor.locale))
}
