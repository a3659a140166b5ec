import { randomBytes, randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import type pg from 'pg'
import { canonical } from '~/kernel/canonical'
import { record } from '~/kernel/events.server'
import { sha256Hex } from '~/kernel/sha256'
import { confirmOrder } from '~/orders/confirm.server'
import { placeAwarded, placeOrders } from '~/orders/place.server'
import { findContract } from '~/orders/queries.server'
import { profiles, type RoundTerms } from '~/rounds/terms'
import type { Database } from '~db/schema'
import { anEdition } from './catalog'
import { peopleOf, type Someone } from './people'

type Connections = { owner: { db: Kysely<Database> }; app: { pool: pg.Pool }; worker: { pool: pg.Pool } }
type LineFacts = {
  quantity?: number
  unitPrice?: bigint
  term?: 'perpetual' | 'subscription'
  /** of the catalog; without one the line has an edition of its own */
  editionId?: string
}
type Share = { buyer: Someone; quantity: number }

/** A market in which something was bought; a test names only what it is about. */
export function tradeOf(connections: Connections) {
  const { owner } = connections
  const people = peopleOf(connections)
  const { clock } = people

  /** A confirmed round of one lot per vendor; answers the adopted run. */
  async function aRun(
    lots: readonly { vendor: Someone; unitPrice: bigint; shares: readonly Share[]; editionId?: string }[],
    terms: Partial<RoundTerms> = {},
  ) {
    const officer = await people.anOfficer()
    const past = (days: number) => new Date(Date.now() - days * 86_400_000)
    return owner.db.transaction().execute(async (tx) => {
      const { id: roundId } = await tx
        .insertInto('rounds')
        .values({
          title: '办公软件集中采购',
          profile: 'enterprise',
          draftedBy: officer.personId,
          state: 'confirmed',
          noticeHash: randomBytes(32),
          publishedAt: past(40),
          questionsCloseAt: past(30),
          pledgesCloseAt: past(25),
          bidsCloseAt: past(20),
          openingAt: past(20),
          confirmedAt: past(0),
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      const body = canonical({ ...profiles.enterprise, ...terms })
      await tx
        .insertInto('roundTerms')
        .values({ roundId, version: 1, body, hash: Buffer.from(sha256Hex(body), 'hex') })
        .execute()
      const hash = `sha256:${randomBytes(32).toString('hex')}`
      await tx.insertInto('awardInstances').values({ hash, roundId, body: '{}' }).execute()
      const { id: runId } = await tx
        .insertInto('awardRuns')
        .values({
          roundId,
          state: 'adopted',
          instanceHash: hash,
          certificate: '{}',
          awardHash: hash,
          adoptedAt: past(1),
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      for (const [at, { vendor, unitPrice, shares, ...lot }] of lots.entries()) {
        const editionId = lot.editionId ?? (await anEdition({ db: tx })).editionId
        const { id: lotId } = await tx
          .insertInto('lots')
          .values({
            roundId,
            code: `L0${at + 1}`,
            kind: 'product',
            editionId,
            justification: '延续现有系统',
            metric: 'device',
            term: 'subscription',
            termMonths: 12,
            referencePrice: 100_000n,
            referenceSource: 'list',
            state: 'awarded',
          })
          .returning('id')
          .executeTakeFirstOrThrow()
        const { id: bidId } = await tx
          .insertInto('bids')
          .values({
            roundId,
            lotId,
            vendorId: vendor.orgId,
            state: 'won',
            editionId,
            noticeHash: randomBytes(32),
            sealedBy: vendor.personId,
          })
          .returning('id')
          .executeTakeFirstOrThrow()
        const quantity = shares.reduce((sum, share) => sum + share.quantity, 0)
        const { id: awardId } = await tx
          .insertInto('awards')
          .values({ runId, lotId, bidId, vendorId: vendor.orgId, editionId, tier: 0, unitPrice, quantity })
          .returning('id')
          .executeTakeFirstOrThrow()
        for (const [place, { buyer, quantity: share }] of shares.entries()) {
          const { id: pledgeId } = await tx
            .insertInto('pledges')
            .values({
              roundId,
              lotId,
              orgId: buyer.orgId,
              state: 'served',
              quantity: share,
              requestedBy: buyer.personId,
              termsHash: randomBytes(32),
              signedBy: buyer.personId,
              signedAt: past(26),
            })
            .returning('id')
            .executeTakeFirstOrThrow()
          await tx
            .insertInto('allocations')
            .values({
              awardId,
              pledgeId,
              orgId: buyer.orgId,
              quantity: share,
              unitPrice,
              buyerCode: `B${place + 1}`,
            })
            .execute()
        }
      }
      return { runId, roundId, officer }
    })
  }

  /** An order just placed, without a round. */
  async function aPlacedOrder(
    facts: { lines?: readonly LineFacts[]; buyer?: Someone; vendor?: Someone } = {},
  ) {
    const buyer = facts.buyer ?? (await people.anApprover())
    const vendor = facts.vendor ?? (await people.aVendor())
    const lines = facts.lines ?? [{}]
    const editions: { editionId: string }[] = []
    for (const { editionId } of lines) editions.push(editionId ? { editionId } : await anEdition(owner))
    const event = await clock.db.transaction().execute((tx) => record(tx, 'order.requested', randomUUID()))
    await clock.db.transaction().execute((tx) =>
      placeOrders(
        tx,
        {
          event: { id: event, kind: 'order.requested', subjectId: null },
          source: 'settlement',
          runId: null,
          roundId: null,
        },
        lines.map(({ quantity = 10, unitPrice = 10_000n, term = 'perpetual' }, at) => ({
          enterpriseId: buyer.orgId,
          vendorId: vendor.orgId,
          awardId: null,
          pledgeId: null,
          editionId: editions[at]!.editionId,
          releaseId: null,
          metric: 'device',
          term,
          termMonths: term === 'perpetual' ? null : 12,
          rights: '{}',
          quantity,
          unitPrice,
          referencePrice: unitPrice * 2n,
        })),
        new Date(),
      ),
    )
    const { id } = await owner.db
      .selectFrom('orders')
      .select('id')
      .where('sourceEvent', '=', event)
      .executeTakeFirstOrThrow()
    const lineIds = (
      await owner.db.selectFrom('orderLines').select('id').where('orderId', '=', id).orderBy('no').execute()
    ).map((line) => line.id)
    return { id, buyer, vendor, lineIds }
  }

  /** An order of units at ¥100, placed from a round of these terms. */
  async function anOrderUnder(
    terms: Partial<RoundTerms>,
    {
      vendor,
      quantities = [10],
      ...of
    }: { vendor?: Someone; quantities?: readonly number[]; buyer?: Someone; editionId?: string } = {},
  ): Promise<Order> {
    const [buyer, seller] = [of.buyer ?? (await people.anApprover()), vendor ?? (await people.aVendor())]
    const lots = quantities.map((quantity) => ({
      vendor: seller,
      unitPrice: 10_000n,
      shares: [{ buyer, quantity }],
      ...(of.editionId && { editionId: of.editionId }),
    }))
    const { runId, roundId } = await aRun(lots, terms)
    await clock.db.transaction().execute(async (tx) => {
      const id = await record(tx, 'award.confirmed', runId, {}, { round: roundId })
      await placeAwarded(tx, { id, kind: 'award.confirmed', subjectId: runId }, new Date())
    })
    const rows = await owner.db
      .selectFrom('orders')
      .innerJoin('orderLines', 'orderLines.orderId', 'orders.id')
      .select(['orders.id', 'orderLines.id as lineId'])
      .where('runId', '=', runId)
      .orderBy('no')
      .execute()
    return { id: rows[0]!.id, buyer, vendor: seller, lineIds: rows.map(({ lineId }) => lineId) }
  }

  type Order = Awaited<ReturnType<typeof aPlacedOrder>>

  async function confirm(order: Order) {
    const { hash } = (await findContract(owner.db, order.id))!
    for (const side of [order.buyer, order.vendor])
      await side.db.transaction().execute((tx) => confirmOrder(tx, side.actor, order.id, hash))
    return order
  }

  const aConfirmedOrder = async (facts: Parameters<typeof aPlacedOrder>[0] = {}) =>
    confirm(await aPlacedOrder(facts))

  const stateOf = async (orderId: string) =>
    (await owner.db.selectFrom('orders').select('state').where('id', '=', orderId).executeTakeFirstOrThrow())
      .state

  return { ...people, aRun, aPlacedOrder, anOrderUnder, aConfirmedOrder, confirm, stateOf }
}

export type Trade = ReturnType<typeof tradeOf>
