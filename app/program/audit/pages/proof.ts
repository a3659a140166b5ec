import type { LoaderFunctionArgs } from '@remix-run/node'
import { openData } from '~/awards/publication/open-data.server'
import { proveLeaf } from '~/kernel/log.server'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { placeOf } from '../place'

export const handle = page({ access: 'anyone', title: 'people.resource' })

/** `/audit/proof?leaf=I&size=N`: that a leaf is in the log of that size. */
export async function loader(args: LoaderFunctionArgs) {
  const { db, url } = await enter(args, handle)
  const leaf = placeOf(url, 'leaf')
  const size = placeOf(url, 'size')
  return openData(found(await proveLeaf(db, leaf, size)))
}
