import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { revoke } from './commands.server'

type Tx = Kysely<Database>

/** `blacklist.listed`: whoever is listed holds no certificate. */
export async function revokeListed(tx: Tx, { facts }: { facts: Record<string, any> }) {
  const valid = await tx
    .selectFrom('certificates')
    .select('id')
    .where('orgId', '=', facts.organization)
    .where('state', '=', 'valid')
    .execute()
  for (const { id } of valid) await revoke(tx, id, 'blacklist')
}

/** Thirty days with a gap end a certificate (licenses.md §9). */
export async function revokeDoubtful(tx: Tx) {
  const { rows } = await sql<{ id: string }>`select certificates_in_doubt() as id`.execute(tx)
  for (const { id } of rows) await revoke(tx, id, 'gap')
}
