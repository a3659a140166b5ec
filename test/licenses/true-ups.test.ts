import { expect, test } from 'vitest'
import { flow } from '~/flow.server'
import { clockMoves } from '~/licenses/clock.server'
import { moveTrueUp } from '~/licenses/true-ups/commands.server'
import type { TrueUpValues } from '~/licenses/true-ups/form'
import * as csvPage from '~/licenses/true-ups/pages/true-ups-csv'
import * as page from '~/licenses/true-ups/pages/true-ups'
import { listHeldPrices, listTrueUps } from '~/licenses/true-ups/queries.server'
import { dayOf } from '~/kernel/workdays'
import { trueUpDays } from '~/orders/contract/true-up-days'
import { setLimit } from '~/rounds/pledges/limits.server'
import { awardingOf } from '../support/awarding'
import { aDatabase } from '../support/database'
import { anEstate, type Product } from '../support/estate'
import { cookieFor, servePages, visit } from '../support/pages'
import type { Someone } from '../support/people'
import { trailOf } from '../support/trail'

const connections = await aDatabase()
servePages(connections.app.pool)
const market = awardingOf(connections)
const { owner, worker } = connections
const { someone, clock } = market

/** An award of 40 + 40 at 700 fen under a round whose prices hold for so many months, and a buyer with a gap. */
async function aHeldPrice({ months = 12, installed = 6 } = {}) {
  const round = await market.aRound({
    lots: [{ referencePrice: 1000n }],
    terms: { lateJoinDays: 90, lateJoinCapPct: 100, trueUpMonths: months },
  })
  const vendor = await market.aVendor()
  await market.seal(vendor, round, 0, { tiers: [[50, 700n]] })
  const approver = await market.anApprover()
  for (const buyer of [approver, await market.anApprover()])
    await market.pledge(buyer, round, 0, { quantity: 40 })
  await market.decide((await market.compute(round))!)
  await market.confirm(round.id)
  await market.work()
  const award = await owner.db
    .selectFrom('awards')
    .innerJoin('lots', 'lots.id', 'awards.lotId')
    .innerJoin('editions', 'editions.id', 'awards.editionId')
    .select(['awards.id', 'awards.editionId', 'editions.productId'])
    .where('lots.roundId', '=', round.id)
    .executeTakeFirstOrThrow()
  const product: Product = { id: award.productId, edition: { standard: award.editionId }, release: {} }
  const estate = await anEstate(connections, approver)
  await estate.install(await estate.computers(installed), product, { release: null })
  await market.work()
  const manager = await someone('enterprise', ['asset_manager'], approver.orgId)
  return { round, vendor, approver, manager, award, product, estate }
}

const move = (who: Someone, values: TrueUpValues) =>
  who.db.transaction().execute((tx) => moveTrueUp(tx, who.actor, values))
const openOf = async (who: Someone) => (await listTrueUps(who.db, who.actor))[0]!
const refused = (code: string) => ({ code })
const ordersOf = (orgId: string) =>
  owner.db
    .selectFrom('orders')
    .innerJoin('orderLines', 'orderLines.orderId', 'orders.id')
    .select([
      'orders.source',
      'orders.roundId',
      'orderLines.quantity',
      'orderLines.unitPrice',
      'orderLines.awardId',
    ])
    .where('orders.enterpriseId', '=', orgId)
    .where('orders.source', '=', 'true_up')
    .execute()

test('a gap found while the price is held is proposed at that price; confirmed, one order is placed and the draft asks no more', async () => {
  const { round, approver, manager, award } = await aHeldPrice()
  const its = await openOf(manager)
  expect(its).toMatchObject({
    state: 'proposed',
    proposed: 6,
    quantity: 6,
    unitPrice: 700n,
    awardId: award.id,
  })
  const drafts = () =>
    manager.db.selectFrom('demandLines').select(['quantity', 'state']).where('source', '=', 'gap').execute()
  expect(await drafts()).toEqual([{ quantity: 6, state: 'draft' }])

  await move(manager, { move: 'edit', trueUpId: its.id, quantity: 4 })
  await expect(move(manager, { move: 'confirm', trueUpId: its.id, quantity: 4 })).rejects.toMatchObject(
    refused('not-your-move'),
  )
  await expect(move(approver, { move: 'confirm', trueUpId: its.id, quantity: 6 })).rejects.toMatchObject(
    refused('true-up-changed'),
  )
  await move(approver, { move: 'confirm', trueUpId: its.id, quantity: 4 })
  await market.work()
  expect(await ordersOf(approver.orgId)).toEqual([
    { source: 'true_up', roundId: round.id, quantity: 4, unitPrice: 700n, awardId: award.id },
  ])
  expect(await drafts()).toEqual([{ quantity: 2, state: 'draft' }])
  expect(await trailOf(owner.db, its.id)).toEqual(['true_up.proposed', 'true_up.edited', 'true_up.confirmed'])
  expect((await openOf(manager)).orderNo).toMatch(/^MO-/)
  await expect(move(approver, { move: 'decline', trueUpId: its.id, reason: '不需要' })).rejects.toMatchObject(
    refused('already-moved'),
  )
})

