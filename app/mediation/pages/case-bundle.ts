import type { LoaderFunctionArgs } from '@remix-run/node'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { takeBundle } from '../bundle/writing.server'

export const handle = page({ access: 'seat', title: 'mediation.history' })

/** The case as a file that is checked without the platform; that it was taken is kept. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const take = db.transaction().execute((tx) => takeBundle(tx, actor, params.caseId!, now))
  const { name, bytes } = found(await take)
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'private, no-store',
    },
  })
}
