import type { LoaderFunctionArgs } from '@remix-run/node'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { pdfFile } from '~/web/pdf.server'
import { briefPdf } from '../pdf.server'
import { findBrief } from '../queries.server'

export const handle = page({ access: 'program.oversee', title: 'program.brief' })

/** The brief as paper, a draft as well. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const brief = found(await findBrief(db, params.briefId!))
  return pdfFile(`${brief.title}.pdf`, await briefPdf(brief, actor.locale))
}
