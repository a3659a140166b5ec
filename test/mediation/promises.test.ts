import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { checkCase, listObligations } from '~/mediation/settlements/fulfilling.server'
import { placeHold, releaseHold } from '~/payments/hold.server'
import { account } from '~/payments/ledger/accounts'
import { balancesOf } from '~/payments/ledger/post.server'
import { settleLine } from '~/payments/matching/settle-line.server'
import { approveRefund, prepareRefund, sendRefund } from '~/payments/refunds/refund.server'
import { requestRefund } from '~/payments/refunds/request.server'
import { suggestLine } from '~/demands/commands.server'
import { disputesOf } from '../support/cases'
import { aDatabase } from '../support/database'
import { moneyOf } from '../support/money'
import { react } from '~/jobs.server'

const database = await aDatabase()
const { owner, worker } = database
const disputes = disputesOf(database)
const money = await moneyOf(database)
const { officer, second, bank, house } = money
const { work, dueOn, settled } = disputes
const now = new Date()

const refundsOf = (obligationId: string) =>
  owner.db
    .selectFrom('refunds')
    .select(['id', 'code', 'amount', 'state', 'cause', 'orderId'])
    .where('causeId', '=', obligationId)
    .execute()

const eventOf = (kind: string, subjectId: string) =>
  owner.db
    .selectFrom('events')
    .select(['id', 'orgId'])
    .where('kind', '=', kind)
    .where('subjectId', '=', subjectId)
    .execute()

/** A reaction runs once per event; told by a second event it must change nothing either. */
async function tellAgain(kind: string, name: string, subjectId: string) {
  const { rows } = await sql<{ id: string }>`
    select record_event(${kind}, ${subjectId}::uuid, ${JSON.stringify({ obligation: subjectId })}::jsonb) as id`.execute(
    worker.db,
  )
  await Promise.all([1, 2].map(() => react(worker.db, { event: rows[0]!.id, kind, name })))
}

test('a refund that was promised is asked for once, is paid by two officers, and keeps the promise by itself', async () => {
  const its = await disputes.aNegotiation({ pay: (order) => money.pay(order) })
  const [obligation] = await settled(its, [{ kind: 'refund', amount: '2400.00', quantity: '2', dueOn }])
  const [refund] = await refundsOf(obligation!.id)
  expect(refund).toMatchObject({ amount: 240_000n, cause: 'settlement', orderId: its.order.id })
  await tellAgain('refund.requested', 'ask refund', obligation!.id)
  expect(await refundsOf(obligation!.id)).toHaveLength(1)

  await work(officer, (tx) => prepareRefund(tx, officer.actor, refund!.id, null))
  await work(second, (tx) => approveRefund(tx, second.actor, refund!.id))
  await work(officer, (tx) => sendRefund(tx, refund!.id))
  const [line] = await bank.receive(officer, house, [
    { amount: 240_000n, direction: 'D', remark: refund!.code },
  ])
  await work(officer, (tx) => settleLine(tx, officer.actor, line!))
  await disputes.letReact()
  const [kept] = await listObligations(its.claimant.db, its.caseId)
  expect(kept!.state).toBe('met')
})

