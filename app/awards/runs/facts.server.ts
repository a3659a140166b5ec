import { type Kysely, sql } from 'kysely'
import type { PriceBid } from '~/bids/form'
import { type Canonical, canonical } from '~/kernel/canonical'
import { sha256Hex } from '~/kernel/sha256'
import { ceilingItem } from '~/rounds/ceiling'
import { seedItem } from '~/rounds/seed'
import { roundTerms } from '~/rounds/terms'
import type { Database } from '~db/schema'
import { type Score, qualityOf } from '../scoring/quality'
import {
  drawSeed,
  type FrozenPledge,
  type OpenedBid,
  type OpenedBundle,
  type Quality,
  type RoundFacts,
} from './building'

type Tx = Kysely<Database>

/** What the database knows beside the facts of the award: which row stands behind each. */
export type RoundRows = {
  facts: RoundFacts
  bids: ReadonlyMap<string, { bidId: string; editionId: string; lotId: string }>
  pledges: ReadonlyMap<string, { pledgeId: string }>
}

export const bidKey = (lot: string, vendorId: string) => `${lot} ${vendorId}`

/** Frozen pledges and opened bids of a round's active lots; read by the clock, to whom everything is open. */
export async function readRound(tx: Tx, roundId: string): Promise<RoundRows> {
  const round = await tx
    .selectFrom('rounds')
    .innerJoin('roundTerms', (join) =>
      join
        .onRef('roundTerms.roundId', '=', 'rounds.id')
        .onRef('roundTerms.version', '=', 'rounds.termsVersion'),
    )
    .select(['rounds.id', 'number', 'body'])
    .where('rounds.id', '=', roundId)
    .executeTakeFirstOrThrow()
  const lots = await tx
    .selectFrom('lots')
    .select(['id', 'code', 'kind', 'referencePrice', 'maxWinners'])
    .where('roundId', '=', roundId)
    .where('state', '=', 'active')
    .orderBy('code')
    .execute()
  const bids = await listPriced(tx, roundId)
  const pledges = await listFrozen(tx, roundId)
  const { seed, codeSalt } = await readSeed(tx, roundId)
  const { method, priceWeight } = roundTerms.parse(round.body)
  const isScored = method === 'comprehensive'
  return {
    facts: {
      number: round.number,
      quality: isScored ? await readQuality(tx, roundId, priceWeight) : null,
      noWorseOff: !isScored,
      lots,
      bids,
      bundles: isScored ? [] : await listBundles(tx, roundId, bids),
      pledges,
      codeSalt,
      seed,
    },
    bids: new Map(bids.map((bid) => [bidKey(bid.lot, bid.vendorId), bid])),
    pledges: new Map(pledges.map((pledge) => [bidKey(pledge.lot, pledge.orgId), pledge])),
  }
}

async function listPriced(tx: Tx, roundId: string) {
  const { rows } = await sql<
    Omit<OpenedBid, 'tiers' | 'minQty' | 'maxQty'> & { bidId: string; lotId: string; body: PriceBid }
  >`
    select b.id as bid_id, b.lot_id, l.code as lot, b.vendor_id, b.brand_key as brand, b.edition_id, o.body,
           exists (select from recommended_entries e where e.edition_id = b.edition_id and e.removed_reason is null
                     and shanghai_day() between e.listed_on and e.until) as recommended
    from bids b join lots l on l.id = b.lot_id and l.state = 'active'
      join sealed_items i on i.bid_id = b.id and i.kind = 'price' and i.state = 'current'
      join opened_items o on o.item_id = i.id and o.body is not null
    where b.round_id = ${roundId} and b.state = 'priced' order by l.code, b.vendor_id`.execute(tx)
  return rows.map(({ body, ...bid }) => ({
    ...bid,
    tiers: body.tiers.map(({ from, price }) => ({ from, price: BigInt(price) })),
    minQty: body.minQty,
    maxQty: body.maxQty,
  }))
}

