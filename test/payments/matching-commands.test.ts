import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { acceptDelivery } from '~/orders/accept.server'
import { sendDelivery } from '~/orders/deliver.server'
import { account } from '~/payments/ledger/accounts'
import { listOpenLines } from '~/payments/matching/board.server'
import { clockMoves } from '~/payments/clock.server'
import { findHoldable, placeHold, releaseHold } from '~/payments/hold.server'
import { approveMatch, dropMatch, matchLine, undoMatch } from '~/payments/matching/match.server'
import { bookBankFee, reopenLine, setLineAside } from '~/payments/matching/other-lines.server'
import { balancesOf } from '~/payments/ledger/post.server'
import { releaseAccepted } from '~/payments/release.server'
import { bankOf, type LineFacts } from '../support/bank'
import { aDatabase } from '../support/database'
import { tradeOf } from '../support/orders'
import type { Someone } from '../support/people'
import { trailOf } from '../support/trail'

const database = await aDatabase()
const { owner } = database
const trade = tradeOf(database)
const bank = bankOf(database, trade)
const [officer, second] = [await trade.anOfficer(), await trade.anOfficer()]
const house = await bank.anAccount()

type Order = Awaited<ReturnType<typeof trade.aConfirmedOrder>>

async function codeOf(order: Order) {
  return (
    await owner.db
      .selectFrom('orders')
      .select('paymentCode')
      .where('id', '=', order.id)
      .executeTakeFirstOrThrow()
  ).paymentCode!
}

const nameOf = async (orgId: string) =>
  (
    await owner.db
      .selectFrom('organizations')
      .select('name')
      .where('id', '=', orgId)
      .executeTakeFirstOrThrow()
  ).name

/** A line that names the order, from the buyer itself. */
async function paidBy(order: Order, facts: LineFacts) {
  const [lineId] = await bank.receive(officer, house, [
    {
      remark: `货款 ${await codeOf(order)}`,
      name: await nameOf(order.buyer.orgId),
      account: order.buyer.orgId.replaceAll(/\D/g, ''),
      ...facts,
    },
  ])
  return lineId!
}

const match = (
  by: Someone,
  lineId: string,
  parts: Parameters<typeof matchLine>[2]['parts'],
  letterFileId?: string,
) =>
  by.db
    .transaction()
    .execute((tx) => matchLine(tx, by.actor, { lineId, parts, letterFileId: letterFileId ?? null }))

const orderRow = (order: Order) =>
  owner.db.selectFrom('orders').selectAll().where('id', '=', order.id).executeTakeFirstOrThrow()
const proposalOf = async (lineId: string) => (await listOpenLines(officer.db, { lineId }))[0]!.proposal
const balances = async (...ids: string[]) => {
  const of = await balancesOf(owner.db, ids)
  return ids.map(of)
}

test('the whole amount under the code is booked by one officer, and the order is funded', async () => {
  const order = await trade.aConfirmedOrder({ lines: [{ quantity: 3, unitPrice: 12_345n }] })
  const lineId = await paidBy(order, { amount: 37_035n })
  expect(await proposalOf(lineId)).toMatchObject({
    rule: 'M1',
    bulk: true,
    parts: [{ orderId: order.id, amount: 37_035n }],
  })

  expect(await match(officer, lineId, [{ orderId: order.id, amount: 37_035n }])).toMatchObject({
    booked: true,
  })
  expect(await orderRow(order)).toMatchObject({ state: 'funded', received: 37_035n })
  expect(
    await balances(
      account.receivable(order.id),
      account.due(order.id),
      account.order(order.id),
      account.suspense(lineId),
    ),
  ).toEqual([0n, 0n, -37_035n, 0n])
  const events = await owner.db
    .selectFrom('events')
    .select('kind')
    .where('subjectId', '=', order.id)
    .orderBy('id')
    .execute()
  expect(events.map(({ kind }) => kind)).toEqual([
    'order.placed',
    'order.agreed',
    'order.agreed',
    'order.confirmed',
    'payment.matched',
    'order.paid',
    'order.funded',
  ])
})

