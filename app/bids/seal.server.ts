import { sql } from 'kysely'
import { record } from '~/kernel/events.server'
import { newestKey } from '~/kernel/keys.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { sha256Hex } from '~/kernel/sha256'
import type { Actor } from '~/people/actor'
import type { Tx } from '~/rounds/commands.server'
import { databaseNow } from '~/rounds/queries.server'
import { whyNotTake } from '~/rounds/sealing/envelope'
import { refuseReplay } from '~/rounds/sealing/replay.server'
import { type Sealed, sealedOf, sealItem } from '~/rounds/sealing.server'
import { taking, whyNotBid, whyNotTaking } from './bidding'
import { type DepositValues, plaintextsOf } from './deposit'
import type { EntryValues } from './entry'
import type { ChosenFile } from './files/chosen'
import { fileBody } from './files/file-item'
import { standing } from './lifecycle'
import { keepNetwork } from './network.server'
import { type BiddingLot, findBidder, findBiddingLot } from './queries.server'

type Deposited = { id: string; at: string; before: string | null }

/**
 * Seals both envelopes of a bid and those of its files by the platform, in a round that names no openers, and puts it in
 * place of the vendor's last one in the lot, if the database's clock says so in the writing statement. Refuses with the
 * codes of `whyNotBid`. `from` is the address that it came from.
 */
export async function sealBid(
  tx: Tx,
  actor: Actor,
  roundId: string,
  lotId: string,
  values: EntryValues,
  files: readonly ChosenFile[] = [],
  from: string | null = null,
): Promise<string> {
  const place = await placeFor(tx, actor, roundId, lotId, values.notice)
  refuseIf(place.round.terms.sealing === 'openers' ? 'seal-in-browser' : null)
  return putIn(tx, actor, place, values.notice, envelopesOf(actor, place, values, files), from)
}

/**
 * Takes both envelopes, and those of the files, as the vendor's browser sealed them to the round's openers; nothing here can read them. Refuses
 * with the codes of `whyNotBid` and `whyNotTake`, and with `envelope-replayed` what was put in before.
 */
export async function depositBid(
  tx: Tx,
  actor: Actor,
  roundId: string,
  lotId: string,
  { notice, technical, price, files }: DepositValues,
  from: string | null = null,
): Promise<string> {
  const place = await placeFor(tx, actor, roundId, lotId, notice)
  refuseIf(place.round.terms.sealing === 'platform' ? 'envelope-malformed' : null)
  const head = { round: roundId, noticeHash: notice, lot: lotId, author: actor.organizationId }
  refuseIf(
    whyNotTake(technical, { ...head, kind: 'technical' }) ?? whyNotTake(price, { ...head, kind: 'price' }),
  )
  for (const file of files) refuseIf(whyNotTake(file, { ...head, kind: 'file' }))
  const envelopes = { technical: sealedOf(technical), price: sealedOf(price), files: files.map(sealedOf) }
  await refuseReplay(tx, [envelopes.technical, envelopes.price, ...envelopes.files])
  return putIn(tx, actor, place, notice, envelopes, from)
}

async function placeFor(tx: Tx, actor: Actor, roundId: string, lotId: string, notice: string) {
  const place = (await findBiddingLot(tx, actor, roundId, lotId)) ?? refuse('round-unknown')
  const bidder = await findBidder(tx, actor, roundId)
  refuseIf(whyNotBid(place.round, place.lot.state, bidder, notice, await databaseNow(tx)))
  return place
}

