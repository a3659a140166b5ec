import { sql } from 'kysely'
import { record } from '~/kernel/events.server'
import { newestKey } from '~/kernel/keys.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import type { Actor } from '~/people/actor'
import type { Tx } from '~/rounds/commands.server'
import { databaseNow } from '~/rounds/queries.server'
import { whyNotTake } from '~/rounds/sealing/envelope'
import { refuseReplay } from '~/rounds/sealing/replay.server'
import { type Sealed, sealedOf, sealItem } from '~/rounds/sealing.server'
import { taking, whyNotTaking } from '../bidding'
import { findShownRound } from '../queries.server'
import { type BundleDeposit, bundleBidOf, type BundlesValues } from './entry'
import { listOwnLots } from './queries.server'

/** Seals bundles by the platform, in a round that names no openers. Refuses with the codes of `putIn`. */
export async function sealBundles(tx: Tx, actor: Actor, roundId: string, { notice, bundles }: BundlesValues) {
  const round = await roundFor(tx, actor, roundId, notice)
  refuseIf(round.terms.sealing === 'openers' ? 'seal-in-browser' : null)
  const body = bundleBidOf({ round: roundId, vendor: actor.organizationId }, bundles)
  await putIn(tx, actor, roundId, notice, sealItem(headOf(actor, roundId, notice), body, newestKey()))
}

/**
 * Takes bundles as the vendor's browser sealed them to the openers. Refuses with `envelope-malformed`,
 * `envelope-replayed`, the codes of `whyNotTake` and of `putIn`.
 */
export async function depositBundles(
  tx: Tx,
  actor: Actor,
  roundId: string,
  { notice, bundle }: BundleDeposit,
) {
  const round = await roundFor(tx, actor, roundId, notice)
  refuseIf(round.terms.sealing === 'platform' ? 'envelope-malformed' : null)
  refuseIf(whyNotTake(bundle, headOf(actor, roundId, notice)))
  const sealed = sealedOf(bundle)
  await refuseReplay(tx, [sealed])
  await putIn(tx, actor, roundId, notice, sealed)
}

const headOf = ({ organizationId }: Actor, round: string, noticeHash: string) =>
  ({ round, noticeHash, kind: 'bundle', lot: null, author: organizationId }) as const

/** Bundles need two bids of the vendor's and a round whose terms take them. */
async function roundFor(tx: Tx, actor: Actor, roundId: string, notice: string) {
  const round = (await findShownRound(tx, actor, roundId)) ?? refuse('round-unknown')
  refuseIf(whyNotTaking(round, await databaseNow(tx)))
  refuseIf(round.noticeHash === notice ? null : 'notice-changed')
  refuseIf(round.terms.bundles ? null : 'bundles-not-taken')
  refuseIf((await listOwnLots(tx, actor, roundId)).length < 2 ? 'bundle-without-bid' : null)
  return round
}

/** The deciding statement asks the database's clock under the round's lock; the former bundles go. */
async function putIn(tx: Tx, actor: Actor, roundId: string, notice: string, sealed: Sealed) {
  await takeTurn(tx, actor, roundId)
  const { rows } = await sql<{ id: string; before: string | null }>`
    with gate as materialized (select id, state, bids_close_at, notice_hash from rounds where id = ${roundId} for share),
      read as materialized (select *, clock_timestamp() as at from gate),
      open as (select id, at from read
               where state = any(${sql.val([...taking])}) and at < bids_close_at
                 and notice_hash = decode(${notice}, 'hex')),
      former as (update sealed_items set state = 'replaced' from open
                 where sealed_items.round_id = open.id and sealed_items.org_id = ${actor.organizationId}
                   and kind = 'bundle' and sealed_items.state = 'current' returning sealed_items.id),
      kept as (insert into sealed_items (round_id, org_id, kind, envelope, envelope_hash, commitment, received_at)
               select open.id, ${actor.organizationId}, 'bundle', ${sealed.envelope}::jsonb, ${sealed.envelopeHash}, ${sealed.commitment}, open.at
               from open left join former on true returning id)
    select kept.id, (select id from former) as before from kept`.execute(tx)
  if (!rows[0]) return refuseLate(tx, actor, roundId)
  const facts = { bundle: sealed.envelopeHash.toString('hex'), before: rows[0].before }
  await record(tx, 'bid.bundled', roundId, facts, { round: roundId })
}

/** Takes the bundles back before closing; the bids in them stand. */
export async function withdrawBundles(tx: Tx, actor: Actor, roundId: string) {
  await takeTurn(tx, actor, roundId)
  const { rows } = await sql`
    with gate as materialized (select id, state, bids_close_at from rounds where id = ${roundId} for share),
      open as (select id from gate where state = any(${sql.val([...taking])}) and clock_timestamp() < bids_close_at)
    update sealed_items set state = 'withdrawn' from open
    where sealed_items.round_id = open.id and org_id = ${actor.organizationId} and kind = 'bundle' and sealed_items.state = 'current'
    returning sealed_items.id`.execute(tx)
  if (rows.length === 0) return refuseLate(tx, actor, roundId)
  await record(tx, 'bid.unbundled', roundId, {}, { round: roundId })
}

const takeTurn = (tx: Tx, { organizationId }: Actor, roundId: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`bundle ${roundId} ${organizationId}`}, 0))`.execute(tx)

async function refuseLate(tx: Tx, actor: Actor, roundId: string): Promise<never> {
  const round = (await findShownRound(tx, actor, roundId)) ?? refuse('round-unknown')
  const now = await databaseNow(tx)
  return refuse(whyNotTaking(round, now) ?? 'already-moved', { facts: { at: now.toISOString() } })
}
