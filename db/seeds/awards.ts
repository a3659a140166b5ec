import { createHmac } from 'node:crypto'
import type { Kysely } from 'kysely'
import { effectiveCeilings, standAlonePrice } from '../../app/awards/ceilings.ts'
import { clear, type Clearing } from '../../app/awards/clearing.ts'
import { type Bid, type Instance, instanceHash } from '../../app/awards/instance.ts'
import { canonical, type Canonical, canonicalHash } from '../../app/kernel/canonical.ts'
import { sha256 } from '../../app/kernel/sha256.ts'
import type { Database } from '../schema.ts'
import type { ToldBid } from './bids.ts'
import { brandOf, editionId, isRecommended } from './catalog.ts'
import { orgId } from './people.ts'
import type { ToldPledge } from './pledges.ts'
import { consent, reaches, type ToldLot, type ToldRound } from './rounds.ts'
import { idOn, insertAll, type Told } from './telling.ts'

export type ToldRun = { id: string; round: ToldRound; saving: bigint; reference: bigint }

/** The decisions: each lot cleared by the house's own rule from what came out of the envelopes, and who is served. */
export async function seedAwards(
  db: Kysely<Database>,
  rounds: readonly ToldRound[],
  bids: readonly ToldBid[],
  pledges: readonly ToldPledge[],
  events: Told[],
): Promise<ToldRun[]> {
  const runs: ToldRun[] = []
  for (const round of rounds.filter(({ tale }) => reaches(tale, 'decided'))) {
    const its = <T extends { round: ToldRound }>(rows: readonly T[]) =>
      rows.filter((row) => row.round.id === round.id)
    runs.push(await seedRun(db, round, its(bids), its(pledges), events))
  }
  return runs
}

type Cleared = { lot: ToldLot; clearing: Clearing; bids: readonly Bid[] }

async function seedRun(
  db: Kysely<Database>,
  round: ToldRound,
  bids: readonly ToldBid[],
  pledges: readonly ToldPledge[],
  events: Told[],
): Promise<ToldRun> {
  const { codeSalt, seed } = await openedSeed(db, round, bids)
  const codes = codesOf(pledges, codeSalt)
  const instance = instanceOf(round, bids, pledges, codes)
  const cleared = round.lots.map((lot): Cleared => {
    const clearing = clear(instance, lot.tale.code, seed)
    if (!clearing) throw new Error(`nobody wins ${lot.tale.code} of ${round.tale.key}`)
    return { lot, clearing, bids: instance.bids.filter((bid) => bid.lot === lot.tale.code) }
  })
  const id = idOn(395, 'run', round.tale.key)
  const decided = round.times.decided!
  const certificate = certificateOf(instance, cleared, pledges, codes, seed)
  await db
    .insertInto('awardInstances')
    .values({
      hash: `sha256:${instanceHash(instance)}`,
      roundId: round.id,
      body: JSON.stringify(instance),
      at: round.times.prices!,
    })
    .execute()
  const saving = cleared.reduce((sum, { clearing }) => sum + clearing.saving, 0n)
  await db
    .insertInto('awardRuns')
    .values({
      id,
      roundId: round.id,
      state: 'adopted',
      instanceHash: `sha256:${instanceHash(instance)}`,
      certificate: canonical(certificate),
      objective: saving,
      awardHash: certificate.awardHash,
      engine: 'fixed-point',
      askedAt: round.times.prices!,
      startedAt: round.times.prices!,
      finishedAt: new Date(round.times.prices!.getTime() + 4_000),
      adoptedAt: decided,
    })
    .execute()
  await writeAwards(db, id, cleared, bids, pledges, codes)
  await settleBids(db, cleared, bids)
  await announce(db, id, round, certificate, events)
  if (round.confirmedAt) await confirm(db, id, round, cleared, pledges, codes, events)
  const reference = cleared.reduce(
    (sum, { lot, clearing }) => sum + lot.reference * BigInt(clearing.quantity),
    0n,
  )
  return { id, round, saving, reference }
}