/** What the evaluators whose sheets are in made of each bid. */
async function readQuality(tx: Tx, roundId: string, priceWeight: number): Promise<Quality> {
  const { rows } = await sql<Score & { lot: string; vendorId: string }>`
    select l.code as lot, b.vendor_id, s.criterion, s.evaluator_id, s.hundredths
    from scores s join bids b on b.id = s.bid_id join lots l on l.id = b.lot_id
      join evaluators e on e.round_id = b.round_id and e.person_id = s.evaluator_id and e.scores_in_at is not null
    where b.round_id = ${roundId}`.execute(tx)
  const bids = Map.groupBy(rows, ({ lot, vendorId }) => bidKey(lot, vendorId))
  return { priceWeight, of: new Map([...bids].map(([key, its]) => [key, qualityOf(its)])) }
}

async function listFrozen(tx: Tx, roundId: string) {
  const { rows } = await sql<
    Omit<FrozenPledge, 'conditions'> & { pledgeId: string; sealed: boolean; body: unknown }
  >`
    select p.id as pledge_id, p.org_id, l.code as lot, p.quantity, p.stretch_quantity as stretch, p.all_or_nothing,
           p.conditions_item_id is not null as sealed, o.body
    from pledges p join lots l on l.id = p.lot_id and l.state = 'active'
      left join opened_items o on o.item_id = p.conditions_item_id
    where p.round_id = ${roundId} and p.state = 'frozen' order by l.code, p.org_id`.execute(tx)
  return rows.map(({ sealed, body, ...pledge }) => ({
    ...pledge,
    conditions: conditionsOf(sealed, body, pledge.pledgeId),
  }))
}

function conditionsOf(sealed: boolean, body: unknown, pledgeId: string): FrozenPledge['conditions'] {
  if (!sealed) return null
  const read = ceilingItem.safeParse(body)
  if (!read.success || read.data.pledge !== pledgeId) return 'broken'
  const fen = (text: string | null) => (text === null ? null : BigInt(text))
  const { ceiling, stretchCeiling, acceptable } = read.data
  return { ceiling: fen(ceiling), stretchCeiling: fen(stretchCeiling), acceptable }
}

/** Bundles of lots in all of which the vendor still bids. */
async function listBundles(tx: Tx, roundId: string, bids: readonly OpenedBid[]): Promise<OpenedBundle[]> {
  const { rows } = await sql<{ vendorId: string; lots: string[]; discountBps: number }>`
    select i.org_id as vendor_id, (bundle ->> 'discountBps')::int as discount_bps,
           array(select l.code from lots l where l.id::text in (select jsonb_array_elements_text(bundle -> 'lots')) order by l.code) as lots
    from sealed_items i join opened_items o on o.item_id = i.id,
      jsonb_array_elements(o.body -> 'bundles') with ordinality as b (bundle, place)
    where i.round_id = ${roundId} and i.kind = 'bundle' and i.state = 'current' order by i.org_id, b.place`.execute(
    tx,
  )
  const isBid = (vendorId: string, lot: string) =>
    bids.some((bid) => bid.vendorId === vendorId && bid.lot === lot)
  return rows.filter(({ vendorId, lots }) => lots.length >= 2 && lots.every((lot) => isBid(vendorId, lot)))
}

async function readSeed(tx: Tx, roundId: string) {
  const { rows } = await sql<{ body: unknown; envelope: Record<string, Canonical>; commitments: string[] }>`
    select o.body, i.envelope, array(select encode(c.commitment, 'hex') from sealed_items c join bids b on b.id = c.bid_id
                         where c.round_id = ${roundId} and c.kind in ('technical', 'price') and c.state = 'current') as commitments
    from sealed_items i left join opened_items o on o.item_id = i.id
    where i.round_id = ${roundId} and i.kind = 'seed' and i.state = 'current'`.execute(tx)
  const { body, envelope, commitments } = rows[0]!
  const { seed, codeSalt } = seedItem.safeParse(body).data ?? seedWithout(envelope)
  return { seed: drawSeed(seed, commitments), codeSalt }
}

/**
 * What counts when no opener's key opens the seed: the lottery is of the bids' commitments alone, which nobody knew
 * before the opening either, and the salt is of the ciphertext, which the platform never shows.
 */
const seedWithout = (envelope: Record<string, Canonical>) => ({
  seed: '0'.repeat(64),
  codeSalt: sha256Hex(`muster-code-salt/1${canonical(envelope)}`),
})
