import type { Kysely } from 'kysely'
import type * as z from 'zod'
import type { Database } from '~db/schema'
import type { aliasForm } from '../packs/form'
import { refuseAlias, releaseAlias, reofferAlias } from './release.server'

/** Does what the office decided of a name that organizations confirmed. */
export async function moveAlias(tx: Kysely<Database>, values: z.output<typeof aliasForm>) {
  switch (values.move) {
    case 'accept':
      return releaseAlias(tx, values.aliasId)
    case 'refuse':
      return refuseAlias(tx, values.aliasId, values.reason)
    case 'reoffer':
      return reofferAlias(tx, values.aliasId, values.reason)
  }
}
