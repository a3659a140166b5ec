import type { LoaderFunctionArgs } from '@remix-run/node'
import { findCheckpoint } from '~/kernel/log.server'
import { enter, found, notFound } from '~/web/enter.server'
import { page } from '~/web/page'

export const handle = page({ access: 'anyone', title: 'people.resource' })

/** A signed note byte for byte: the newest, or the one of a size. */
export async function loader(args: LoaderFunctionArgs) {
  const { db, params } = await enter(args, handle)
  if (params.size === undefined) return noteOf((await findCheckpoint(db)) ?? soon())
  if (!/^\d{1,15}$/.test(params.size)) throw notFound()
  return noteOf(found(await findCheckpoint(db, BigInt(params.size))))
}

const noteOf = ({ note }: { note: string }) =>
  new Response(note, {
    headers: { 'content-type': 'text/plain; charset=utf-8', 'access-control-allow-origin': '*' },
  })

/** A log that has just begun is signed within a minute. */
function soon(): never {
  throw new Response(null, { status: 503, headers: { 'retry-after': '60' } })
}
