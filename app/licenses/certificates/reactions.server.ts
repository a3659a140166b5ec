import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { revoke } from './commands.server'

type Tx = Kysely<Database>

type Happening = { facts: Record<string, any> }

/** `blacklist.listed`: whoever is listed holds no certificate. */
export const revokeListed = (tx: Tx, { facts }: Happening) => revokeOf(tx, facts.organization, 'blacklist')

/** `organization.merged`: what it certified is another's now. */
export const revokeMerged = (tx: Tx, { facts }: Happening) => revokeOf(tx, facts.from, 'merged')

async function revokeOf(tx: Tx, orgId: string, reason: string) {
  const valid = await tx
    .selectFrom('certificates')
    .select('id')
    .where('orgId', '=', orgId)
    .where('state', '=', 'valid')
    .execute()
  for (const { id } of valid) await revoke(tx, id, reason)
}

/** Thirty days with a gap end a certificate (licenses.md §9). */
export async function revokeDoubtful(tx: Tx) {
  const { rows } = await sql<{ id: string }>`select certificates_in_doubt() as id`.execute(tx)
  for (const { id } of rows) await revoke(tx, id, 'gap')
}
