import type { LoaderFunctionArgs } from '@remix-run/node'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { storedFile } from '~/web/stored-file.server'
import { findOwnFile } from '../queries.server'

export const handle = page({ access: 'bid.read', title: 'bids.show' })

/** A file of the own bid, to save: before the opening where the platform sealed it, afterwards wherever it opened. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  return storedFile(found(await findOwnFile(db, actor, params.bidId!, params.itemId!)))
}