test('two officers on one line: one wins, the other finds it gone', async () => {
  const order = await trade.aConfirmedOrder()
  const lineId = await paidBy(order, { amount: 100_000n })
  const answers = await Promise.allSettled(
    [officer, second].map((by) => match(by, lineId, [{ orderId: order.id, amount: 100_000n }])),
  )

  expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(answers.find((answer) => answer.status === 'rejected')).toMatchObject({
    reason: { code: 'line-gone' },
  })
  expect((await orderRow(order)).received).toBe(100_000n)
})

test('two lines that each pay one order whole: the second is refused, not doubled', async () => {
  const order = await trade.aConfirmedOrder()
  const lines = [await paidBy(order, { amount: 100_000n }), await paidBy(order, { amount: 100_000n })]
  const answers = await Promise.allSettled(
    lines.map((lineId, n) => match(n ? second : officer, lineId, [{ orderId: order.id, amount: 100_000n }])),
  )
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect((await orderRow(order)).received).toBe(100_000n)
})

test('less is a part payment; the order waits for the rest', async () => {
  const order = await trade.aConfirmedOrder()
  const lineId = await paidBy(order, { amount: 40_000n })
  await match(officer, lineId, [{ orderId: order.id, amount: 40_000n }])
  expect(await orderRow(order)).toMatchObject({ state: 'confirmed', received: 40_000n })
})

test('more goes to the payer’s unapplied money, where it is the enterprise’s own to see', async () => {
  const order = await trade.aConfirmedOrder()
  const lineId = await paidBy(order, { amount: 100_500n })
  expect(await proposalOf(lineId)).toMatchObject({ rule: 'M2', reason: 'over', unapplied: 500n })
  await match(officer, lineId, [
    { orderId: order.id, amount: 100_000n },
    { unappliedFor: order.buyer.orgId, amount: 500n },
  ])
  expect(await balances(account.unapplied(order.buyer.orgId))).toEqual([-500n])
  expect(
    await order.buyer.db
      .selectFrom('ledger.accounts')
      .select('balance')
      .where('id', '=', account.unapplied(order.buyer.orgId))
      .executeTakeFirst(),
  ).toEqual({ balance: -500n })
})

test('one line for two orders of the buyer is split as it names them', async () => {
  const buyer = await trade.anApprover()
  const [one, two] = [
    await trade.aConfirmedOrder({ buyer }),
    await trade.aConfirmedOrder({ buyer, lines: [{ quantity: 1, unitPrice: 777n }] }),
  ]
  const lineId = await paidBy(one, { amount: 100_777n, remark: `${await codeOf(one)} ${await codeOf(two)}` })
  const { parts, rule } = await proposalOf(lineId)
  expect(rule).toBe('M3')
  await match(officer, lineId, parts)
  expect([(await orderRow(one)).state, (await orderRow(two)).state]).toEqual(['funded', 'funded'])
})

test('what was edited waits for a second person, who must be another one', async () => {
  const order = await trade.aConfirmedOrder()
  const lineId = await paidBy(order, { amount: 60_000n })
  const { id, booked } = await match(officer, lineId, [
    { orderId: order.id, amount: 50_000n },
    { unappliedFor: order.buyer.orgId, amount: 10_000n },
  ])
  expect(booked).toBe(false)
  expect((await orderRow(order)).received).toBe(0n)
  await expect(officer.db.transaction().execute((tx) => approveMatch(tx, officer.actor, id))).rejects.toThrow(
    'same-person',
  )
  const answers = await Promise.allSettled(
    [1, 2].map(() => second.db.transaction().execute((tx) => approveMatch(tx, second.actor, id))),
  )
  expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect((await orderRow(order)).received).toBe(50_000n)
})

test('an amount above ¥100,000 waits for a second person even as proposed', async () => {
  const order = await trade.aConfirmedOrder({ lines: [{ quantity: 1, unitPrice: 10_000_001n }] })
  const lineId = await paidBy(order, { amount: 10_000_001n })
  const { id, booked } = await match(officer, lineId, [{ orderId: order.id, amount: 10_000_001n }])
  expect(booked).toBe(false)
  await second.db.transaction().execute((tx) => dropMatch(tx, second.actor, id))
  expect((await proposalOf(lineId)).rule).toBe('M1')
})

