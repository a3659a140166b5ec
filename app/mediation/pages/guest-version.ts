import type { LoaderFunctionArgs } from '@remix-run/node'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { storedFile } from '~/web/stored-file.server'
import { readGuestVersion } from '../guests/bringing.server'

export const handle = page({ access: 'anyone', title: 'mediation.guest' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params } = await enter(args, handle)
  const no = Number(params.version)
  return storedFile(found(await readGuestVersion(db, params.caseId!, params.itemId!, no)))
}
