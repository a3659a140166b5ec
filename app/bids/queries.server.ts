import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { subjectNames } from '~/demands/queries.server'
import { masterKeys } from '~/kernel/keys.server'
import { dayOf, addDays } from '~/kernel/workdays'
import { type Actor, is } from '~/people/actor'
import { findLot, findRound, listLots } from '~/rounds/queries.server'
import { findReceiptOf, listReceived } from '~/rounds/sealing/receipt.server'
import { openItem } from '~/rounds/sealing.server'
import { isBlacklisted } from '~/rounds/qualifications/listed.server'
import type { Bidder } from './bidding'
import type { EntryTerms } from './entry'
import { priceBid, technicalBid } from './form'
import { type BidState, standing } from './lifecycle'

type Db = Kysely<Database>

/** A published round as pages show it: its hash as text, its closing known. */
export async function findShownRound(db: Db, actor: Actor, roundId: string) {
  const round = await findRound(db, actor, roundId)
  if (!round?.noticeHash || !round.bidsCloseAt || !round.openingAt) return undefined
  const { noticeHash, bidsCloseAt, openingAt } = round
  return { ...round, noticeHash: noticeHash.toString('hex'), bidsCloseAt, openingAt }
}

/** A lot as a bidder meets it: its round, what may be offered in it, and what an entry is held to. */
export async function findBiddingLot(db: Db, actor: Actor, roundId: string, lotId: string) {
  const round = await findShownRound(db, actor, roundId)
  const lot = await findLot(db, lotId)
  if (!round || !lot || lot.roundId !== roundId) return undefined
  const editions = await listOffered(db, lot)
  const entry: EntryTerms = {
    referencePrice: lot.referencePrice,
    maxTiers: round.terms.maxTiers,
    steps: round.terms.tierMode === 'fixedSteps' ? lot.milestones : null,
    editions: editions.map(({ id }) => id),
    criteria: round.terms.criteria.map(({ code }) => code),
    validAtLeast: addDays(dayOf(round.openingAt), round.terms.contractDays),
  }
  return { round, lot, editions, entry }
}

export type BiddingLot = NonNullable<Awaited<ReturnType<typeof findBiddingLot>>>

/** The editions that a lot would take: its own, or those of its class. */
const listOffered = (db: Db, { editionId, classId }: { editionId: string | null; classId: string | null }) =>
  db
    .selectFrom('editions')
    .innerJoin('products', 'products.id', 'editions.productId')
    .where((row) =>
      editionId
        ? row('editions.id', '=', editionId)
        : row(
            'editions.id',
            'in',
            db.selectFrom('classMembers').select('editionId').where('classId', '=', classId),
          ),
    )
    .select([
      'editions.id',
      'editions.nameZh as edition',
      'editions.nameEn as editionEn',
      'products.nameZh as productZh',
      'products.nameEn as productEn',
      'products.brandKey',
    ])
    .orderBy('products.slug')
    .orderBy('editions.code')
    .execute()

