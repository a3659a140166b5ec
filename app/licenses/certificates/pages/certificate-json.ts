import type { LoaderFunctionArgs } from '@remix-run/node'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { signedFileOf } from '../checking'
import { findCertificate } from '../queries.server'

export const handle = page({ access: 'license.read', title: 'people.resource' })

/** What was signed, for whoever checks without this platform: statement, payload, signature and the key's name. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const its = found(await findCertificate(db, actor, params.certificateId!))
  return new Response(signedFileOf(its), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="${its.no}.json"`,
      'cache-control': 'private, no-store',
    },
  })
}
