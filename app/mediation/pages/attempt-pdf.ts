import type { LoaderFunctionArgs } from '@remix-run/node'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { pdfFile } from '~/web/pdf.server'
import { readAttempt } from '../attempts/paper.server'

export const handle = page({ access: 'seat', title: 'mediation.show' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const { name, bytes } = found(await readAttempt(db, actor, params.caseId!))
  return pdfFile(name, bytes)
}