test('the database itself refuses a match of one person where two are needed', async () => {
  const order = await trade.aConfirmedOrder()
  const lineId = await paidBy(order, { amount: 1n })
  const row = {
    lineId,
    rule: 'M7' as const,
    twoPersons: true,
    preparedBy: officer.personId,
    preparedAt: new Date(),
    state: 'confirmed' as const,
    confirmedAt: new Date(),
  }
  await expect(officer.db.insertInto('matches').values(row).execute()).rejects.toThrow('matches_two_persons')
  await expect(
    officer.db
      .insertInto('matches')
      .values({ ...row, approvedBy: officer.personId })
      .execute(),
  ).rejects.toThrow('matches_not_the_same_person')
})

test('parts that do not sum, aim twice or exceed the order are refused', async () => {
  const order = await trade.aConfirmedOrder()
  const lineId = await paidBy(order, { amount: 200_000n })
  await expect(match(officer, lineId, [{ orderId: order.id, amount: 100_000n }])).rejects.toThrow(
    'parts-do-not-sum',
  )
  await expect(match(officer, lineId, [{ orderId: order.id, amount: 200_000n }])).rejects.toThrow(
    'part-above-order',
  )
  await expect(
    match(officer, lineId, [
      { orderId: order.id, amount: 100_000n },
      { orderId: order.id, amount: 100_000n },
    ]),
  ).rejects.toThrow('part-twice')
  await expect(match(officer, lineId, [{ orderId: randomUUID(), amount: 200_000n }])).rejects.toThrow(
    'order-unknown',
  )
})

test('money of another payer needs its letter first', async () => {
  const order = await trade.aConfirmedOrder()
  const lineId = await paidBy(order, { amount: 100_000n, name: '集团财务公司', account: '9999' })
  await expect(match(officer, lineId, [{ orderId: order.id, amount: 100_000n }])).rejects.toThrow(
    'letter-needed',
  )
})

test('a member, a vendor and the worker’s clock cannot book a line', async () => {
  const order = await trade.aConfirmedOrder()
  const lineId = await paidBy(order, { amount: 100_000n })
  for (const by of [order.buyer, order.vendor])
    await expect(match(by, lineId, [{ orderId: order.id, amount: 100_000n }])).rejects.toThrow('line-gone')
})

test('a match is undone by its opposite as long as nothing was built on it', async () => {
  const order = await trade.aConfirmedOrder()
  const lineId = await paidBy(order, { amount: 30_000n })
  const { id } = await match(officer, lineId, [{ orderId: order.id, amount: 30_000n }])
  await officer.db.transaction().execute((tx) => undoMatch(tx, officer.actor, id, '付错订单'))
  expect((await orderRow(order)).received).toBe(0n)
  expect(await balances(account.suspense(lineId), account.order(order.id))).toEqual([-30_000n, 0n])

  const again = await match(officer, lineId, [{ orderId: order.id, amount: 30_000n }])
  const rest = await paidBy(order, { amount: 70_000n })
  await match(officer, rest, [{ orderId: order.id, amount: 70_000n }])
  await expect(
    officer.db.transaction().execute((tx) => undoMatch(tx, officer.actor, again.id, '太晚')),
  ).rejects.toThrow('money-has-moved-on')
})

test('a line that is nobody’s business is set aside with its reason', async () => {
  const [lineId] = await bank.receive(officer, house, [{ amount: 12n, remark: '利息' }])
  await officer.db.transaction().execute((tx) => setLineAside(tx, lineId!, '银行利息'))
  expect(await listOpenLines(officer.db, { lineId: lineId! })).toEqual([])
  await officer.db.transaction().execute((tx) => reopenLine(tx, lineId!))
  expect(await listOpenLines(officer.db, { lineId: lineId! })).toHaveLength(1)
  expect(await trailOf(owner.db, lineId!)).toEqual(['line.set_aside', 'line.reopened'])
})

