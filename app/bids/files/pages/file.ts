import type { LoaderFunctionArgs } from '@remix-run/node'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { storedFile } from '~/web/stored-file.server'
import { findOpenedFile } from '../queries.server'

export const handle = page({ access: 'eligibility.read', title: 'bids.show' })

/** A file of an opened technical part, to save; before the opening nobody has it. */
export async function loader(args: LoaderFunctionArgs) {
  const { db, params } = await enter(args, handle)
  return storedFile(found(await findOpenedFile(db, params.roundId!, params.itemId!)))
}
