import type { Kysely } from 'kysely'
import { sha256 } from '../../app/kernel/sha256.ts'
import { bandOf, roundedVolume, shownBuyers } from '../../app/demands/bands.ts'
import { type Acceptable, isUnconditional } from '../../app/rounds/ceiling.ts'
import type { PledgeState } from '../../app/rounds/lifecycle.ts'
import { ceilingOf } from '../../app/rounds/pledges/conditions.ts'
import { pledgeTermsOf } from '../../app/rounds/pledges/pledge-terms.ts'
import { commitment } from '../../app/rounds/pledges/pledging.ts'
import type { Database } from '../schema.ts'
import type { Organization } from './cast/person.ts'
import { enterprises } from './cast.ts'
import { orgId, personId } from './people.ts'
import type { PledgeTale } from './round-tales/tale.ts'
import { reaches, type ToldLot, type ToldRound } from './rounds.ts'
import { sealed } from './sealing.ts'
import { type Clock, dice, idOn, insertAll, type Told } from './telling.ts'

export type ToldPledge = {
  id: string
  lot: ToldLot
  round: ToldRound
  org: Organization
  state: PledgeState
  quantity: number
  stretch: number | null
  ceiling: bigint | null
  stretchCeiling: bigint | null
  acceptable: Acceptable
  buyer: string
  approver: string
  at: Date
}

const buyers = enterprises.filter(({ state = 'verified' }) => state === 'verified')

const leads = new Set(['jinghe', 'lantu', 'northport', 'harborfoods'])

/** Who of an organization buys, and who signs. */
export const personOf = ({ people }: Organization, role: 'buyer' | 'approver' | 'asset_manager') =>
  people.find(({ roles }) => roles.includes(role))!.key

/** How many computers an enterprise works with. */
export const seatsOf = ({ headcount = 50 }: Organization) =>
  Math.max(4, Math.min(72, Math.round(headcount * 0.16)))

/** What enterprises promise in every round: quantities in the open, conditions sealed. */
export async function seedPledges(
  db: Kysely<Database>,
  clock: Clock,
  rounds: readonly ToldRound[],
  events: Told[],
) {
  await seedLimits(db, clock)
  const pledges = rounds
    .filter(({ tale }) => tale.state !== 'draft')
    .flatMap((round) => round.lots.flatMap((lot) => pledgesOf(clock, round, lot)))
  const items = (await Promise.all(pledges.map(conditionsOf))).filter((item) => item !== null)
  await write(db, pledges, items)
  await seedBands(db, rounds, pledges)
  const hashOf = new Map(items.map(({ pledgeId, envelopeHash }) => [pledgeId, envelopeHash.toString('hex')]))
  for (const { id, round, lot, state, at, approver, org, buyer } of pledges) {
    const ceiling = hashOf.get(id)
    if (ceiling && round.terms.sealing === 'openers')
      events.push({
        at,
        kind: 'pledge.drafted',
        subject: id,
        round: round.id,
        org: orgId(org.key),
        by: buyer,
        facts: { pledge: id, lot: lot.id, version: 1, ceiling },
      })
    const about = { subject: id, round: round.id, org: orgId(org.key), facts: { pledge: id, lot: lot.id } }
    if (state === 'awaiting_approval') events.push({ at, kind: 'pledge.requested', by: buyer, ...about })
    else if (state !== 'draft') events.push({ at, kind: 'pledge.signed', by: approver, ...about })
    if (state === 'withdrawn')
      events.push({
        at: between(at, clock.now),
        kind: 'pledge.withdrawn',
        by: buyer,
        ...about,
      })
  }
  return pledges
}

const between = (from: Date, to: Date) => new Date((from.getTime() + to.getTime()) / 2)