test('what the bank takes for its services is small, and goes out', async () => {
  const fee = async (facts: LineFacts) => {
    const [lineId] = await bank.receive(officer, house, [{ remark: '手续费', ...facts }])
    return officer.db.transaction().execute((tx) => bookBankFee(tx, lineId!))
  }
  const before = (await balances(account.bankFee))[0]!
  await expect(fee({ amount: 100_001n, direction: 'D' })).rejects.toThrow('fee-too-large')
  await expect(fee({ amount: 100_000n, direction: 'C' })).rejects.toThrow('line-gone')
  await fee({ amount: 100_000n, direction: 'D' })
  expect(await balances(account.bankFee)).toEqual([before + 100_000n])
})

async function aDeliveredOrder(
  lines: { quantity: number; unitPrice: bigint }[],
  units = lines.map(({ quantity }) => quantity),
) {
  const order = await trade.aConfirmedOrder({ lines })
  const total = lines.reduce((sum, line) => sum + line.unitPrice * BigInt(line.quantity), 0n)
  const { id, booked } = await match(officer, await paidBy(order, { amount: total }), [
    { orderId: order.id, amount: total },
  ])
  if (!booked) await second.db.transaction().execute((tx) => approveMatch(tx, second.actor, id))
  const handed = order.lineIds.map((lineId, at) => ({
    lineId,
    quantity: units[at]!,
    termStart: '2026-12-01',
    termEnd: null,
    maintenanceUntil: null,
    channel: 'retail' as const,
    licenseNo: null,
  }))
  const note = await order.vendor.db.transaction().execute((tx) =>
    sendDelivery(tx, order.vendor.actor, order.id, {
      remark: null,
      subcontractorId: null,
      lines: handed.filter(({ quantity }) => quantity > 0),
    }),
  )
  return { ...order, noteId: note.id, total }
}

const acceptAndRelease = async (order: Order & { noteId: string }) => {
  await order.buyer.db.transaction().execute((tx) => acceptDelivery(tx, order.buyer.actor, order.noteId))
  await trade.clock.db.transaction().execute((tx) => releaseAccepted(tx, order.id))
}

test('accepted money becomes the vendor’s, once however often it is told, and only what was accepted', async () => {
  const order = await aDeliveredOrder([{ quantity: 10, unitPrice: 1_000n }], [4])
  await acceptAndRelease(order)
  await trade.clock.db.transaction().execute((tx) => releaseAccepted(tx, order.id))
  expect(await balances(account.order(order.id), account.payable(order.id))).toEqual([-6_000n, -4_000n])
})

test('the fee leaves with the release, its tax apart', async () => {
  const order = await aDeliveredOrder([{ quantity: 1, unitPrice: 100_000n }])
  await owner.db.updateTable('orders').set({ feeBps: 250 }).where('id', '=', order.id).execute()
  const [feeBefore, taxBefore] = await balances('fee', 'tax:output')
  await acceptAndRelease(order)
  const [feeAfter, taxAfter] = await balances('fee', 'tax:output')
  expect(await balances(account.payable(order.id))).toEqual([-97_500n])
  expect([feeBefore! - feeAfter!, taxBefore! - taxAfter!]).toEqual([2_358n, 142n])
})

test('a hold takes its line’s money and no other line’s, before or after acceptance', async () => {
  const order = await aDeliveredOrder([
    { quantity: 20, unitPrice: 120_000n },
    { quantity: 1, unitPrice: 5_000n },
  ])
  const [lineId, sibling] = order.lineIds as [string, string]
  const caseId = randomUUID()
  const hold = { caseId, lineId, amount: 720_000n, endsAt: new Date(Date.now() + 1e9) }
  const place = () => order.buyer.db.transaction().execute((tx) => placeHold(tx, hold))
  const [first, again] = await Promise.all([place(), place()])
  expect(again).toBe(first)
  await acceptAndRelease(order)

  expect(await balances(account.held(order.id), account.payable(order.id), account.order(order.id))).toEqual([
    -720_000n,
    -1_685_000n,
    0n,
  ])
  expect(await findHoldable(order.buyer.db, sibling)).toBe(5_000n)
  await expect(
    order.buyer.db
      .transaction()
      .execute((tx) => placeHold(tx, { ...hold, caseId: randomUUID(), amount: 1_680_001n })),
  ).rejects.toThrow('hold-above-money')
  await order.buyer.db.transaction().execute((tx) => releaseHold(tx, hold))
  expect(await balances(account.held(order.id), account.payable(order.id))).toEqual([0n, -2_405_000n])
  expect(await order.buyer.db.transaction().execute((tx) => releaseHold(tx, hold))).toBeNull()
  await expect(place()).rejects.toThrow('hold-ended')
})