/** The lottery and the salt, as they came out of their envelope; the lottery joined with every bid's commitment. */
async function openedSeed(db: Kysely<Database>, round: ToldRound, bids: readonly ToldBid[]) {
  const { body } = await db
    .selectFrom('openedItems')
    .innerJoin('sealedItems', 'sealedItems.id', 'openedItems.itemId')
    .select('openedItems.body')
    .where('sealedItems.roundId', '=', round.id)
    .where('sealedItems.kind', '=', 'seed')
    .executeTakeFirstOrThrow()
  const commitments = await db
    .selectFrom('sealedItems')
    .select('commitment')
    .where(
      'bidId',
      'in',
      bids.map(({ id }) => id),
    )
    .execute()
  const joined = commitments.map(({ commitment }) => commitment.toString('hex')).toSorted()
  const seed = sha256(
    'muster-seed/1',
    Buffer.from(body.seed, 'hex'),
    ...joined.map((hex) => Buffer.from(hex, 'hex')),
  )
  return { codeSalt: body.codeSalt as string, seed: seed.toString('hex') }
}

/** B1 … Bn in the order of a keyed hash, so that a code tells nothing about who stands behind it. */
function codesOf(pledges: readonly ToldPledge[], salt: string): Map<string, string> {
  const keyed = (id: string) => createHmac('sha256', Buffer.from(salt, 'hex')).update(id).digest('hex')
  const ids = [...new Set(pledges.map(({ org }) => orgId(org.key)))].toSorted((a, b) =>
    keyed(a) < keyed(b) ? -1 : 1,
  )
  return new Map(ids.map((id, at) => [id, `B${at + 1}`]))
}

function instanceOf(
  round: ToldRound,
  bids: readonly ToldBid[],
  pledges: readonly ToldPledge[],
  codes: ReadonlyMap<string, string>,
): Instance {
  const all = bids.filter(({ state }) => state === 'priced').map(offerOf)
  const buyers = Map.groupBy(pledges, ({ org }) => codes.get(orgId(org.key))!)
  const instance: Instance = {
    format: 'award-instance/1',
    id: round.number,
    moneyUnit: 'minor',
    objective: 'saving',
    options: { noWorseOff: true },
    lots: round.lots.map(({ tale, reference }) => ({
      id: tale.code,
      referencePrice: Number(reference),
      maxWinners: 1,
    })),
    vendors: [...new Set(all.map(({ bid }) => bid.vendor))].toSorted().map((id) => ({ id })),
    buyers: [...buyers].map(([id, its]) => ({
      id,
      allOrNothing: false,
      pledges: its.map((pledge) =>
        pledgeOf(
          pledge,
          all.filter(({ lot }) => lot === pledge.lot.tale.code),
        ),
      ),
    })),
    bids: all.map(({ bid }) => bid),
    bundles: [],
  }
  return { ...instance, bids: oneOfABrand(instance, round, all) }
}

type Offer = { lot: string; brand: string; recommended: boolean; bid: Bid }

const offerOf = ({ lot, tale }: ToldBid): Offer => ({
  lot: lot.tale.code,
  brand: brandOf(tale.edition[0]),
  recommended: isRecommended(...tale.edition),
  bid: {
    vendor: orgId(tale.vendor),
    lot: lot.tale.code,
    tiers: tale.tiers.map(([from, yuan]) => ({ from, price: yuan * 100 })),
    minQty: tale.min ?? 0,
    maxQty: tale.max ?? null,
  },
})

/** What a pledge says to the award: its ceiling only as the highest offered price that it bears. */
function pledgeOf(
  { lot, quantity, stretch, ceiling, stretchCeiling, acceptable }: ToldPledge,
  offers: readonly Offer[],
) {
  const prices = offers.flatMap(({ bid }) => bid.tiers.map(({ price }) => price))
  const borne = (fen: bigint | null) =>
    fen === null ? null : Math.max(0, ...prices.filter((price) => BigInt(price) <= fen))
  return {
    lot: lot.tale.code,
    qty: quantity,
    ceiling: borne(ceiling),
    acceptable:
      acceptable.rule === 'recommended'
        ? offers.filter(({ recommended }) => recommended).map(({ bid }) => bid.vendor)
        : null,
    ...(stretch !== null && { stretch: { qty: stretch, ceiling: borne(stretchCeiling) } }),
  }
}

/** Within a brand only the offer that saves most stays a candidate; in a lot of one product every supplier does. */
function oneOfABrand(instance: Instance, { lots }: ToldRound, offers: readonly Offer[]): Bid[] {
  return lots.flatMap(({ tale }) => {
    const its = offers.filter(({ lot }) => lot === tale.code)
    if (!tale.class) return its.map(({ bid }) => bid)
    const alone = ({ bid }: Offer) =>
      clear({ ...instance, bids: [bid] }, tale.code, '00'.repeat(32))?.saving ?? 0n
    const brands = Map.groupBy(its, ({ brand }) => brand)
    return [...brands.values()].map((same) => same.toSorted((a, b) => (alone(a) > alone(b) ? -1 : 1))[0]!.bid)
  })
}