/** What the rule asks about the vendor: verified, and its standing for this round before the one for all. */
export async function findBidder(db: Db, actor: Actor, roundId: string): Promise<Bidder> {
  const { state } = await db
    .selectFrom('organizations')
    .select('state')
    .where('id', '=', actor.organizationId)
    .executeTakeFirstOrThrow()
  const fitness = await db
    .selectFrom('qualifications')
    .select('state')
    .where('vendorId', '=', actor.organizationId)
    .where((row) => row.or([row('roundId', 'is', null), row('roundId', '=', roundId)]))
    .where('state', '<>', 'expired')
    .orderBy(sql`round_id is null`)
    .orderBy('appliedAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  const listed = await isBlacklisted(db, actor.organizationId)
  return { verified: state === 'verified', qualification: listed ? 'banned' : (fitness?.state ?? null) }
}

/** Every read of bids starts here: a vendor's own; the row policy opens the others by phase of the round. */
const bidsSeenBy = (db: Db, actor: Actor) =>
  db
    .selectFrom('bids')
    .innerJoin('rounds', 'rounds.id', 'bids.roundId')
    .innerJoin('lots', 'lots.id', 'bids.lotId')
    .leftJoin('editions', 'editions.id', 'lots.editionId')
    .leftJoin('products', 'products.id', 'editions.productId')
    .leftJoin('equivalenceClasses', 'equivalenceClasses.id', 'lots.classId')
    .where((bid) =>
      is(actor, 'officer', 'opener', 'evaluator', 'auditor')
        ? bid.lit(true)
        : bid('bids.vendorId', '=', actor.organizationId),
    )

const shown = [
  'bids.id',
  'bids.state',
  'bids.version',
  'bids.sealedAt',
  'bids.reason',
  'bids.roundId',
  'bids.lotId',
  'bids.vendorId',
  'rounds.number',
  'rounds.title',
  'rounds.titleEn',
  'rounds.state as roundState',
  'rounds.bidsCloseAt',
  'rounds.openingAt',
  'lots.code',
  'lots.referencePrice',
] as const

const pageSize = 50

export type BidFilter = { which?: 'standing' | 'decided' | undefined; after?: string | undefined }

const statesOf: Record<NonNullable<BidFilter['which']>, readonly BidState[]> = {
  standing: ['sealed', 'invalidated', 'closed', 'opened', 'eligible', 'priced'],
  decided: ['won', 'lost', 'void', 'ineligible', 'excluded', 'returned_unopened', 'dropped'],
}

/** What the list's address asks for. */
export function bidFilterOf(params: URLSearchParams): BidFilter {
  const which = params.get('which')
  return {
    which: which === 'standing' || which === 'decided' ? which : undefined,
    after: params.get('after') ?? undefined,
  }
}

/** A vendor's own bids, newest first; those replaced since stand in the history of the one that counts. */
export async function listOwnBids(db: Db, actor: Actor, { which, after }: BidFilter = {}) {
  const rows = await bidsSeenBy(db, actor)
    .select([...shown, ...subjectNames])
    .where('bids.vendorId', '=', actor.organizationId)
    .where('bids.state', '<>', 'replaced')
    .$if(!!which, (query) => query.where('bids.state', 'in', statesOf[which!]))
    .$if(!!after, (query) =>
      query.where(
        sql<boolean>`(bids.sealed_at, bids.id) < (select sealed_at, id from bids where id = ${after})`,
      ),
    )
    .orderBy('bids.sealedAt', 'desc')
    .orderBy('bids.id', 'desc')
    .limit(pageSize + 1)
    .execute()
  const page = rows.slice(0, pageSize)
  return { rows: page, next: rows.length > pageSize ? page.at(-1)!.id : null }
}

export const findBid = (db: Db, actor: Actor, bidId: string) =>
  bidsSeenBy(db, actor)
    .innerJoin('organizations as vendor', 'vendor.id', 'bids.vendorId')
    .select([
      ...shown,
      ...subjectNames,
      'vendor.name as vendor',
      'vendor.nameEn as vendorEn',
      'bids.editionId',
      sql<string>`encode(bids.notice_hash, 'hex')`.as('noticeHash'),
    ])
    .where('bids.id', '=', bidId)
    .executeTakeFirst()

export type Bid = NonNullable<Awaited<ReturnType<typeof findBid>>>

/** The vendor's bid that counts in a lot, before closing. */
export const findStanding = (db: Db, actor: Actor, lotId: string) =>
  db
    .selectFrom('bids')
    .select('id')
    .where('lotId', '=', lotId)
    .where('vendorId', '=', actor.organizationId)
    .where('state', 'in', standing)
    .executeTakeFirst()

/** All that the vendor has put into this lot, the newest first. */
export const listVersions = (db: Db, { lotId, vendorId }: { lotId: string; vendorId: string }) =>
  db
    .selectFrom('bids')
    .leftJoin('persons', 'persons.id', 'bids.sealedBy')
    .select(['bids.id', 'bids.version', 'bids.state', 'bids.sealedAt', 'persons.name as by'])
    .where('lotId', '=', lotId)
    .where('vendorId', '=', vendorId)
    .orderBy('bids.version', 'desc')
    .execute()

/** The envelopes of a bid as its author keeps them. */
export const listEnvelopes = (db: Db, bidId: string) => listReceived(db, { bidId })

/** The receipt of one of a bid's envelopes. */
export const findReceipt = (db: Db, bidId: string, kind: string) => findReceiptOf(db, { bidId }, kind)

/**
 * The vendor's own content, for the vendor alone (row policies): what was opened, or what the platform sealed; null
 * while only the vendor's own browser can read it.
 */
export async function readOwnBid(db: Db, bidId: string) {
  const items = await db
    .selectFrom('sealedItems')
    .leftJoin('openedItems', 'openedItems.itemId', 'sealedItems.id')
    .select(['kind', 'envelope', 'commitment', 'openedItems.body'])
    .where('bidId', '=', bidId)
    .where('kind', 'in', ['technical', 'price'])
    .execute()
  const bodyOf = (kind: 'technical' | 'price') => {
    const item = items.find((each) => each.kind === kind)
    if (item?.body) return item.body
    const opened = item && openItem(item, masterKeys())
    return opened && 'body' in opened ? opened.body : null
  }
  const [technical, price] = [
    technicalBid.safeParse(bodyOf('technical')),
    priceBid.safeParse(bodyOf('price')),
  ]
  return technical.success && price.success ? { technical: technical.data, price: price.data } : null
}

export type OwnBid = NonNullable<Awaited<ReturnType<typeof readOwnBid>>>

/** The lots of a round beside the vendor's standing bid in each. */
export async function listBiddingLots(db: Db, actor: Actor, roundId: string) {
  const bids = await db
    .selectFrom('bids')
    .select(['id', 'lotId', 'state', 'version', 'sealedAt', 'reason'])
    .where('roundId', '=', roundId)
    .where('vendorId', '=', actor.organizationId)
    .where('state', 'not in', ['replaced', 'withdrawn'])
    .execute()
  return (await listLots(db, roundId)).map((lot) => ({
    lot,
    bid: bids.find((bid) => bid.lotId === lot.id) ?? null,
  }))
}