function pledgesOf(clock: Clock, round: ToldRound, lot: ToldLot): ToldPledge[] {
  const { tale, times } = round
  return buyers.flatMap((org) => {
    const roll = dice('pledge', tale.key, lot.tale.code, org.key)
    const given = lot.tale.pledges?.[org.key]
    // The leading roles pledge what the story says of them.
    const joins = roll() < lot.tale.appetite && !leads.has(org.key)
    if (given === null || (!given && !joins)) return []
    const its = given ?? drawn(org, lot, roll)
    const window =
      Math.min(times.freeze.getTime(), clock.now.getTime() - 3_600_000) - times.published.getTime()
    const at = new Date(times.published.getTime() + Math.round(window * (0.05 + 0.9 * roll())))
    const fen = (yuan: number) => BigInt(yuan) * 100n
    const ceiling = its.ceiling ? fen(its.ceiling) : null
    return {
      id: idOn(399, 'pledge', tale.key, lot.tale.code, org.key),
      lot,
      round,
      org,
      state: its.state ?? stateIn(round),
      quantity: Math.min(its.quantity, seatsOf(org)),
      stretch: its.stretch ?? null,
      ceiling,
      stretchCeiling: its.stretch ? ((ceiling ?? lot.reference) * 9n) / 10n : null,
      acceptable: { rule: its.accept ?? 'any' },
      buyer: personOf(org, 'buyer'),
      approver: personOf(org, 'approver'),
      at,
    }
  })
}

function drawn(org: Organization, { tale, reference }: ToldLot, roll: () => number): PledgeTale {
  const quantity = Math.max(
    1,
    Math.min(seatsOf(org), Math.round(seatsOf(org) * tale.perSeat * (0.5 + roll()))),
  )
  const share = 0.7 + 0.25 * roll()
  return {
    quantity,
    ...(roll() < 0.35 && { ceiling: Math.floor((Number(reference / 100n) * share) / 10) * 10 }),
    ...(roll() < 0.12 && quantity >= 10 && { stretch: Math.ceil(quantity / 5) }),
    ...(roll() < 0.1 && { accept: 'recommended' as const }),
  }
}

// What becomes of them at the award is told there.
function stateIn({ tale }: ToldRound): PledgeState {
  if (tale.state === 'failed' || tale.state === 'canceled') return 'released'
  return reaches(tale, 'frozen') ? 'frozen' : 'active'
}

async function conditionsOf({ id, round, lot, org, at, ...conditions }: ToldPledge) {
  if (isUnconditional(conditions)) return null
  const place = {
    round: round.id,
    noticeHash: round.notice.toString('hex'),
    kind: 'ceiling' as const,
    lot: lot.id,
    author: orgId(org.key),
  }
  const { frame: _, ...item } = await sealed(place, ceilingOf(id, conditions), round.terms.sealing)
  return {
    id: idOn(399, 'conditions', id),
    roundId: round.id,
    lotId: lot.id,
    orgId: orgId(org.key),
    kind: 'ceiling' as const,
    pledgeId: id,
    receivedAt: at,
    ...item,
  }
}

