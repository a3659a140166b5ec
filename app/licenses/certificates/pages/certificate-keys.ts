import type { LoaderFunctionArgs } from '@remix-run/node'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { listKeys } from '../queries.server'

export const handle = page({ access: 'anyone', title: 'people.resource' })

/** Public keys of certificates (RFC 7517), old ones too. */
export async function loader(args: LoaderFunctionArgs) {
  const { db } = await enter(args, handle)
  return new Response(JSON.stringify({ keys: await listKeys(db) }), {
    headers: { 'content-type': 'application/jwk-set+json', 'cache-control': 'public, max-age=300' },
  })
}
