import type { LoaderFunctionArgs } from '@remix-run/node'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { findCertificate } from '../queries.server'

export const handle = page({ access: 'license.read', title: 'people.resource' })

/** What was signed, for whoever checks without this platform: statement, payload, signature and the key's name. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const { no, statement, payload, signature, kid } = found(
    await findCertificate(db, actor, params.certificateId!),
  )
  return new Response(
    JSON.stringify({ statement, payload, signature: signature.toString('base64url'), kid }),
    {
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-disposition': `attachment; filename="${no}.json"`,
        'cache-control': 'private, no-store',
      },
    },
  )
}
