import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { storeFile } from '~/kernel/files.server'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { type Actor, is } from '~/people/actor'
import { notifyMembers } from '~/people/notify.server'
import { entitlementLifecycle } from '../lifecycle'
import type { ClaimValues } from './form'

type Tx = Kysely<Database>

type Claim = Omit<ClaimValues, 'evidence'> & { evidenceFileId?: string | null }

/**
 * Records a license bought before. It counts in the position only with evidence, and is shown as claimed until an
 * officer or inspector has verified it. Answers its id. Refuses: edition-unknown.
 */
export async function claimLicense(
  tx: Tx,
  actor: Actor,
  { evidence, ...values }: ClaimValues,
): Promise<string> {
  const file = evidence && (await keepEvidence(tx, actor, evidence))
  const [id] = await claimLicenses(tx, actor, [{ ...values, evidenceFileId: file?.id ?? null }])
  return id!
}

/** The same for a whole list, in one statement. Refuses: not-your-move, edition-unknown (then none is recorded). */
export async function claimLicenses(tx: Tx, actor: Actor, claims: readonly Claim[]): Promise<string[]> {
  refuseIf(is(actor, 'asset_manager') ? null : 'not-your-move')
  const list = claims.map((claim) => ({
    edition: claim.editionId,
    release: claim.releaseId,
    metric: claim.metric,
    quantity: claim.quantity,
    term: claim.term,
    starts: claim.startsOn,
    ends: claim.endsOn,
    channel: claim.channel,
    license_no: claim.licenseNo,
    papers: papersOf(claim),
    evidence: claim.evidenceFileId ?? null,
  }))
  const { rows } = await sql<{ id: string }>`
    insert into entitlements (org_id, source, state, product_id, edition_id, release_id, metric, quantity, term, starts_on, ends_on, channel,
      purpose, license_no, claim, evidence_file_id)
    select ${actor.organizationId}, 'claimed', 'claimed', e.product_id, e.id, r.id, x.metric, x.quantity, x.term, x.starts, x.ends, x.channel,
           case when e.household then 'household' else 'commercial' end, x.license_no, x.papers, x.evidence
    from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as x (edition uuid, release uuid, metric text, quantity int, term text, starts date,
      ends date, channel text, license_no text, papers jsonb, evidence uuid)
    join editions e on e.id = x.edition
    left join releases r on r.id = x.release and r.product_id = e.product_id
    where x.release is null or r.id is not null
    returning id`.execute(tx)
  refuseIf(rows.length === claims.length ? null : 'edition-unknown', { field: 'editionId' })
  return rows.map(({ id }) => id)
}

/** What the papers of an older license say of its purchase, under the names of `entitlements.csv` (licenses.md §8.2). */
const papersOf = (claim: Claim) => ({
  source_type: claim.sourceType,
  supplier: claim.supplier,
  unit_price: claim.unitPrice === null ? null : String(claim.unitPrice),
  contract_no: claim.contractNo,
  invoice_no: claim.invoiceNo,
  purchased_on: claim.purchasedOn,
  sets: claim.sets,
})

/** Keeps a paper that shows a license. */
export async function keepEvidence(tx: Tx, actor: Actor, file: File) {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const { organizationId: orgId, personId } = actor
  return storeFile(tx, { name: file.name, bytes, orgId, personId })
}

/** Puts evidence to an older license that has none or a better one; from then on it counts. Refuses: entitlement-unknown. */
export async function proveClaim(tx: Tx, actor: Actor, entitlementId: string, file: File) {
  refuseIf(is(actor, 'asset_manager') ? null : 'not-your-move')
  const evidence = await keepEvidence(tx, actor, file)
  const proven = await tx
    .updateTable('entitlements')
    .set({ evidenceFileId: evidence.id })
    .where('id', '=', entitlementId)
    .where('orgId', '=', actor.organizationId)
    .where('state', '=', 'claimed')
    .returning('id')
    .executeTakeFirst()
  if (!proven) refuse('entitlement-unknown')
  await record(tx, 'license.proven', entitlementId, { entitlement: entitlementId })
}

/** An officer or inspector accepts an older license or rejects it with a reason. Refuses: reason-missing, already-moved. */
export async function decideClaim(
  tx: Tx,
  actor: Actor,
  entitlementId: string,
  move: 'verify' | 'reject',
  reason: string | null,
) {
  refuseIf(is(actor, 'officer', 'inspector') ? null : 'not-your-move')
  if (move === 'reject' && !reason) refuse('reason-missing', { field: 'reason' })
  const { to } = entitlementLifecycle.moves[move]
  const decided = await tx
    .updateTable('entitlements')
    .set({ state: to, decidedBy: actor.personId, decidedReason: reason })
    .where('id', '=', entitlementId)
    .where('state', '=', 'claimed')
    .returning(['id', 'orgId'])
    .executeTakeFirst()
  if (!decided) return refuse('already-moved')
  const kind = move === 'verify' ? 'license.verified' : 'license.rejected'
  const event = await record(tx, kind, decided.id, { entitlement: decided.id }, { org: decided.orgId })
  await notifyMembers(tx, decided.orgId, ['asset_manager'], { kind, href: `/licenses/${decided.id}`, event })
}

/** Takes a right out of the books for good. Refuses: already-moved. */
export async function writeOff(tx: Tx, actor: Actor, entitlementId: string, reason: string) {
  const { from, to } = entitlementLifecycle.moves.write_off
  refuseIf(is(actor, 'approver') ? null : 'approver-needed')
  const gone = await tx
    .updateTable('entitlements')
    .set({ state: to, decidedBy: actor.personId, decidedReason: reason })
    .where('id', '=', entitlementId)
    .where('orgId', '=', actor.organizationId)
    .where('state', 'in', from)
    .returning('id')
    .executeTakeFirst()
  if (!gone) refuse('already-moved')
  await record(tx, 'license.written_off', entitlementId, { entitlement: entitlementId }, { rule: reason })
}

/** Below so many free units the asset manager is told, once per crossing; null: never. */
export async function setLowStock(tx: Tx, actor: Actor, entitlementId: string, lowStockBelow: number | null) {
  refuseIf(is(actor, 'asset_manager') ? null : 'not-your-move')
  await tx
    .updateTable('entitlements')
    .set({ lowStockBelow })
    .where('id', '=', entitlementId)
    .where('orgId', '=', actor.organizationId)
    .execute()
}