async function write(
  db: Kysely<Database>,
  pledges: readonly ToldPledge[],
  items: readonly NonNullable<Awaited<ReturnType<typeof conditionsOf>>>[],
) {
  const itemOf = new Map(items.map((item) => [item.pledgeId, item]))
  await insertAll(db, 'sealedItems', items)
  await insertAll(
    db,
    'pledges',
    pledges.map((pledge) => {
      const { id, round, lot, org, state, quantity, stretch, buyer, approver, at } = pledge
      const isAsked = state === 'draft' || state === 'awaiting_approval'
      const binds = !isAsked && state !== 'withdrawn' && state !== 'released'
      return {
        id,
        roundId: round.id,
        lotId: lot.id,
        orgId: orgId(org.key),
        state,
        quantity,
        stretchQuantity: stretch,
        conditionsItemId: itemOf.get(id)?.id ?? null,
        requestedBy: personId(buyer),
        draftedAt: new Date(at.getTime() - 26 * 3_600_000),
        ...(!isAsked && {
          approvedBy: personId(approver),
          signedBy: personId(approver),
          signedAt: at,
          termsHash: termsHashOf(pledge, itemOf.get(id)?.envelopeHash ?? null),
        }),
        ...(binds && {
          chargedTo: personId(approver),
          reserved: commitment(quantity, stretch, lot.reference),
          reservedAt: at,
        }),
      }
    }),
  )
  await insertAll(
    db,
    'pledgeVersions',
    pledges.map(({ id, quantity, stretch, buyer, at }) => ({
      pledgeId: id,
      version: 1,
      quantity,
      stretchQuantity: stretch,
      allOrNothing: false,
      conditionsItemId: itemOf.get(id)?.id ?? null,
      askedBy: personId(buyer),
      askedAt: new Date(at.getTime() - 26 * 3_600_000),
    })),
  )
  await insertAll(
    db,
    'pledgeDeltas',
    pledges.filter(counts).map(({ id, round, lot, quantity, stretch, at }) => ({
      roundId: round.id,
      lotId: lot.id,
      pledgeId: id,
      delta: quantity,
      stretchDelta: stretch ?? 0,
      at,
    })),
  )
}

/** What the signature stands under: the canonical terms of a pledge (procurement.md §5). */
const termsHashOf = ({ id, round, lot, org, quantity, stretch }: ToldPledge, item: Buffer | null) =>
  sha256(
    pledgeTermsOf({
      roundId: round.id,
      noticeHash: round.notice,
      lotId: lot.id,
      orgId: orgId(org.key),
      pledgeId: id,
      version: 1,
      quantity,
      stretchQuantity: stretch,
      allOrNothing: false,
      conditionsHash: item,
    }),
  )

/** Pledges whose quantity stands in the lot's volume. */
export const counts = ({ state }: Pick<ToldPledge, 'state'>) =>
  state !== 'draft' && state !== 'awaiting_approval' && state !== 'withdrawn' && state !== 'dropped'

async function seedBands(db: Kysely<Database>, rounds: readonly ToldRound[], pledges: readonly ToldPledge[]) {
  for (const { tale, times, lots } of rounds) {
    if (tale.state === 'draft') continue
    for (const { id } of lots) {
      const quantities = pledges
        .filter((pledge) => pledge.lot.id === id && counts(pledge))
        .map(({ quantity }) => quantity)
      const total = quantities.reduce((sum, quantity) => sum + quantity, 0)
      const frozen = reaches(tale, 'frozen')
      const figures = frozen
        ? { low: BigInt(roundedVolume(total)), high: BigInt(roundedVolume(total)) }
        : { low: BigInt(bandOf(total).low), high: BigInt(bandOf(total).high) }
      await db
        .updateTable('lotBands')
        .set({
          ...figures,
          buyers: shownBuyers(quantities),
          frozen,
          ...(frozen && { at: times.freeze }),
        })
        .where('lotId', '=', id)
        .execute()
    }
  }
}

// Small buys a buyer decides alone; an approver's limits grow with the enterprise.
async function seedLimits(db: Kysely<Database>, clock: Clock) {
  const since = clock.past(270)
  const yuan = (amount: number) => BigInt(amount) * 100n
  await insertAll(
    db,
    'spendingLimits',
    buyers.flatMap((org) => [
      {
        id: idOn(398, 'limit', org.key, 'buyer'),
        orgId: orgId(org.key),
        role: 'buyer' as const,
        period: 'month' as const,
        amount: yuan(20_000),
        since,
      },
      {
        id: idOn(398, 'limit', org.key, 'approver'),
        orgId: orgId(org.key),
        role: 'approver' as const,
        period: 'year' as const,
        amount: yuan(1_000_000 + (org.headcount ?? 50) * 5_000),
        since,
      },
    ]),
  )
}
