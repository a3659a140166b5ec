import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { refuse, refuseIf } from '~/kernel/refusal'
import type { Actor } from '~/people/actor'
import { keepEvidence } from '../entitlements/claim.server'
import { keepKeyFile, keepKeys } from '../keys/keys.server'
import type { ReplacementValues } from './form'
import { findReplacement } from './queries.server'

type Tx = Kysely<Database>

/**
 * The vendor delivers what it promised to replace, all of it at once: a license of its own with its keys stands for the
 * units that leave the old one, or nothing has changed. Answers the new license. Refuses: replacement-unknown,
 * replacement-over, replaced-units-gone, replaced-license-ended, replaced-has-keys, and as `keepKeys` and `keepKeyFile`.
 */
export async function deliverReplacement(
  tx: Tx,
  actor: Actor,
  replacementId: string,
  { kind, keys, file, licenseNo }: ReplacementValues,
): Promise<string> {
  const its = (await findReplacement(tx, replacementId)) ?? refuse('replacement-unknown')
  refuseIf(kind === 'none' && its.keys > 0 ? 'replaced-has-keys' : null, { field: 'kind' })
  const evidence = kind === 'none' ? (await keepEvidence(tx, actor, file!)).id : null
  const { rows } = await sql<{ entitlementId: string; orgId: string }>`
    select entitlement_id, org_id from deliver_replacement(${replacementId}::uuid, ${licenseNo}, ${evidence}::uuid)`.execute(
    tx,
  )
  const anew = { ...rows[0]!, productId: its.productId, quantity: its.quantity }
  if (kind === 'file') await keepKeyFile(tx, actor, anew, file!)
  else if (kind !== 'none') await keepKeys(tx, actor, anew, { text: file ? await file.text() : keys, kind })
  return anew.entitlementId
}