async function putIn(
  tx: Tx,
  actor: Actor,
  place: BiddingLot,
  notice: string,
  { technical, price, files = [] }: Envelopes,
  from: string | null,
): Promise<string> {
  const [roundId, lotId] = [place.round.id, place.lot.id]
  // Of two posts at once the later one replaces the earlier, instead of both standing.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`bid ${lotId} ${actor.organizationId}`}, 0))`.execute(
    tx,
  )
  const bid = await deposit(tx, actor, place, notice)
  await keepItems(tx, actor, place, bid, { technical, price, files })
  await keepNetwork(tx, roundId, bid.id, from)
  await record(
    tx,
    bid.before ? 'bid.replaced' : 'bid.sealed',
    bid.id,
    {
      lot: lotId,
      before: bid.before,
      technical: technical.envelopeHash.toString('hex'),
      price: price.envelopeHash.toString('hex'),
      files: files.map(({ envelopeHash }) => envelopeHash.toString('hex')),
      // Should an envelope get lost, its author is held to what stands here.
      technicalCommitment: technical.commitment.toString('hex'),
      priceCommitment: price.commitment.toString('hex'),
      fileCommitments: files.map(({ commitment }) => commitment.toString('hex')),
    },
    { round: roundId },
  )
  return bid.id
}

type Envelopes = { technical: Sealed; price: Sealed; files?: readonly Sealed[] }

function envelopesOf(
  actor: Actor,
  { round, lot }: BiddingLot,
  values: EntryValues,
  chosen: readonly ChosenFile[],
): Envelopes {
  const its = { round: round.id, lot: lot.id, vendor: actor.organizationId }
  const head = { round: round.id, noticeHash: values.notice, lot: lot.id, author: actor.organizationId }
  const files = chosen.map((file) => sealItem({ ...head, kind: 'file' }, fileBody(its, file), newestKey()))
  const named = chosen.map(({ name }, place) => ({
    name,
    envelopeHash: files[place]!.envelopeHash.toString('hex'),
  }))
  const { technical, price } = plaintextsOf(its, values, named)
  return {
    technical: sealItem({ ...head, kind: 'technical' }, technical, newestKey()),
    price: sealItem({ ...head, kind: 'price' }, price, newestKey()),
    files,
  }
}

/**
 * The deciding statement: the round is locked, then the clock is read, once, then the former bid goes and this one
 * stands (in the same WHERE as the lock the clock would be read before the wait, stack.md trap 13).
 */
async function deposit(tx: Tx, actor: Actor, { round, lot }: BiddingLot, notice: string): Promise<Deposited> {
  const { rows } = await sql<Deposited>`
    with gate as materialized (select id, state, bids_close_at, notice_hash from rounds where id = ${round.id} for share),
      read as materialized (select *, clock_timestamp() as at from gate),
      open as (select id, at from read
               where state = any(${sql.val([...taking])}) and at < bids_close_at
                 and notice_hash = decode(${notice}, 'hex')),
      former as (update bids set state = 'replaced' from open
                 where bids.lot_id = ${lot.id} and bids.vendor_id = ${actor.organizationId}
                   and bids.state = any(${sql.val([...standing])})
                 returning bids.id),
      kept as (insert into bids (round_id, lot_id, vendor_id, version, notice_hash, sealed_by, sealed_at)
               select open.id, ${lot.id}, ${actor.organizationId},
                      1 + (select count(*) from bids where lot_id = ${lot.id} and vendor_id = ${actor.organizationId}),
                      decode(${notice}, 'hex'), ${actor.personId}, open.at
               from open left join former on true
               returning id, sealed_at)
    select kept.id, sealed_at::text as at, (select id from former) as before from kept`.execute(tx)
  return rows[0] ?? refuseLate(tx, round.id)
}

async function keepItems(tx: Tx, actor: Actor, { round, lot }: BiddingLot, bid: Deposited, items: Envelopes) {
  if (bid.before)
    await tx
      .updateTable('sealedItems')
      .set({ state: 'replaced' })
      .where('bidId', '=', bid.before)
      .where('state', '=', 'current')
      .execute()
  const each = [
    ['technical', items.technical],
    ['price', items.price],
    ...(items.files ?? []).map((file) => ['file', file] as const),
  ] as const
  const common = { roundId: round.id, lotId: lot.id, orgId: actor.organizationId, bidId: bid.id }
  await tx
    .insertInto('sealedItems')
    .values(
      each.map(([kind, item]) => ({
        ...common,
        kind,
        ...item,
        receivedAt: sql<Date>`${bid.at}::timestamptz`,
      })),
    )
    .execute()
}

