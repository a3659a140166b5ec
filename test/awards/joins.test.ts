import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { confirmJoin, refuseJoin } from '~/awards/joins/answer.server'
import { approveJoin, termsHashOf } from '~/awards/joins/approve.server'
import { askToJoin, turnDownJoin, withdrawJoin } from '~/awards/joins/ask.server'
import { liesWithinCap } from '~/awards/joins/hold.server'
import * as joinsCsv from '~/awards/joins/pages/joins-csv'
import { findJoin, listJoins } from '~/awards/joins/queries.server'
import { findStanding } from '~/awards/joins/standing.server'
import { flow } from '~/flow.server'
import { confirmOrder } from '~/orders/confirm.server'
import { findContract } from '~/orders/queries.server'
import { setLimit } from '~/rounds/pledges/limits.server'
import { awardingOf } from '../support/awarding'
import { aDatabase } from '../support/database'
import { cookieFor, servePages } from '../support/pages'
import type { Someone } from '../support/people'

const connections = await aDatabase()
servePages(connections.app.pool)
const market = awardingOf(connections)
const { owner } = connections

/** T0 of award.md with two buyers: 40 + 40 to V1 at 700 fen, 640 from 100 units on. */
async function aConfirmedAward(facts: { capPct?: number; maxQty?: number } = {}) {
  const round = await market.aRound({
    lots: [{ referencePrice: 1000n }],
    terms: { lateJoinDays: 90, lateJoinCapPct: facts.capPct ?? 100, trueUpMonths: 12 },
  })
  const vendor = await market.aVendor()
  await market.seal(vendor, round, 0, {
    tiers: [
      [50, 700n],
      [100, 640n],
    ],
    ...(facts.maxQty && { maxQty: facts.maxQty }),
  })
  const buyers = [await market.anApprover(), await market.anApprover()]
  for (const buyer of buyers) await market.pledge(buyer, round, 0, { quantity: 40 })
  await market.decide((await market.compute(round))!)
  await market.confirm(round.id)
  const award = await owner.db
    .selectFrom('awards')
    .innerJoin('lots', 'lots.id', 'awards.lotId')
    .select(['awards.id', 'awards.quantity', 'awards.unitPrice'])
    .where('lots.roundId', '=', round.id)
    .executeTakeFirstOrThrow()
  return { round, vendor, buyers, award }
}

async function aJoiner() {
  const buyer = await market.someone('enterprise', ['buyer'])
  return { buyer, approver: await market.someone('enterprise', ['approver'], buyer.orgId) }
}
type Joiner = Awaited<ReturnType<typeof aJoiner>>

const as = <T>(who: Someone, deed: (tx: any) => Promise<T>) => who.db.transaction().execute(deed)
const ask = (who: Someone, awardId: string, units: number) =>
  as(who, (tx) => askToJoin(tx, who.actor, awardId, units))
const joinRow = (id: string) =>
  owner.db.selectFrom('lateJoins').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

/** The hash that the approver's page shows. */
async function hashOf(approver: Someone, joinId: string) {
  const join = await joinRow(joinId)
  const { price } = (await findStanding(approver.db, join.awardId))!
  return termsHashOf(join, price, await liesWithinCap(approver.db, join)).toString('hex')
}
const approve = async (approver: Someone, joinId: string, hash?: string) => {
  const read = hash ?? (await hashOf(approver, joinId))
  return as(approver, (tx) => approveJoin(tx, approver.actor, joinId, read))
}
const confirm = (vendor: Someone, joinId: string) => as(vendor, (tx) => confirmJoin(tx, vendor.actor, joinId))

async function joinWith(joiner: Joiner, vendor: Someone, awardId: string, units: number) {
  const id = await ask(joiner.buyer, awardId, units)
  await approve(joiner.approver, id)
  await confirm(vendor, id)
  await market.work()
  return id
}

const rebatesOf = async (awardId: string) =>
  owner.db
    .selectFrom('rebates')
    .innerJoin('orderLines', 'orderLines.id', 'rebates.orderLineId')
    .innerJoin('orders', 'orders.id', 'orderLines.orderId')
    .select([
      'rebates.amount',
      'rebates.units',
      'rebates.state',
      'orders.enterpriseId',
      'orders.id as orderId',
    ])
    .where('orderLines.awardId', '=', awardId)
    .orderBy('rebates.amount', 'desc')
    .orderBy('orders.id')
    .execute()
