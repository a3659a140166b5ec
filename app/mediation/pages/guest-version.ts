import type { LoaderFunctionArgs } from '@remix-run/node'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { storedFile } from '~/web/stored-file.server'
import { takeGuestVersion } from '../guests/bringing.server'

export const handle = page({ access: 'anyone', title: 'mediation.guest' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params } = await enter(args, handle)
  const no = Number(params.version)
  const take = db.transaction().execute((tx) => takeGuestVersion(tx, params.caseId!, params.itemId!, no))
  return storedFile(found(await take))
}
