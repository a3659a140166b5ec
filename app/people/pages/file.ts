import type { LoaderFunctionArgs } from '@remix-run/node'
import { readFile } from '~/kernel/files.server'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'

export const handle = page({ access: 'seat', title: 'people.resource' })

/** A stored file, only to those whose row it is, and never as a page of ours (trust.md §4). */
export async function loader(args: LoaderFunctionArgs) {
  const { db, params } = await enter(args, handle)
  const { content, mediaType, name } = found(await readFile(db, params.fileId!))
  return new Response(new Uint8Array(content), {
    headers: {
      'content-type': mediaType,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  })
}