/** Of envelopes that came too late only hashes and time are kept: their author can show that they were sent. */
export async function recordLate(tx: Tx, roundId: string, lotId: string, envelopes: readonly string[]) {
  const hashes = envelopes.map((text) => sha256Hex(text))
  await record(tx, 'bid.refused_late', lotId, { lot: lotId, hashes }, { round: roundId })
}

/** Takes the standing bid out of the round, before closing; it remains as history. */
export async function withdrawBid(tx: Tx, actor: Actor, bidId: string) {
  const moved = await beforeClosing(tx, actor, bidId, 'withdrawn')
  await tx
    .updateTable('sealedItems')
    .set({ state: 'withdrawn' })
    .where('bidId', '=', bidId)
    .where('state', '=', 'current')
    .execute()
  await record(tx, 'bid.withdrawn', bidId, { lot: moved.lotId }, { round: moved.roundId })
}

/**
 * Says yes to changed terms over a bid that an addendum had invalidated. Refuses with `sealed-to-former-keys` what the
 * openers of the present notice could not open: it must be sealed anew.
 */
export async function reconfirmBid(tx: Tx, actor: Actor, bidId: string) {
  refuseIf((await isOfFormerKeys(tx, bidId)) ? 'sealed-to-former-keys' : null)
  const moved = await beforeClosing(tx, actor, bidId, 'sealed')
  const facts = { lot: moved.lotId, notice: moved.notice }
  await record(tx, 'bid.reconfirmed', bidId, facts, { round: moved.roundId })
}

export async function isOfFormerKeys(tx: Tx, bidId: string): Promise<boolean> {
  const former = await tx
    .selectFrom('sealedItems')
    .innerJoin('rounds', 'rounds.id', 'sealedItems.roundId')
    .select('sealedItems.id')
    .where('bidId', '=', bidId)
    .where('sealedItems.state', '=', 'current')
    .whereRef('sealedItems.receivedAt', '<', 'rounds.keysChangedAt')
    .limit(1)
    .executeTakeFirst()
  return former !== undefined
}

type Moved = { roundId: string; lotId: string; notice: string }

async function beforeClosing(tx: Tx, actor: Actor, bidId: string, to: 'withdrawn' | 'sealed') {
  const bid = await tx
    .selectFrom('bids')
    .select('roundId')
    .where('id', '=', bidId)
    .where('vendorId', '=', actor.organizationId)
    .executeTakeFirst()
  const { roundId } = bid ?? refuse('already-moved')
  const from = to === 'withdrawn' ? [...standing] : ['invalidated']
  const { rows } = await sql<Moved>`
    with gate as materialized (select id, state, bids_close_at, notice_hash, keys_changed_at from rounds where id = ${roundId} for share),
      open as (select id, notice_hash, keys_changed_at from gate
               where state = any(${sql.val([...taking])}) and clock_timestamp() < bids_close_at)
    update bids set state = ${to}, notice_hash = case ${to} when 'sealed' then open.notice_hash else bids.notice_hash end
    from open where bids.id = ${bidId} and bids.state = any(${sql.val(from)})
      and (${to} <> 'sealed' or not exists (select from sealed_items i where i.bid_id = bids.id and i.state = 'current'
                                              and i.received_at < open.keys_changed_at))
    returning bids.round_id, bids.lot_id, encode(bids.notice_hash, 'hex') as notice`.execute(tx)
  return rows[0] ?? refuseLate(tx, roundId)
}

/** Why the deciding statement wrote nothing. */
async function refuseLate(tx: Tx, roundId: string): Promise<never> {
  const now = await databaseNow(tx)
  const round = await tx
    .selectFrom('rounds')
    .select(['state', 'bidsCloseAt'])
    .where('id', '=', roundId)
    .executeTakeFirstOrThrow()
  const why = whyNotTaking({ state: round.state, bidsCloseAt: round.bidsCloseAt! }, now)
  return refuse(why ?? 'already-moved', { facts: { at: now.toISOString() } })
}
