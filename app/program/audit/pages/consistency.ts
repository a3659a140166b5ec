import type { LoaderFunctionArgs } from '@remix-run/node'
import { openData } from '~/awards/publication/open-data.server'
import { proveGrowth } from '~/kernel/log.server'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { placeOf } from '../place'

export const handle = page({ access: 'anyone', title: 'people.resource' })

/** `/audit/consistency?from=M&to=N`: that the older log is the beginning of the newer. */
export async function loader(args: LoaderFunctionArgs) {
  const { db, url } = await enter(args, handle)
  const from = placeOf(url, 'from')
  const to = placeOf(url, 'to')
  return openData(found(await proveGrowth(db, from, to)))
}