/** `award-certificate/1` without a bound: it states what was decided and how, not that nothing better exists. */
function certificateOf(
  instance: Instance,
  cleared: readonly Cleared[],
  pledges: readonly ToldPledge[],
  codes: ReadonlyMap<string, string>,
  seed: string,
) {
  const options = { noWorseOff: true, seed }
  const winners = cleared.map(({ lot, clearing }) => ({
    lot: lot.tale.code,
    vendor: clearing.vendor,
    tier: clearing.tier,
    bundle: null,
    unitPrice: String(clearing.unitPrice),
    quantity: clearing.quantity,
    pledges: clearing.assign.length,
  }))
  const assign = cleared
    .flatMap(({ lot, clearing }) =>
      clearing.assign.map(
        ({ buyer, quantity }) => [buyer, lot.tale.code, clearing.vendor, quantity] as const,
      ),
    )
    .toSorted(byBuyerThenLot)
  const unserved = pledges
    .flatMap((pledge) => {
      const buyer = codes.get(orgId(pledge.org.key))!
      const its = cleared.find(({ lot }) => lot.id === pledge.lot.id)!
      const reason = whyUnserved(pledge, buyer, its)
      return reason ? [[buyer, pledge.lot.tale.code, reason] as const] : []
    })
    .toSorted(byBuyerThenLot)
  const objective = cleared.reduce((sum, { clearing }) => sum + clearing.saving, 0n)
  const cost = cleared.reduce((sum, { clearing }) => sum + clearing.unitPrice * BigInt(clearing.quantity), 0n)
  const reference = { id: instance.id, hash: `sha256:${instanceHash(instance)}` }
  const facts = {
    format: 'award-certificate/1',
    rules: 'muster-award/1',
    method: 'saving',
    instance: reference,
    options,
    objective: String(objective),
    cost: String(cost),
    winners,
    assign,
    unserved,
    bound: null,
    solverBound: null,
    gapPpm: null,
    status: 'gap',
    counts: {
      pledges: pledges.length,
      served: assign.length,
      units: winners.reduce((sum, { quantity }) => sum + quantity, 0),
      envied: 0,
      improvable: 0,
    },
    scoring: [],
    engine: {
      name: 'fixed-point',
      version: '1',
      milp: null,
      milpOptions: null,
      stoppedBy: 'proof',
      reproducible: true,
    },
    awardHash: `sha256:${canonicalHash({ instance: reference, options, winners, assign } as unknown as Canonical)}`,
  } as const
  return { ...facts, hash: `sha256:${canonicalHash(facts as unknown as Canonical)}` } as unknown as Record<
    string,
    Canonical
  > & { awardHash: string }
}

const byBuyerThenLot = (
  a: readonly [string, string, ...unknown[]],
  b: readonly [string, string, ...unknown[]],
) => (a[0] === b[0] ? (a[1] < b[1] ? -1 : 1) : a[0] < b[0] ? -1 : 1)

function whyUnserved(pledge: ToldPledge, buyer: string, { clearing, bids, lot }: Cleared) {
  if (clearing.assign.some((row) => row.buyer === buyer)) return null
  const offers = bids.map((bid) => ({ lot: lot.tale.code, brand: '', recommended: true, bid }))
  const its = { ...pledgeOf(pledge, offers), acceptable: null }
  const { base } = effectiveCeilings(its, Number(lot.reference), bids, true)
  if (clearing.unitPrice <= BigInt(Math.min(its.ceiling ?? Infinity, Number(lot.reference))))
    return clearing.unitPrice > BigInt(base) ? 'stand_alone' : 'vendor_not_accepted'
  return 'ceiling'
}

const awardId = (run: string, lot: ToldLot) => idOn(394, 'award', run, lot.id)