const orderOf = (orgId: string) =>
  owner.db
    .selectFrom('orders')
    .selectAll()
    .where('enterpriseId', '=', orgId)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
async function confirmOrderOf(buyer: Someone, vendor: Someone) {
  const { id } = await orderOf(buyer.orgId)
  const { hash } = (await findContract(owner.db, id))!
  for (const side of [buyer, vendor]) await as(side, (tx) => confirmOrder(tx, side.actor, id, hash))
  await market.work()
  return id
}

test('joiners reach the deeper step: a new price for all, and everyone who bought before is owed the difference', async () => {
  const { round, vendor, buyers, award } = await aConfirmedAward()
  expect(award).toMatchObject({ quantity: 80, unitPrice: 700n })
  const standing = (await findStanding(buyers[0]!.db, award.id))!
  expect(standing).toMatchObject({ price: 700n, volume: 80, room: 80, next: { missing: 20, saving: 60n } })
  await confirmOrderOf(buyers[0]!, vendor)

  const [first, second] = [await aJoiner(), await aJoiner()]
  const joined = await joinWith(first, vendor, award.id, 15)
  expect(await joinRow(joined)).toMatchObject({ state: 'confirmed', unitPrice: 700n })
  expect(await rebatesOf(award.id)).toEqual([])
  await joinWith(second, vendor, award.id, 5)

  const rebates = await rebatesOf(award.id)
  expect(rebates.map(({ amount, units }) => [amount, units])).toEqual([
    [2_400n, 40],
    [2_400n, 40],
    [900n, 15],
  ])
  expect(await orderOf(second.buyer.orgId)).toMatchObject({ total: 3_200n, source: 'late_join' })
  // Agreed orders have their credit note at once, the others when both sides agree.
  const stateOf = (orgId: string) => rebates.find((rebate) => rebate.enterpriseId === orgId)!.state
  expect([stateOf(buyers[0]!.orgId), stateOf(buyers[1]!.orgId)]).toEqual(['credited', 'due'])
  expect(await orderOf(buyers[0]!.orgId)).toMatchObject({ total: 28_000n, canceled: 2_400n })
  await confirmOrderOf(buyers[1]!, vendor)
  expect(await orderOf(buyers[1]!.orgId)).toMatchObject({ total: 28_000n, canceled: 2_400n })

  // Told again, nothing is added.
  const [reached] = await owner.db
    .selectFrom('events')
    .innerJoin('eventBodies', 'eventBodies.eventId', 'events.id')
    .select(['events.id', 'kind', 'subjectId', 'body'])
    .where('kind', 'in', ['late_join.confirmed', 'tier.reached', 'rebate.due'])
    .where('subjectId', '=', award.id)
    .execute()
  for (const reaction of flow[reached!.kind]!)
    await market.clock.db
      .transaction()
      .execute((tx) =>
        reaction.run(
          tx,
          { ...reached!, orgId: null, at: new Date(), facts: JSON.parse(reached!.body!) },
          new Date(),
        ),
      )
  await market.work()
  expect((await rebatesOf(award.id)).map(({ amount }) => amount)).toEqual([2_400n, 2_400n, 900n])
  expect(
    await owner.db.selectFrom('tierEvents').selectAll().where('awardId', '=', award.id).execute(),
  ).toMatchObject([{ oldPrice: 700n, newPrice: 640n, volume: 100 }])

  // What is canceled later claws nothing back: the price stays, the volume falls.
  const third = await aJoiner()
  await joinWith(third, vendor, award.id, 1)
  await sql`update orders set state = 'declined', closed_at = clock_timestamp() where enterprise_id = ${third.buyer.orgId}`.execute(
    owner.db,
  )
  expect(await findStanding(vendor.db, award.id)).toMatchObject({ price: 640n, volume: 100 })
  expect(
    (await owner.db.selectFrom('rounds').select('state').where('id', '=', round.id).executeTakeFirstOrThrow())
      .state,
  ).toBe('confirmed')
})

