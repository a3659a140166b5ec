import type { LoaderFunctionArgs } from '@remix-run/node'
import { readFile } from '~/kernel/files.server'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { storedFile } from '~/web/stored-file.server'

export const handle = page({ access: 'seat', title: 'people.resource' })

/** A stored file, only to those whose row it is, and never as a page of ours (trust.md §4). */
export async function loader(args: LoaderFunctionArgs) {
  const { db, params } = await enter(args, handle)
  return storedFile(found(await readFile(db, params.fileId!)))
}
