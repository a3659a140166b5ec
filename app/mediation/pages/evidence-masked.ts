import type { LoaderFunctionArgs } from '@remix-run/node'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { storedFile } from '~/web/stored-file.server'
import { readMasked } from '../evidence/openings.server'
import { readVersion } from '../evidence/reading.server'

export const handle = page({ access: 'seat', title: 'mediation.evidence' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params } = await enter(args, handle)
  const { version, file } = found(
    await readVersion(db, params.caseId!, params.itemId!, Number(params.version)),
  )
  const { text } = found(await readMasked(db, version))
  return storedFile({
    name: `${file.name}.masked.txt`,
    mediaType: 'text/plain; charset=utf-8',
    content: Buffer.from(text),
  })
}