/** The payer's bank wants the money of an order back, and decides later. */
async function aChargeback(orderId: string) {
  const payment = await owner.db
    .selectFrom('payments')
    .select(['id', 'amount'])
    .where('orderId', '=', orderId)
    .executeTakeFirstOrThrow()
  const { id } = await owner.db
    .insertInto('chargebacks')
    .values({
      disputeId: `du_${payment.id}`,
      paymentId: payment.id,
      orderId,
      state: 'warning',
      amount: payment.amount,
      currency: 'CNY',
      reason: 'general',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const tell = async (kind: string, facts: object) => {
    await sql`select record_event(${kind}, ${id}::uuid, ${JSON.stringify({ chargeback: id, order: orderId, ...facts })}::jsonb)`.execute(
      worker.db,
    )
    await disputes.letReact()
  }
  await tell('chargeback.opened', {})
  return async function close() {
    await owner.db
      .updateTable('chargebacks')
      .set({ state: 'closed', closedAt: new Date() })
      .where('id', '=', id)
      .execute()
    await tell('chargeback.closed', { outcome: 'closed' })
  }
}

test('a chargeback is told to the case, and the refund promised meanwhile is asked for at its end', async () => {
  const its = await disputes.aNegotiation({ pay: (order) => money.pay(order) })
  const close = await aChargeback(its.order.id)
  const [obligation] = await settled(its, [{ kind: 'refund', amount: '100.00', dueOn }])
  expect(await refundsOf(obligation!.id)).toEqual([])
  await close()
  expect(await refundsOf(obligation!.id)).toMatchObject([{ amount: 10_000n, state: 'requested' }])
  const told = await owner.db
    .selectFrom('events')
    .select('kind')
    .where('subjectId', '=', its.caseId)
    .where('kind', 'like', 'case.chargeback%')
    .orderBy('id')
    .execute()
  expect(told.map(({ kind }) => kind)).toEqual(['case.chargeback_opened', 'case.chargeback_closed'])
})

test('nobody learns from a promised refund which case it comes from', async () => {
  const its = await disputes.aNegotiation({ pay: (order) => money.pay(order) })
  const [obligation] = await settled(its, [{ kind: 'refund', amount: '100.00', dueOn }])
  const [event] = await eventOf('refund.requested', obligation!.id)
  const { rows } = await sql<{
    body: string
  }>`select body from event_bodies where event_id = ${event!.id}`.execute(owner.db)
  expect(JSON.parse(rows[0]!.body)).toEqual({ obligation: obligation!.id })
  expect(rows[0]!.body).not.toContain(its.caseId)
})

test('held money that goes back is held no longer; the rest of the hold is released as before', async () => {
  const order = await money.aPayableOrder({ lines: [{ quantity: 10, unitPrice: 10_000n }] })
  const caseId = randomUUID()
  await work(order.buyer, (tx) =>
    placeHold(tx, {
      caseId,
      lineId: order.lineIds[0]!,
      amount: 100_000n,
      endsAt: new Date(Date.now() + 1e9),
    }),
  )
  await money.invoice(order, -30_000n)
  const [id] = await work(order.vendor, (tx) =>
    requestRefund(tx, {
      orderId: order.id,
      cause: 'consent',
      lines: [{ lineId: order.lineIds[0]!, quantity: 3, amount: 30_000n }],
    }),
  )
  await work(officer, (tx) => prepareRefund(tx, officer.actor, id!, null))
  await work(second, (tx) => approveRefund(tx, second.actor, id!))
  await work(order.buyer, (tx) => releaseHold(tx, { caseId, lineId: order.lineIds[0]! }))
  const of = await balancesOf(owner.db, [account.held(order.id), account.payable(order.id)])
  expect([of(account.held(order.id)), of(account.payable(order.id))]).toEqual([0n, -70_000n])
})

async function aUseCase(amount: string | null, found?: number) {
  const its = await disputes.aNegotiation({ pay: (order) => money.pay(order) })
  const draftId = found === undefined ? null : await draftGap(its, found)
  const promise = {
    kind: 'buy_via_round',
    debtor: 'claimant',
    quantity: '6',
    dueOn,
    ...(amount && { amount }),
  }
  const [obligation] = await settled(its, [promise])
  const purchase = await owner.db
    .selectFrom('settlementPurchases')
    .selectAll()
    .where('obligationId', '=', obligation!.id)
    .executeTakeFirstOrThrow()
  return { its, obligation: obligation!, purchase, draftId }
}

/** The claimant's figures have asked for so many units of the disputed product before. */
async function draftGap(its: Awaited<ReturnType<typeof disputes.aNegotiation>>, quantity: number) {
  const { productId } = await owner.db
    .selectFrom('orderLines')
    .innerJoin('editions', 'editions.id', 'orderLines.editionId')
    .select('editions.productId')
    .where('orderLines.id', '=', its.order.lineIds[0]!)
    .executeTakeFirstOrThrow()
  return worker.db
    .transaction()
    .execute((tx) => suggestLine(tx, { orgId: its.claimant.orgId, productId, quantity, source: 'gap' }, now))
}

test('a purchase that was promised is a draft need of its enterprise, which no column tells from another gap', async () => {
  const { its, purchase } = await aUseCase(null)
  const line = await owner.db
    .selectFrom('demandLines')
    .selectAll()
    .where('id', '=', purchase.demandId)
    .executeTakeFirstOrThrow()
  expect(line).toMatchObject({
    orgId: its.claimant.orgId,
    quantity: 6,
    neededBy: dueOn,
    source: 'gap',
    state: 'draft',
  })
})

test.each([
  [4, 6],
  [9, 9],
])(
  'a promised purchase of six meets the draft of a gap of %i: one need of %i, and the promise is kept by it',
  async (gap, asked) => {
    const { its, purchase, draftId } = await aUseCase(null, gap)
    expect(purchase.demandId).toBe(draftId)
    const lines = owner.db.selectFrom('demandLines').select(['id', 'quantity'])
    expect(await lines.where('orgId', '=', its.claimant.orgId).execute()).toEqual([
      { id: draftId, quantity: asked },
    ])
  },
)

test('figures that change later raise a promised need, and lower it to what was promised and no further', async () => {
  const { its, purchase } = await aUseCase(null)
  const asked = async () =>
    (
      await owner.db
        .selectFrom('demandLines')
        .select('quantity')
        .where('orgId', '=', its.claimant.orgId)
        .where('id', '=', purchase.demandId)
        .executeTakeFirstOrThrow()
    ).quantity
  await draftGap(its, 9)
  expect(await asked()).toBe(9)
  await draftGap(its, 2)
  expect(await asked()).toBe(6)
})

test('a promised purchase meets the draft of a gap of an edition that is not the cheapest', async () => {
  const its = await disputes.aNegotiation({ pay: (order) => money.pay(order) })
  const draftId = await draftGap(its, 3)
  const { productId, editionId, id } = await owner.db
    .selectFrom('demandLines')
    .innerJoin('editions', 'editions.id', 'demandLines.editionId')
    .select(['editions.productId', 'editions.id as editionId', 'demandLines.id'])
    .where('demandLines.id', '=', draftId!)
    .executeTakeFirstOrThrow()
  const dearer = await owner.db
    .insertInto('editions')
    .columns(['productId', 'code', 'nameZh', 'nameEn', 'metric', 'term', 'termMonths'])
    .expression((query) =>
      query
        .selectFrom('editions')
        .where('id', '=', editionId)
        .select(({ val }) => [
          'productId',
          val('zz-dearer').as('code'),
          'nameZh',
          'nameEn',
          'metric',
          'term',
          'termMonths',
        ]),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  await owner.db.updateTable('demandLines').set({ editionId: dearer.id }).where('id', '=', id).execute()
  await settled(its, [{ kind: 'buy_via_round', debtor: 'claimant', quantity: '6', dueOn }])
  const lines = await owner.db
    .selectFrom('demandLines')
    .innerJoin('editions', 'editions.id', 'demandLines.editionId')
    .select(['demandLines.id', 'quantity', 'editionId'])
    .where('orgId', '=', its.claimant.orgId)
    .where('editions.productId', '=', productId)
    .execute()
  expect(lines).toEqual([{ id: draftId, quantity: 6, editionId: dearer.id }])
})

test('past its day a promised purchase with a price becomes one direct order of the other side, without a round', async () => {
  const { its, obligation } = await aUseCase('1000.00')
  await owner.db
    .updateTable('obligations')
    .set({ dueOn: '2026-01-01' })
    .where('id', '=', obligation.id)
    .execute()
  for (const _ of [1, 2]) {
    await worker.db.transaction().execute((tx) => checkCase(tx, its.caseId, now))
    await disputes.letReact()
  }
  await tellAgain('order.requested', 'place order', obligation.id)
  const orders = await owner.db
    .selectFrom('orders')
    .select(['id', 'source', 'total', 'roundId', 'vendorId'])
    .where('enterpriseId', '=', its.claimant.orgId)
    .where('id', '<>', its.order.id)
    .execute()
  expect(orders).toMatchObject([
    { source: 'settlement', total: 100_000n, roundId: null, vendorId: its.respondent.orgId },
  ])
  const lines = await owner.db
    .selectFrom('orderLines')
    .select(['quantity', 'unitPrice'])
    .where('orderId', '=', orders[0]!.id)
    .orderBy('no')
    .execute()
  expect(lines).toEqual([
    { quantity: 4, unitPrice: 16_667n },
    { quantity: 2, unitPrice: 16_666n },
  ])
})

test('without a price past its day nothing is ordered in anybody’s name', async () => {
  const { its, obligation } = await aUseCase(null)
  await owner.db
    .updateTable('obligations')
    .set({ dueOn: '2026-01-01' })
    .where('id', '=', obligation.id)
    .execute()
  await worker.db.transaction().execute((tx) => checkCase(tx, its.caseId, now))
  await disputes.letReact()
  expect(await eventOf('order.requested', obligation.id)).toEqual([])
})

test('a round that took the need up and came to nothing sets the direct order off at once', async () => {
  const { its, obligation, purchase } = await aUseCase('600.00')
  const { roundId } = await disputes.aRun([
    { vendor: its.respondent, unitPrice: 100n, shares: [{ buyer: its.claimant, quantity: 1 }] },
  ])
  const lot = await owner.db
    .selectFrom('lots')
    .select('id')
    .where('roundId', '=', roundId)
    .executeTakeFirstOrThrow()
  await owner.db
    .updateTable('demandLines')
    .set({ roundLotId: lot.id })
    .where('id', '=', purchase.demandId)
    .execute()
  await owner.db
    .updateTable('demandLines')
    .set({ roundLotId: null })
    .where('id', '=', purchase.demandId)
    .execute()
  const other = await disputes.aRun([
    { vendor: its.respondent, unitPrice: 100n, shares: [{ buyer: its.claimant, quantity: 1 }] },
  ])
  for (const round of [other.roundId, roundId]) {
    expect(await eventOf('order.requested', obligation.id)).toEqual([])
    const { rows } = await sql<{ id: string }>`
      select record_event('round.voided', ${round}::uuid, '{}'::jsonb) as id`.execute(worker.db)
    await react(worker.db, { event: rows[0]!.id, kind: 'round.voided', name: 'fall back' })
  }
  expect(await eventOf('order.requested', obligation.id)).toHaveLength(1)
})
