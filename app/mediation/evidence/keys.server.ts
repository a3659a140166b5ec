import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { refuse, refuseIf } from '~/kernel/refusal'
import { openKey } from '~/licenses/keys/keys.server'
import { whyNotReveal } from '~/licenses/keys/revealing'
import type { Actor } from '~/people/actor'
import { readItem } from './reading.server'

type Db = Kysely<Database>

export type MaskedKey = {
  id: string
  unitNo: number | null
  kind: 'single' | 'volume' | 'file'
  tail: string | null
  state: 'free' | 'assigned' | 'returned' | 'revoked'
  reveals: number
}

/** The keys of the license behind a snapshot, by their tails; none for guests and registrars. */
export async function listMaskedKeys(db: Db, itemId: string): Promise<MaskedKey[]> {
  const { rows } = await sql<MaskedKey>`
    select id, unit_no, kind, tail, state, reveals from masked_keys(${itemId}::uuid)`.execute(db)
  return rows
}

/** One of them with who has seen it beside this item; undefined for everybody who may not. */
export async function readEvidenceKey(db: Db, caseId: string, itemId: string, keyId: string) {
  const read = await readItem(db, caseId, itemId)
  const key = read && (await listMaskedKeys(db, itemId)).find(({ id }) => id === keyId)
  if (!key || key.kind === 'file') return undefined
  const { rows: log } = await sql<{ id: string; at: Date; person: string }>`
    select id, at, person from evidence_reveals(${itemId}::uuid, ${keyId}::uuid)`.execute(db)
  const { its, item, kind } = read
  return { its, item: { id: item.id, no: item.no, title: item.title }, kind, title: its.number, key, log }
}

/**
 * The plain text of one of them, together with the line in its owner's log, or neither. Refuses: step-up-needed,
 * key-unknown, key-revoked, reveal-limit (twenty an hour).
 */
export async function revealEvidenceKey(
  tx: Db,
  actor: Actor,
  { itemId, keyId, address }: { itemId: string; keyId: string; address: string | null },
  now: Date,
): Promise<string> {
  refuseIf(whyNotReveal(actor.stepUpAt, now), { field: 'totp' })
  const { rows } = await sql<{ orgId: string; body: Buffer; wrappedKey: Buffer }>`
    select * from reveal_evidence_key(${itemId}::uuid, ${keyId}::uuid, ${address}::inet)`.execute(tx)
  const { orgId, ...handed } = rows[0] ?? refuse('key-unknown')
  return openKey(tx, keyId, orgId, handed, now)
}