test('an order placed after the price fell, at the price before it, is owed the difference as well', async () => {
  const { vendor, award } = await aConfirmedAward()
  const [early, late] = [await aJoiner(), await aJoiner()]
  const ids = [await ask(early.buyer, award.id, 15), await ask(late.buyer, award.id, 5)]
  await approve(early.approver, ids[0]!)
  await approve(late.approver, ids[1]!)
  await confirm(vendor, ids[0]!)
  await confirm(vendor, ids[1]!)
  // The second confirmation is heard first.
  const { rows } = await sql<{
    id: string
  }>`select id from events where kind = 'late_join.confirmed' order by id`.execute(owner.db)
  await sql`update outbox set id = '00000000-0000-7000-8000-000000000000' where event_id = ${rows.at(-1)!.id}`.execute(
    owner.db,
  )
  await market.work()
  const owed = await rebatesOf(award.id)
  expect(owed.find(({ enterpriseId }) => enterpriseId === early.buyer.orgId)).toMatchObject({
    amount: 900n,
    units: 15,
  })
  expect(owed.map(({ amount }) => amount)).toEqual([2_400n, 2_400n, 900n])
})

test('of two that sign for the last units one knows that it lies beyond the cap, and only that one may be refused', async () => {
  const { vendor, award } = await aConfirmedAward({ capPct: 25 })
  const joiners = [await aJoiner(), await aJoiner()]
  await expect(ask(joiners[0]!.buyer, award.id, 21)).rejects.toThrow('late-join-cap')
  const ids = [await ask(joiners[0]!.buyer, award.id, 20), await ask(joiners[1]!.buyer, award.id, 20)]
  const hashes = await Promise.all(ids.map((id, at) => hashOf(joiners[at]!.approver, id)))
  const signed = await Promise.allSettled(ids.map((id, at) => approve(joiners[at]!.approver, id, hashes[at])))
  expect(signed.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const [refusal] = signed.flatMap((result) => (result.status === 'rejected' ? [result.reason.code] : []))
  expect(refusal).toBe('late-join-changed')

  const [within, beyond] = signed[0]!.status === 'fulfilled' ? [0, 1] : [1, 0]
  await approve(joiners[beyond]!.approver, ids[beyond]!)
  await expect(ask((await aJoiner()).buyer, award.id, 1)).rejects.toThrow('late-join-cap')
  const refuse = (at: number) => as(vendor, (tx) => refuseJoin(tx, vendor.actor, ids[at]!, '产能已满'))
  await expect(refuse(within)).rejects.toThrow('late-join-within-cap')
  await refuse(beyond)
  await confirm(vendor, ids[within]!)
  expect([(await joinRow(ids[within]!)).state, (await joinRow(ids[beyond]!)).state]).toEqual([
    'confirmed',
    'refused',
  ])
})

test('what the vendor offered at most bounds the cap', async () => {
  const { award } = await aConfirmedAward({ maxQty: 90 })
  expect(await findStanding(owner.db, award.id)).toMatchObject({ room: 10, capacity: 90 })
})

test('a vendor that does not answer is bound within the cap, and has refused beyond it', async () => {
  const { vendor, award } = await aConfirmedAward({ capPct: 25 })
  const joiners = [await aJoiner(), await aJoiner()]
  const ids = [await ask(joiners[0]!.buyer, award.id, 15), await ask(joiners[1]!.buyer, award.id, 15)]
  for (const [at, id] of ids.entries()) await approve(joiners[at]!.approver, id)
  await market.tick()
  expect((await joinRow(ids[0]!)).state).toBe('approved')
  await sql`update late_joins set confirm_due = clock_timestamp() where award_id = ${award.id}`.execute(
    owner.db,
  )
  await market.tick()
  await market.tick()
  const ended = await Promise.all(ids.map(joinRow))
  expect(ended.map(({ state, confirmedBy }) => [state, confirmedBy])).toEqual([
    ['confirmed', null],
    ['refused', null],
  ])
  await expect(confirm(vendor, ids[1]!)).rejects.toThrow('already-moved')
})

test('an approver signs, within its limit, what somebody else asked for', async () => {
  const { round, vendor, award } = await aConfirmedAward()
  const { buyer, approver } = await aJoiner()
  await as(approver, (tx) =>
    setLimit(tx, approver.actor, {
      personId: approver.personId,
      role: null,
      period: 'round',
      amount: 20_000n,
    } as never),
  )
  const own = await as(approver, (tx) => askToJoin(tx, approver.actor, award.id, 20))
  await expect(ask(buyer, award.id, 5)).rejects.toThrow('late-join-open')
  await expect(approve(approver, own)).rejects.toThrow('approver-is-requester')
  await as(approver, (tx) => withdrawJoin(tx, approver.actor, own))

  const id = await ask(buyer, award.id, 20)
  const read = await hashOf(approver, id)
  expect(await listJoins(vendor.db, round.id)).toEqual([])
  await expect(as(buyer, (tx) => approveJoin(tx, buyer.actor, id, read))).rejects.toThrow('not-your-move')
  await approve(approver, id)
  // The vendor reads who asks, before anything binds the two.
  expect(await listJoins(vendor.db, round.id)).toMatchObject([{ id, state: 'approved', orgId: buyer.orgId }])
  expect(await findJoin(vendor.db, vendor.actor, id)).toMatchObject({ sells: true, within: true })
  const file = async (who: Someone) => {
    const cookie = await cookieFor(connections.worker.db, who)
    const request = new Request('http://localhost:3000/', { headers: { cookie } })
    const args = { request, params: { roundId: round.id }, context: { requestId: 'test', ip: '127.0.0.1' } }
    return (await (await joinsCsv.loader(args as never)).text()).trim().split('\n').slice(1)
  }
  expect(await file(buyer)).toHaveLength(2)
  expect(await file(vendor)).toEqual([expect.stringContaining('"20","7.00","140.00"')])
  expect(await file((await aJoiner()).buyer)).toEqual([])
  await confirm(vendor, id)
  // It brought the price down to 640, so 12,800 of the 20,000 fen are held now, by the late join alone.
  const more = await ask(buyer, award.id, 12)
  await market.work()
  await expect(approve(approver, more)).rejects.toThrow('above-limit')
  await as(approver, (tx) => turnDownJoin(tx, approver.actor, more, '超出本年预算'))
  expect(await joinRow(more)).toMatchObject({ state: 'refused', reason: '超出本年预算' })

  const seen = await vendor.db
    .selectFrom('lateJoins')
    .select('state')
    .where('awardId', '=', award.id)
    .execute()
  expect(seen.map(({ state }) => state)).toEqual(['confirmed'])
  const stranger = await market.aVendor()
  expect(await stranger.db.selectFrom('lateJoins').select('id').execute()).toEqual([])
  await sql`update rounds set late_join_until = clock_timestamp() where id = ${round.id}`.execute(owner.db)
  await expect(ask(buyer, award.id, 1)).rejects.toThrow('late-join-closed')
})

test('an order that came to nothing holds nothing of the limit that its late join was signed under', async () => {
  const { vendor, award } = await aConfirmedAward()
  const joiner = await aJoiner()
  const { buyer, approver } = joiner
  await as(approver, (tx) =>
    setLimit(tx, approver.actor, {
      personId: approver.personId,
      role: null,
      period: 'round',
      amount: 7_000n,
    } as never),
  )
  await joinWith(joiner, vendor, award.id, 8)
  const { id } = await orderOf(buyer.orgId)
  const more = await ask(buyer, award.id, 3)
  await expect(approve(approver, more)).rejects.toThrow('above-limit')
  // Of eight units six are left, of which 4,200 fen; three more would be 2,100.
  await owner.db.transaction().execute(async (tx) => {
    await sql`update order_lines set canceled = 2 where order_id = ${id}`.execute(tx)
    await sql`update orders set canceled = 1400 where id = ${id}`.execute(tx)
    await sql`update order_dues set amount = amount - 1400 where order_id = ${id} and no = 1`.execute(tx)
  })
  await approve(approver, more)
  await confirm(vendor, more)
  await market.work()
  const last = await ask(buyer, award.id, 4)
  await expect(approve(approver, last)).rejects.toThrow('above-limit')
  await sql`update orders set state = 'declined', closed_at = clock_timestamp() where id = ${id}`.execute(
    owner.db,
  )
  await approve(approver, last)
  expect(await joinRow(last)).toMatchObject({ state: 'approved' })
})

test('a round that waits for a vendor is not concluded, and what nobody signed ends with the window', async () => {
  const { round, vendor, award } = await aConfirmedAward()
  const [signed, unsigned] = [await aJoiner(), await aJoiner()]
  const id = await ask(signed.buyer, award.id, 3)
  const never = await ask(unsigned.buyer, award.id, 3)
  await approve(signed.approver, id)
  await sql`update rounds set late_join_until = clock_timestamp() where id = ${round.id}`.execute(owner.db)
  const state = async () =>
    (await owner.db.selectFrom('rounds').select('state').where('id', '=', round.id).executeTakeFirstOrThrow())
      .state
  await market.tick()
  expect([await state(), (await joinRow(never)).state, (await joinRow(never)).reason]).toEqual([
    'confirmed',
    'refused',
    'window-over',
  ])
  await confirm(vendor, id)
  await market.tick()
  expect(await state()).toBe('concluded')
})