test('told again, the event places nothing twice', async () => {
  const { approver, manager } = await aHeldPrice()
  const its = await openOf(manager)
  await move(approver, { move: 'confirm', trueUpId: its.id, quantity: 6 })
  await market.work()
  const event = await worker.db
    .selectFrom('events')
    .select(['id', 'kind', 'subjectId'])
    .where('subjectId', '=', its.id)
    .where('kind', '=', 'true_up.confirmed')
    .executeTakeFirstOrThrow()
  const place = flow['true_up.confirmed']!.find(({ name }) => name === 'place order')!
  await clock.db
    .transaction()
    .execute((tx) =>
      place.run(tx, { ...event, orgId: approver.orgId, facts: {}, at: new Date() }, new Date()),
    )
  expect(await ordersOf(approver.orgId)).toHaveLength(1)
})

test('of two approvers who confirm at once one does, and of a proposal that was asked for its asker is not the one', async () => {
  const { approver, manager, award } = await aHeldPrice()
  const its = await openOf(manager)
  const other = await someone('enterprise', ['approver'], approver.orgId)
  const answers = await Promise.allSettled(
    [approver, other].map((who) => move(who, { move: 'confirm', trueUpId: its.id, quantity: 6 })),
  )
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  await market.work()
  expect(await ordersOf(approver.orgId)).toHaveLength(1)

  const both = await someone('enterprise', ['asset_manager', 'approver'], approver.orgId)
  await move(both, { move: 'ask', awardId: award.id, quantity: 3 })
  await expect(move(manager, { move: 'ask', awardId: award.id, quantity: 3 })).rejects.toMatchObject(
    refused('true-up-open'),
  )
  const asked = await openOf(manager)
  expect(asked).toMatchObject({ state: 'edited', quantity: 3 })
  await expect(move(both, { move: 'confirm', trueUpId: asked.id, quantity: 3 })).rejects.toMatchObject(
    refused('approver-is-requester'),
  )
  await approver.db.transaction().execute((tx) =>
    setLimit(tx, approver.actor, {
      personId: approver.personId,
      role: null,
      period: 'year',
      amount: 2_000n,
    }),
  )
  await expect(move(approver, { move: 'confirm', trueUpId: asked.id, quantity: 3 })).rejects.toMatchObject(
    refused('above-limit'),
  )
})

test('where no price is held nothing is proposed; when it ends what is open expires, once', async () => {
  const without = await aHeldPrice({ months: 0 })
  expect(await listTrueUps(without.manager.db, without.manager.actor)).toEqual([])
  expect(await listHeldPrices(without.manager.db)).toEqual([])
  await expect(
    move(without.manager, { move: 'ask', awardId: without.award.id, quantity: 1 }),
  ).rejects.toMatchObject(refused('price-not-held'))

  const { manager, approver, round, award } = await aHeldPrice()
  expect(await listHeldPrices(manager.db)).toMatchObject([
    { awardId: award.id, bought: 40, unitPrice: 700n, nextOn: trueUpDays(dayOf(new Date()), 12)[0] },
  ])
  const its = await openOf(manager)
  const tick = (at: Date) =>
    clock.db
      .transaction()
      .execute((tx) => clockMoves.find(({ name }) => name === 'licenses.true_ups')!.run(tx, at))
  await tick(new Date())
  expect((await openOf(manager)).state).toBe('proposed')
  const later = new Date(Date.now() + 400 * 86_400_000)
  for (const _ of [1, 2]) await tick(later)
  expect((await openOf(manager)).state).toBe('expired')
  expect(await trailOf(owner.db, its.id)).toEqual(['true_up.proposed', 'true_up.expired'])
  await owner.db
    .updateTable('rounds')
    .set({ confirmedAt: new Date(Date.now() - 400 * 86_400_000) })
    .where('id', '=', round.id)
    .execute()
  expect(await listHeldPrices(approver.db)).toEqual([])
})

test('an enterprise that did not buy under the award has no price held, and a foreign one sees nothing', async () => {
  const { award, manager } = await aHeldPrice()
  const stranger = await someone('enterprise', ['asset_manager'])
  const estate = await anEstate(connections, stranger)
  const product: Product = { id: award.productId, edition: { standard: award.editionId }, release: {} }
  await estate.install(await estate.computers(2), product, { release: null })
  await market.work()
  const see = async (who: Someone) => visit(page.loader as never, { cookie: await cookieFor(worker.db, who) })
  expect((await see(stranger)).data).toMatchObject({ rows: [], held: [] })
  expect((await see(manager)).data).toMatchObject({
    rows: [{ quantity: 6 }],
    held: [{ bought: 40 }],
    gaps: { [product.id]: 6 },
  })
  expect((await visit(csvPage.loader as never, { cookie: await cookieFor(worker.db, manager) })).status).toBe(
    200,
  )
})
