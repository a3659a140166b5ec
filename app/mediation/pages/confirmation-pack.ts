import type { LoaderFunctionArgs } from '@remix-run/node'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { storedFile } from '~/web/stored-file.server'
import { readConfirmationPack } from '../settlements/confirmation-pack.server'

export const handle = page({ access: 'seat', title: 'mediation.settlement' })

/** The papers of a joint application for judicial confirmation. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const { name, bytes } = found(await readConfirmationPack(db, actor, params.caseId!))
  return storedFile({ name, content: bytes, mediaType: 'application/zip' })
}