async function writeAwards(
  db: Kysely<Database>,
  runId: string,
  cleared: readonly Cleared[],
  bids: readonly ToldBid[],
  pledges: readonly ToldPledge[],
  codes: ReadonlyMap<string, string>,
) {
  await insertAll(
    db,
    'awards',
    cleared.map(({ lot, clearing }) => {
      const bid = winnerOf(bids, lot, clearing)
      return {
        id: awardId(runId, lot),
        runId,
        lotId: lot.id,
        bidId: bid.id,
        vendorId: clearing.vendor,
        editionId: editionId(...bid.tale.edition),
        tier: clearing.tier,
        unitPrice: clearing.unitPrice,
        quantity: clearing.quantity,
      }
    }),
  )
  const shares = cleared.flatMap(({ lot, clearing, bids: offers }) =>
    pledges
      .filter((pledge) => pledge.lot.id === lot.id)
      .map((pledge) => {
        const buyer = codes.get(orgId(pledge.org.key))!
        return {
          pledge,
          buyer,
          lot,
          clearing,
          offers,
          its: clearing.assign.find((row) => row.buyer === buyer),
        }
      }),
  )
  await insertAll(
    db,
    'allocations',
    shares.flatMap(({ pledge, buyer, lot, clearing, offers, its }) => {
      if (!its) return []
      const alone = standAlonePrice(
        { lot: lot.tale.code, qty: pledge.quantity, ceiling: null, acceptable: null },
        offers,
      )
      return {
        awardId: awardId(runId, lot),
        pledgeId: pledge.id,
        orgId: orgId(pledge.org.key),
        quantity: its.quantity,
        unitPrice: clearing.unitPrice,
        standAlonePrice: alone === null ? null : BigInt(alone),
        buyerCode: buyer,
      }
    }),
  )
  await insertAll(
    db,
    'unservedPledges',
    shares.flatMap(({ pledge, buyer, lot, its }) => {
      const reason = its
        ? null
        : whyUnserved(
            pledge,
            buyer,
            cleared.find((one) => one.lot.id === lot.id)!,
          )
      return reason
        ? { runId, pledgeId: pledge.id, orgId: orgId(pledge.org.key), reason, buyerCode: buyer }
        : []
    }),
  )
}

const winnerOf = (bids: readonly ToldBid[], lot: ToldLot, { vendor }: Clearing) =>
  bids.find((bid) => bid.lot.id === lot.id && orgId(bid.tale.vendor) === vendor)!

async function settleBids(db: Kysely<Database>, cleared: readonly Cleared[], bids: readonly ToldBid[]) {
  for (const { lot, clearing } of cleared) {
    const winner = winnerOf(bids, lot, clearing)
    await db.updateTable('bids').set({ state: 'won' }).where('id', '=', winner.id).execute()
    await db
      .updateTable('bids')
      .set({ state: 'lost' })
      .where('lotId', '=', lot.id)
      .where('state', '=', 'priced')
      .execute()
    await db.updateTable('lots').set({ state: 'awarded' }).where('id', '=', lot.id).execute()
  }
}

async function announce(
  db: Kysely<Database>,
  runId: string,
  round: ToldRound,
  certificate: Record<string, Canonical> & { awardHash: string },
  events: Told[],
) {
  const at = round.times.decided!
  const over = Buffer.from(certificate.awardHash.slice(7), 'hex')
  const first = new Date(at.getTime() - 35 * 60_000)
  await consent(
    db,
    round,
    'decide',
    over,
    [
      ['officer', first],
      ['officer2', at],
    ],
    events,
  )
  const body = canonical({
    format: 'muster-award-notice/1',
    round: round.number,
    winners: certificate.winners!,
    award: certificate.awardHash,
  })
  await db
    .insertInto('notices')
    .values({
      id: idOn(394, 'notice', 'award', round.id),
      roundId: round.id,
      kind: 'award',
      body,
      hash: sha256(body),
      publishedAt: at,
    })
    .execute()
  events.push({
    at,
    kind: 'award.decided',
    subject: runId,
    round: round.id,
    by: 'officer2',
    facts: { run: runId, hash: certificate.awardHash },
  })
}

async function confirm(
  db: Kysely<Database>,
  runId: string,
  round: ToldRound,
  cleared: readonly Cleared[],
  pledges: readonly ToldPledge[],
  codes: ReadonlyMap<string, string>,
  events: Told[],
) {
  const at = round.confirmedAt!
  for (const pledge of pledges) {
    const { clearing } = cleared.find(({ lot }) => lot.id === pledge.lot.id)!
    const served = clearing.assign.find(({ buyer }) => buyer === codes.get(orgId(pledge.org.key)))
    await db
      .updateTable('pledges')
      .set({
        state: served ? 'served' : 'unserved',
        reserved: served ? clearing.unitPrice * BigInt(served.quantity) : 0n,
      })
      .where('id', '=', pledge.id)
      .execute()
    const facts = {
      pledge: pledge.id,
      lot: pledge.lot.id,
      organization: orgId(pledge.org.key),
      served: !!served,
    }
    events.push({
      at,
      kind: 'pledge.cleared',
      subject: pledge.id,
      round: round.id,
      org: orgId(pledge.org.key),
      facts,
    })
  }
}
