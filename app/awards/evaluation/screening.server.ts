import { type Kysely, sql } from 'kysely'
import { record } from '~/kernel/events.server'
import type { Database } from '~db/schema'
import { listLots } from '~/rounds/queries.server'
import {
  avoidingPairs,
  closeGroups,
  likeCurves,
  type Likeness,
  type Offer,
  type PastLot,
  priceAt,
  rotation,
  screenLot,
} from '../prices/collusion'
import { redFlags } from '../prices/red-flags'
import { baseOf, type Mark, sharedMarks } from '../prices/shared-marks'
import { referenceTo } from '../publication/parties'
import { compile } from '../publication/record'
import { recordedLots } from '../publication/recorded'
import type { Release } from '../publication/release'

type Db = Kysely<Database>

/** Looking at the screens is itself an event: they are about suspicion, so who looked is known. */
export const noteLook = (db: Db, roundId: string) =>
  db.transaction().execute((tx) => record(tx, 'screens.looked', roundId, {}, { round: roundId }))

type PricedLot = {
  id: string
  roundId: string
  code: string
  subjectId: string
  closedAt: Date
  milestones: number[]
  demand: number
  winnerId: string | null
  offers: Offer[]
}

/**
 * How the prices of a round's lots lie together (procurement.md §10), beside how often the same is seen in all lots:
 * a screen says where to look, never what was found.
 */
export async function findScreens(db: Db, roundId: string) {
  const all = await listPricedLots(db)
  const screened = all.map((lot) => ({ lot, screens: screenLot(lot.offers, volumesOf(lot)) }))
  const large = screened.filter(({ screens }) => screens.length > 0)
  const [names, lots] = [await listVendorNames(db, roundId), await listLots(db, roundId)]
  const [withdrawn, marks] = [await listWithdrawn(db, roundId), await listMarks(db)]
  const subcontractors = await listSubcontractors(db, roundId)
  const shared = sharedMarks(marks.filter((mark) => mark.roundId === roundId))
  return {
    names,
    marks: { network: baseOf(marks, 'network'), author: baseOf(marks, 'author') },
    base: { lots: large.length, flagged: large.filter(({ screens }) => isFlagged(screens)).length },
    lots: screened
      .filter(({ lot }) => lot.roundId === roundId)
      .map(({ lot, screens }) => ({
        ...lots.find(({ id }) => id === lot.id)!,
        bids: lot.offers.length,
        screens,
        isFlagged: isFlagged(screens),
        groups: closeGroups(pricesOf(lot)),
        likenesses: likeCurves(lot.offers).filter((like) => !followsSteps(lot, like)),
        rotation: rotation(pastOf(all, lot)),
        avoiding: avoidingPairs(pastOf(all, lot)),
        shared: sharedIn(shared, lot),
        withdrawn: withdrawn.filter(({ lotId }) => lotId === lot.id).map(({ vendorId }) => vendorId),
        subcontracted: subcontractors.filter(({ lotId }) => lotId === lot.id).map(({ vendorId }) => vendorId),
      })),
  }
}

export type Screens = Awaited<ReturnType<typeof findScreens>>
export type ScreenedLot = Screens['lots'][number]

const isFlagged = (screens: ReturnType<typeof screenLot>) =>
  screens.some(({ screen }) => screen.flags.length > 0)

/** Whoever prices the published steps breaks where everybody was told to. */
function followsSteps({ offers, milestones }: PricedLot, { likeness, vendors }: Likeness) {
  const { tiers } = offers.find(({ vendorId }) => vendorId === vendors[0])!
  return likeness === 'breakpoints' && tiers.slice(1).every(({ from }) => milestones.includes(from))
}

const volumesOf = ({ demand, milestones }: PricedLot) =>
  [...new Set([...(demand > 0 ? [demand] : []), ...milestones])].toSorted((a, b) => a - b)

const pricesOf = ({ offers, demand }: PricedLot) =>
  new Map(
    offers.flatMap((offer): [string, number][] => {
      const price = priceAt(offer, demand)
      return price === null ? [] : [[offer.vendorId, price]]
    }),
  )

/** Lots of the same need, with a winner: who won them, one after the other. */
const pastOf = (all: readonly PricedLot[], { subjectId }: PricedLot): PastLot[] =>
  all.flatMap(({ subjectId: its, winnerId, closedAt, offers }) =>
    its === subjectId && winnerId
      ? { winnerId, closedAt, bidderIds: offers.map(({ vendorId }) => vendorId) }
      : [],
  )

