import { redirect, type LoaderFunctionArgs } from '@remix-run/node'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { storedFile } from '~/web/stored-file.server'
import { mayHaveOriginal } from '../evidence/openings.server'
import { readVersion } from '../evidence/reading.server'

export const handle = page({ access: 'seat', title: 'mediation.evidence' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params } = await enter(args, handle)
  const no = Number(params.version)
  const { read, version, file } = found(await readVersion(db, params.caseId!, params.itemId!, no))
  if (await mayHaveOriginal(db, read, version)) return storedFile(file)
  return redirect(`/cases/${params.caseId}/items/${params.itemId}/versions/${no}/original`)
}
