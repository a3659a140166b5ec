import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { storeFile } from '~/kernel/files.server'
import { refuse } from '~/kernel/refusal'
import type { Actor } from '~/people/actor'

type Tx = Kysely<Database>

export const hrefOf = (id: string) => `/licenses/transfers/${id}`

/** The verified enterprise of a credit code. Refuses: receiver-unknown. */
export async function enterpriseBehind(tx: Tx, uscc: string) {
  const { rows } = await sql<{ id: string }>`select id from enterprise_behind(${uscc})`.execute(tx)
  return rows[0]?.id ?? refuse('receiver-unknown', { field: 'uscc' })
}

export async function keep(tx: Tx, { organizationId: orgId, personId }: Actor, file: File) {
  const bytes = new Uint8Array(await file.arrayBuffer())
  return (await storeFile(tx, { name: file.name, bytes, orgId, personId })).id
}