/** Every lot whose prices are open, of all rounds, with the curves as they came out of the envelopes. */
async function listPricedLots(db: Db) {
  const { rows } = await sql<Omit<PricedLot, 'offers'> & { offers: [string, [number, number][]][] }>`
    select l.id, l.round_id, l.code, coalesce(l.class_id, l.edition_id) as subject_id, r.bids_close_at as closed_at,
           l.milestones, coalesce((select sum(quantity) from pledges p where p.lot_id = l.id and p.state in
             ('frozen', 'served', 'unserved', 'ordered', 'defaulted', 'released')), 0)::int as demand,
           (select b.vendor_id from bids b where b.lot_id = l.id and b.state = 'won' order by b.id limit 1) as winner_id,
           jsonb_agg(jsonb_build_array(o.org_id, (select jsonb_agg(jsonb_build_array((t -> 'from')::int, (t ->> 'price')::bigint)
             order by place) from jsonb_array_elements(o.body -> 'tiers') with ordinality as x (t, place))) order by o.org_id) as offers
    from rounds r join lots l on l.round_id = r.id
      cross join lateral opened_parts(r.id) o join bids bid on bid.id = o.bid_id and bid.state in ('priced', 'excluded', 'won', 'lost')
    where o.kind = 'price' and o.lot_id = l.id and round_past(r.id, 'eligibility_fixed')
    group by l.id, r.id order by r.bids_close_at, l.code`.execute(db)
  return rows.map(({ offers, ...lot }) => ({
    ...lot,
    offers: offers.map(([vendorId, tiers]): Offer => ({
      vendorId,
      tiers: tiers.map(([from, price]) => ({ from, price })),
    })),
  }))
}

/** Of those who share a mark in the round, the ones who bid on the lot. */
const sharedIn = (shared: ReturnType<typeof sharedMarks>, { offers }: PricedLot) =>
  shared
    .map(({ kind, vendors }) => ({
      kind,
      vendors: vendors.filter((vendor) => offers.some(({ vendorId }) => vendorId === vendor)),
    }))
    .filter(({ vendors }) => vendors.length > 1)

async function listMarks(db: Db) {
  const { rows } = await sql<Mark>`select * from bid_marks()`.execute(db)
  return rows
}

/** Who took a bid back and has none in the lot any more. */
async function listWithdrawn(db: Db, roundId: string) {
  const { rows } = await sql<{ lotId: string; vendorId: string }>`
    select distinct b.lot_id, b.vendor_id from bids b
    where b.round_id = ${roundId} and b.state = 'withdrawn'
      and not exists (select from bids o where o.lot_id = b.lot_id and o.vendor_id = b.vendor_id
                        and o.state not in ('withdrawn', 'replaced'))`.execute(db)
  return rows
}

/** Who bid on a lot, did not win it, and hands over in the winner's stead. */
async function listSubcontractors(db: Db, roundId: string) {
  const { rows } = await sql<{ lotId: string; vendorId: string }>`
    select distinct a.lot_id, n.subcontractor_id as vendor_id
    from orders o join order_lines l on l.order_id = o.id join awards a on a.id = l.award_id
      join deliveries d on d.order_line_id = l.id join delivery_notes n on n.id = d.note_id and n.state <> 'withdrawn'
      join bids b on b.lot_id = a.lot_id and b.vendor_id = n.subcontractor_id and b.state in ('priced', 'excluded', 'lost', 'ineligible')
    where o.round_id = ${roundId} order by 1, 2`.execute(db)
  return rows
}

/** Indicators over all published open data, as far as they are about this round's lots and bidders. */
export async function findRedFlags(db: Db, { id, ocid }: { id: string; ocid: string }) {
  const { rows } = await sql<{ bodies: Release[] }>`
    select jsonb_agg(body order by at, id) as bodies from ocds_releases group by ocid`.execute(db)
  const lots = rows.flatMap(({ bodies }) => {
    const compiled = compile(bodies)
    return compiled ? recordedLots(compiled) : []
  })
  const bidders = await listBidders(db, id)
  const nameOf = new Map(
    bidders.map(({ uscc, name, nameEn }) => [
      referenceTo({ uscc: uscc ?? '', name, nameEn }).id,
      { name, nameEn },
    ]),
  )
  return {
    lots: lots.length,
    isPublished: lots.some((lot) => lot.ocid === ocid),
    flags: redFlags(lots)
      .filter((flag) => ('ocid' in flag ? flag.ocid === ocid : nameOf.has(flag.tenderer)))
      .map((flag) => ('ocid' in flag ? flag : { ...flag, ...nameOf.get(flag.tenderer)! })),
  }
}

export type RedFlags = Awaited<ReturnType<typeof findRedFlags>>

const listBidders = (db: Db, roundId: string) =>
  db
    .selectFrom('bids')
    .innerJoin('organizations', 'organizations.id', 'bids.vendorId')
    .select(['organizations.uscc', 'organizations.name', 'organizations.nameEn'])
    .distinct()
    .where('bids.roundId', '=', roundId)
    .execute()

type VendorName = { name: string; nameEn: string | null }

async function listVendorNames(db: Db, roundId: string): Promise<Record<string, VendorName>> {
  const rows = await db
    .selectFrom('bids')
    .innerJoin('organizations', 'organizations.id', 'bids.vendorId')
    .select(['organizations.id', 'organizations.name', 'organizations.nameEn'])
    .where('bids.roundId', '=', roundId)
    .execute()
  return Object.fromEntries(rows.map(({ id, ...name }) => [id, name]))
}
