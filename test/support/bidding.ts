import { randomBytes, randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type pg from 'pg'
import type { EntryValues } from '~/bids/entry'
import { clockMoves } from '~/bids/clock.server'
import { sealFiles } from '~/bids/files/seal-files'
import { attendOpening, findOpeningSet } from '~/bids/open.server'
import type { Stage } from '~/bids/opening'
import { depositForm, type DepositValues, plaintextsOf } from '~/bids/deposit'
import { depositBid, sealBid } from '~/bids/seal.server'
import { type Canonical, canonical } from '~/kernel/canonical'
import { newestKey } from '~/kernel/keys.server'
import { sha256 } from '~/kernel/sha256'
import { addDays, dayOf } from '~/kernel/workdays'
import type { Acceptable } from '~/rounds/ceiling'
import { makeKey, sealForOpeners } from '~/rounds/sealing/age'
import type { Place } from '~/rounds/sealing/envelope'
import { sealItem } from '~/rounds/sealing.server'
import { profiles, type RoundTerms } from '~/rounds/terms'
import type { Database } from '~db/schema'
import { anEdition } from './catalog'
import { nameThree, type Opener } from './openers'
import { peopleOf, type Someone } from './people'
import { aSeed } from './sealing'

type Connections = { owner: { db: Kysely<Database> }; app: { pool: pg.Pool }; worker: { pool: pg.Pool } }

export type LotFacts = {
  referencePrice?: bigint
  maxWinners?: number
  milestones?: number[]
  /** a class lot of so many editions, each of a product and brand of its own */
  classOf?: number
}

export type BidFacts = {
  tiers?: readonly (readonly [from: number, price: bigint])[]
  minQty?: number
  maxQty?: number
  edition?: string
  responses?: Record<string, string>
  files?: readonly { name: string; bytes: Uint8Array }[]
}

export type PledgeFacts = {
  quantity?: number
  stretch?: number
  ceiling?: bigint
  stretchCeiling?: bigint
  acceptable?: Acceptable
  allOrNothing?: boolean
  /** what the sealed conditions say otherwise */
  inside?: Record<string, Canonical>
}

const hour = 3_600_000

/** A round in which is bid; a test names only what it is about. */
export function biddingOf(connections: Connections) {
  const { owner } = connections
  const people = peopleOf(connections)
  const { clock } = people

  /** Published, pledges close in an hour, bids in two, opening in three. */
  async function aRound(
    facts: { lots?: readonly LotFacts[]; terms?: Partial<RoundTerms>; seed?: string } = {},
  ) {
    const officer = await people.anOfficer()
    const terms: RoundTerms = { ...profiles.quick, sealing: 'platform', ...facts.terms }
    const now = Date.now()
    const at = (hours: number) => new Date(now + hours * hour)
    return owner.db.transaction().execute(async (tx) => {
      const { id, noticeHash } = await tx
        .insertInto('rounds')
        .values({
          title: '办公软件集中采购',
          profile: 'quick',
          draftedBy: officer.personId,
          state: 'published',
          noticeHash: randomBytes(32),
          publishedAt: at(-24),
          questionsCloseAt: at(0.5),
          pledgesCloseAt: at(1),
          bidsCloseAt: at(2),
          openingAt: at(3),
        })
        .returning(['id', 'noticeHash'])
        .executeTakeFirstOrThrow()
      const body = canonical(terms)
      await tx
        .insertInto('roundTerms')
        .values({ roundId: id, version: 1, body, hash: sha256(body) })
        .execute()
      const head = { round: id, noticeHash: '-', kind: 'seed', lot: null, author: officer.orgId } as const
      const seed = facts.seed ?? randomBytes(32).toString('hex')
      const secret = { format: 'seed/1', seed, codeSalt: randomBytes(32).toString('hex') }
      await tx
        .insertInto('sealedItems')
        .values({ roundId: id, orgId: officer.orgId, kind: 'seed', ...sealItem(head, secret, newestKey()) })
        .execute()
      const lots: { id: string; code: string; editions: string[]; referencePrice: bigint }[] = []
      for (const lot of facts.lots ?? [{}]) lots.push(await aLot(tx, id, lots.length + 1, lot))
      return { id, notice: noticeHash!.toString('hex'), lots, officer, terms }
    })
  }

  /** The same with three openers, to whom vendors seal in their browsers. */
  async function aRoundOfOpeners(facts: Parameters<typeof aRound>[0] = {}) {
    const round = await aRound({ ...facts, terms: { ...facts.terms, sealing: 'openers' } })
    const openers = await nameThree(owner.db, people, round.id)
    await resealSeed(round, openers, facts.seed)
    const named = openers.map(({ no, recipient }) => ({ no, recipient }))
    const text = canonical({ format: 'muster-notice/1', round: round.id, openers: named })
    const notice = sha256(text)
    // What is published does not change; this round is published with its notice at once.
    await sql`alter table round_terms disable trigger refuse_published_terms`.execute(owner.db)
    await owner.db.updateTable('roundTerms').set({ notice: text }).where('roundId', '=', round.id).execute()
    await sql`alter table round_terms enable trigger refuse_published_terms`.execute(owner.db)
    await owner.db.updateTable('rounds').set({ noticeHash: notice }).where('id', '=', round.id).execute()
    return { ...round, notice: notice.toString('hex'), noticeText: text, openers }
  }

  async function resealSeed(round: Round, openers: readonly Opener[], drawn?: string) {
    const recipients = openers.map(({ recipient }) => recipient)
    const codeSalt = randomBytes(32).toString('hex')
    const seed = { format: 'seed/1', seed: drawn ?? randomBytes(32).toString('hex'), codeSalt }
    const { envelope, commitment } = await aSeed(round.id, round.officer.orgId, recipients, seed)
    const mine = owner.db
      .updateTable('sealedItems')
      .set({ state: 'replaced' })
      .where('roundId', '=', round.id)
    await mine.where('kind', '=', 'seed').execute()
    await owner.db
      .insertInto('sealedItems')
      .values({
        roundId: round.id,
        orgId: round.officer.orgId,
        kind: 'seed',
        envelope,
        envelopeHash: sha256(envelope),
        commitment: Buffer.from(commitment, 'hex'),
      })
      .execute()
  }

  type OpenersRound = Awaited<ReturnType<typeof aRoundOfOpeners>>

  /** Both envelopes as the vendor's browser makes them. */
  async function envelopes(
    vendor: Someone,
    round: OpenersRound,
    at = 0,
    facts: BidFacts & {
      place?: Partial<Place>
      inside?: Partial<Record<'round' | 'lot' | 'vendor', string>>
    } = {},
  ) {
    const place = { round: round.id, noticeHash: round.notice, lot: round.lots[at]!.id, author: vendor.orgId }
    const inside = { round: round.id, lot: place.lot, vendor: vendor.orgId, ...facts.inside }
    const own = await makeKey()
    const recipients = round.openers.map(({ recipient }) => recipient)
    const filePlace = { ...inside, noticeHash: round.notice }
    const files = (await sealFiles(filePlace, facts.files ?? [], recipients, own.recipient))!
    const bodies = plaintextsOf(inside, anEntry(round, at, facts), files.named)
    const seal = async (kind: 'technical' | 'price') =>
      (await sealForOpeners(
        { ...place, kind, ...facts.place },
        bodies[kind],
        recipients,
        own.recipient,
        randomBytes(32),
      ))!
    const [technical, price] = [await seal('technical'), await seal('price')]
    const posted = {
      notice: round.notice,
      technical: technical.envelope,
      price: price.envelope,
      files: files.sealed.map(({ envelope }) => envelope),
    }
    return { posted, technical, price, files: files.sealed, own, values: depositForm.parse(posted) }
  }

  const deposit = (vendor: Someone, round: OpenersRound, values: DepositValues, at = 0) =>
    vendor.db
      .transaction()
      .execute((tx) => depositBid(tx, vendor.actor, round.id, round.lots[at]!.id, values))

  /** A bid sealed in the vendor's browser. */
  const sealInBrowser = async (vendor: Someone, round: OpenersRound, at = 0, facts: BidFacts = {}) =>
    deposit(vendor, round, (await envelopes(vendor, round, at, facts)).values, at)

  type Round = Awaited<ReturnType<typeof aRound>>

  async function aLot(
    db: Kysely<Database>,
    roundId: string,
    no: number,
    { referencePrice = 100_000n, maxWinners = 1, milestones = [], classOf = 0 }: LotFacts,
  ) {
    const editions: string[] = []
    for (let n = 0; n < Math.max(1, classOf); n += 1) editions.push((await anEdition({ db })).editionId)
    const code = `L${String(no).padStart(2, '0')}`
    const classId = classOf ? await aClass(db, editions) : null
    const { id } = await db
      .insertInto('lots')
      .values({
        roundId,
        code,
        kind: classId ? 'class' : 'product',
        classId,
        editionId: classId ? null : editions[0]!,
        justification: classId ? null : '延续现有系统',
        metric: 'device',
        term: 'subscription',
        termMonths: 12,
        referencePrice,
        referenceSource: 'list',
        maxWinners,
        milestones,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return { id, code, editions, referencePrice }
  }

  async function aClass(db: Kysely<Database>, editions: readonly string[]) {
    const { id } = await db
      .insertInto('equivalenceClasses')
      .values({
        code: `class-${randomUUID().slice(0, 8)}`,
        name: '办公软件',
        nameEn: 'Office software',
        platform: 'windows',
        reason: '用途相同',
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await db
      .insertInto('classMembers')
      .values(editions.map((editionId) => ({ classId: id, editionId })))
      .execute()
    return id
  }

  const anEntry = (round: Round, at: number, facts: BidFacts = {}): EntryValues => ({
    notice: round.notice,
    edition: facts.edition ?? round.lots[at]!.editions[0]!,
    tiers: (facts.tiers ?? [[1, 90_000n]]).map(([from, price]) => ({ from, price })),
    minQty: facts.minQty ?? null,
    maxQty: facts.maxQty ?? null,
    taxRateBps: 1300,
    validUntil: addDays(dayOf(new Date()), 90),
    responses: facts.responses ?? {
      delivery: '五个工作日内交付授权证明',
      support: '工作日八小时电话支持',
      genuine: '权利人授权的正版软件',
    },
  })

  const seal = (vendor: Someone, round: Round, at = 0, facts: BidFacts = {}) =>
    vendor.db
      .transaction()
      .execute((tx) =>
        sealBid(tx, vendor.actor, round.id, round.lots[at]!.id, anEntry(round, at, facts), facts.files),
      )

  /** A signed pledge with its sealed conditions, as the room of rounds would write it. */
  async function pledge(buyer: Someone, round: Round, at = 0, facts: PledgeFacts = {}) {
    const lot = round.lots[at]!
    const { quantity = 10, stretch = null, ceiling = null, stretchCeiling = null } = facts
    return owner.db.transaction().execute(async (tx) => {
      const { id } = await tx
        .insertInto('pledges')
        .values({
          roundId: round.id,
          lotId: lot.id,
          orgId: buyer.orgId,
          state: 'active',
          quantity,
          stretchQuantity: stretch,
          allOrNothing: facts.allOrNothing ?? false,
          requestedBy: buyer.personId,
          termsHash: randomBytes(32),
          signedBy: buyer.personId,
          signedAt: new Date(),
          reserved: BigInt(quantity) * lot.referencePrice,
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      const head = {
        round: round.id,
        noticeHash: round.notice,
        kind: 'ceiling',
        lot: lot.id,
        author: buyer.orgId,
      } as const
      const conditions = {
        format: 'ceiling/1',
        pledge: id,
        ceiling: ceiling === null ? null : String(ceiling),
        stretchCeiling: stretchCeiling === null ? null : String(stretchCeiling),
        acceptable: facts.acceptable ?? { rule: 'any' as const },
        ...facts.inside,
      }
      const { id: item } = await tx
        .insertInto('sealedItems')
        .values({
          roundId: round.id,
          lotId: lot.id,
          orgId: buyer.orgId,
          kind: 'ceiling',
          pledgeId: id,
          ...(await sealedFor(round, head, conditions)),
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      await tx.updateTable('pledges').set({ conditionsItemId: item }).where('id', '=', id).execute()
      return id
    })
  }

  async function sealedFor(round: Round | OpenersRound, head: Place, body: Canonical) {
    if (!('openers' in round)) return sealItem(head, body, newestKey())
    const recipients = round.openers.map(({ recipient }) => recipient)
    const { recipient } = await makeKey()
    const { envelope, commitment } = (await sealForOpeners(
      head,
      body,
      recipients,
      recipient,
      randomBytes(32),
    ))!
    return { envelope, envelopeHash: sha256(envelope), commitment: Buffer.from(commitment, 'hex') }
  }

  /** Pledges bind from now on; volumes are known. */
  async function freeze(round: Round) {
    await owner.db
      .updateTable('pledges')
      .set({ state: 'frozen' })
      .where('roundId', '=', round.id)
      .where('state', '=', 'active')
      .execute()
    await owner.db.updateTable('rounds').set({ state: 'frozen' }).where('id', '=', round.id).execute()
  }

  /** Moves all the round's deadlines by so many hours. */
  const shift = (round: Round, hours: number) =>
    sql`update rounds set questions_close_at = questions_close_at + ${hours} * interval '1 hour',
          pledges_close_at = pledges_close_at + ${hours} * interval '1 hour',
          bids_close_at = bids_close_at + ${hours} * interval '1 hour',
          opening_at = opening_at + ${hours} * interval '1 hour' where id = ${round.id}`.execute(owner.db)

  const tick = async () => {
    for (const { run } of clockMoves) await clock.db.transaction().execute((tx) => run(tx, new Date()))
  }

  /** The hour of the opening has come, and the clock has closed the round. */
  async function close(round: Round) {
    await freeze(round)
    await shift(round, -3.5)
    await tick()
  }

  const anOpener = () => people.someone('agency', ['opener'])

  async function attend(opener: Someone, round: { id: string }, stage: Stage) {
    return opener.db.transaction().execute(async (tx) => {
      const { over } = await findOpeningSet(tx, round.id, stage)
      return attendOpening(tx, opener.actor, round.id, stage, over ?? '0'.repeat(64))
    })
  }

  /** Two openers of two organizations open a stage. */
  async function open(round: { id: string }, stage: Stage) {
    await attend(await anOpener(), round, stage)
    return attend(await anOpener(), round, stage)
  }

  const stateOf = async (table: 'rounds' | 'bids' | 'lots' | 'pledges', id: string) =>
    (await owner.db.selectFrom(table).select('state').where('id', '=', id).executeTakeFirstOrThrow()).state

  return {
    ...people,
    aRound,
    aRoundOfOpeners,
    envelopes,
    deposit,
    sealInBrowser,
    anEntry,
    seal,
    pledge,
    freeze,
    shift,
    tick,
    close,
    anOpener,
    attend,
    open,
    stateOf,
  }
}

export type RoundOfOpeners = Awaited<ReturnType<ReturnType<typeof biddingOf>['aRoundOfOpeners']>>
export type BiddingRound = Awaited<ReturnType<ReturnType<typeof biddingOf>['aRound']>>
