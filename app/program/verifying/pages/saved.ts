import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { env } from '~/env.server'
import { signingPublicKey } from '~/kernel/signing.server'
import { dayOf } from '~/kernel/workdays'
import { listKeys } from '~/licenses/certificates/queries.server'
import { enter } from '~/web/enter.server'
import { requestLocale } from '~/web/locale.server'
import { page } from '~/web/page'
import { savedPage } from '../saved.server'
import { savedParts } from '../saved-parts.server'

export const handle = page({ access: 'anyone', title: 'people.resource' })

/** `/verify` as one file to be kept: it checks without network what this platform has signed. */
export async function loader(args: LoaderFunctionArgs) {
  const { db, now } = await enter(args, handle)
  // While one works on the pages nothing is built: the checker is on the page itself.
  const parts = savedParts()
  if (!parts) return redirect('/verify')
  const keys = await listKeys(db)
  const html = savedPage(parts, {
    trusted: {
      certificateKeys: keys.map(({ kid, x }) => ({ kid, x })),
      platformKey: signingPublicKey(),
    },
    origin: env.PUBLIC_ORIGIN,
    on: dayOf(now),
    locale: requestLocale(args.request),
  })
  return new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-disposition': 'attachment; filename="verify.html"',
      'cache-control': 'no-store',
    },
  })
}
