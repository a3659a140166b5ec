import type { LoaderFunctionArgs } from '@remix-run/node'
import { readFile } from '~/kernel/files.server'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { storedFile } from '~/web/stored-file.server'
import { listAttachments } from '../../attachments.server'
import { findPublished } from '../queries.server'

export const handle = page({ access: 'anyone', title: 'program.announcement' })

/** A file attached to a published announcement. */
export async function loader(args: LoaderFunctionArgs) {
  const { db, params } = await enter(args, handle)
  const { id } = found(await findPublished(db, params.announcementId!))
  const files = await listAttachments(db, id)
  found(files.find((file) => file.id === params.fileId))
  return storedFile(found(await readFile(db, params.fileId!)))
}