test('a hold placed on money that already waits for the vendor moves it at once; the case stays unseen', async () => {
  const order = await aDeliveredOrder([{ quantity: 1, unitPrice: 1_000n }])
  await acceptAndRelease(order)
  await order.buyer.db.transaction().execute((tx) =>
    placeHold(tx, {
      caseId: randomUUID(),
      lineId: order.lineIds[0]!,
      amount: 400n,
      endsAt: new Date(Date.now() + 1e9),
    }),
  )
  expect(await balances(account.held(order.id), account.payable(order.id))).toEqual([-400n, -600n])
  expect(await order.vendor.db.selectFrom('holds').select(['amount', 'state']).execute()).toEqual([
    { amount: 400n, state: 'active' },
  ])
  await expect(officer.db.selectFrom('holds').select('caseId').execute()).rejects.toThrow('permission denied')
})

test('an order nobody paid expires after due and grace, and owes nothing; a part-paid one stays', async () => {
  const [unpaid, part] = [await trade.aConfirmedOrder(), await trade.aConfirmedOrder()]
  await match(officer, await paidBy(part, { amount: 1n }), [{ orderId: part.id, amount: 1n }])
  const expire = clockMoves.find(({ name }) => name === 'payments.expire')!
  const { payDue } = await orderRow(unpaid)
  const run = (now: Date) => trade.clock.db.transaction().execute((tx) => expire.run(tx, now))
  await run(payDue!)
  expect(await trade.stateOf(unpaid.id)).toBe('confirmed')
  await Promise.all([
    run(new Date(payDue!.getTime() + 10 * 86_400_000)),
    run(new Date(payDue!.getTime() + 10 * 86_400_000)),
  ])
  expect([await trade.stateOf(unpaid.id), await trade.stateOf(part.id)]).toEqual(['expired', 'confirmed'])
  expect(await balances(account.receivable(unpaid.id), account.due(unpaid.id))).toEqual([0n, 0n])
})

test('an order that expires while its money is matched ends one way, and no fen is lost: paid, or the money kept for its payer', async () => {
  const expire = clockMoves.find(({ name }) => name === 'payments.expire')!
  for (let n = 0; n < 4; n += 1) {
    const order = await trade.aConfirmedOrder()
    const { payDue, total } = await orderRow(order)
    const lineId = await paidBy(order, { amount: total })
    const late = () =>
      trade.clock.db
        .transaction()
        .execute((tx) => expire.run(tx, new Date(payDue!.getTime() + 10 * 86_400_000)))
    const pay = () => match(officer, lineId, [{ orderId: order.id, amount: total }])
    if (n === 0) await late()
    const [, matched] = await Promise.allSettled([late(), pay()])
    const { state, received } = await orderRow(order)
    const kept = account.unapplied(order.buyer.orgId)
    if (state === 'expired') {
      expect([matched.status, received]).toEqual(['rejected', 0n])
      expect(await proposalOf(lineId)).toMatchObject({ reason: 'order-closed', unapplied: total })
      await match(officer, lineId, [{ unappliedFor: order.buyer.orgId, amount: total }])
      expect(await balances(kept, account.order(order.id))).toEqual([-total, 0n])
    } else {
      expect([matched.status, state, received]).toEqual(['fulfilled', 'funded', total])
      expect(await balances(kept, account.order(order.id))).toEqual([0n, -total])
    }
    expect(await balances(account.suspense(lineId), account.receivable(order.id))).toEqual([0n, 0n])
  }
})
