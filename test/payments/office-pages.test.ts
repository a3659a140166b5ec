import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import * as account from '~/payments/pages/ledger-account'
import * as bankLine from '~/payments/pages/bank-line'
import * as ledger from '~/payments/pages/ledger'
import * as matching from '~/payments/pages/matching'
import * as postings from '~/payments/pages/postings'
import * as statement from '~/payments/pages/statement'
import * as statements from '~/payments/pages/statements'
import { printOf, proposedParts } from '~/payments/matching/match-parts'
import type { BoardLine } from '~/payments/matching/board.server'
import { bookNextStatement, checkNextStatement } from '~/payments/statement-work.server'
import { bankOf } from '../support/bank'
import { aDatabase } from '../support/database'
import { tradeOf } from '../support/orders'
import { cookieFor, servePages, visit } from '../support/pages'

const database = await aDatabase()
const { owner, worker } = database
const trade = tradeOf(database)
const bank = bankOf(database, trade)
servePages(database.app.pool)
const [officer, second] = [await trade.anOfficer(), await trade.anOfficer()]
const [cookie, other] = [await cookieFor(worker.db, officer), await cookieFor(worker.db, second)]
const house = await bank.anAccount()

type Order = Awaited<ReturnType<typeof trade.aConfirmedOrder>>

async function paidBy(order: Order, amount: bigint) {
  const { paymentCode } = await owner.db
    .selectFrom('orders')
    .select('paymentCode')
    .where('id', '=', order.id)
    .executeTakeFirstOrThrow()
  const { name } = await owner.db
    .selectFrom('organizations')
    .select('name')
    .where('id', '=', order.buyer.orgId)
    .executeTakeFirstOrThrow()
  const [lineId] = await bank.receive(officer, house, [
    { amount, remark: paymentCode!, name, account: order.buyer.orgId.replaceAll(/\D/g, '') },
  ])
  return lineId!
}

const board = async () => (await visit(matching.loader as never, { cookie })).data as { lines: BoardLine[] }
const seenOf = async (lineId: string) => {
  const line = (await board()).lines.find(({ id }) => id === lineId)!
  return printOf(proposedParts(line.proposal))
}
const post = (form: Record<string, string | string[]>, who = cookie) =>
  visit(matching.action as never, { cookie: who, form })
const onLine = (lineId: string, form: Record<string, string>, who = cookie) =>
  visit(bankLine.action as never, { cookie: who, params: { lineId }, form })
const receivedOf = async ({ id }: Order) =>
  (await owner.db.selectFrom('orders').select('received').where('id', '=', id).executeTakeFirstOrThrow())
    .received

test('a statement is uploaded, checked by the worker, approved by a person and booked', async () => {
  const account = await bank.anAccount()
  const form = new FormData()
  form.set('accountId', account.id)
  form.set('file', new File([bank.aFile(account, [{ amount: 500n }, { amount: 700n }])], '十一月.csv'))
  const uploaded = await visit(statements.action as never, { cookie, form })
  const importId = /statements\/(.+)$/.exec(uploaded.location!)![1]!
  const read = async () => (await visit(statement.loader as never, { cookie, params: { importId } })).data
  while (await checkNextStatement(trade.clock.db));
  expect(await read()).toMatchObject({
    statement: {
      state: 'checked',
      lines: 2,
      moneyIn: 1_200n,
      preview: [{ amount: '500' }, { amount: '700' }],
    },
  })
  const commit = () =>
    visit(statement.action as never, {
      cookie,
      params: { importId },
      form: { move: 'commit', gapReason: '' },
    })
  expect(await commit()).toMatchObject({ status: 302 })
  expect(await commit()).toMatchObject({ status: 422, data: { refusal: { code: 'already-moved' } } })
  while (await bookNextStatement(trade.clock.db));
  expect(await read()).toMatchObject({ statement: { state: 'committed' }, booked: [{ amount: 500n }, {}] })
})

test('a statement with wrong cells names them and is not booked', async () => {
  const account = await bank.anAccount()
  const text = bank.aFile(account, [{ amount: 500n }]).replace('CNY', 'USD')
  const { id: importId } = await bank.upload(officer, account, text)
  expect((await visit(statement.loader as never, { cookie, params: { importId } })).data).toMatchObject({
    statement: { problems: [{ row: 2, column: 'currency', code: 'currency-unknown' }] },
  })
  expect(
    await visit(statement.action as never, { cookie, params: { importId }, form: { move: 'commit' } }),
  ).toMatchObject({ status: 422, data: { refusal: { code: 'statement-has-problems' } } })
})

test('the same confirmation posted twice at once makes one match', async () => {
  const order = await trade.aConfirmedOrder()
  const lineId = await paidBy(order, 100_000n)
  const form = { move: 'confirm', lineId, seen: await seenOf(lineId), _key: `once-${lineId}` }
  const answers = await Promise.all([post(form), post(form)])
  expect(answers.map(({ status }) => status)).toEqual([302, 302])
  expect(await receivedOf(order)).toBe(100_000n)
  const { matches } = await owner.db
    .selectFrom('matches')
    .select((row) => row.fn.countAll<bigint>().as('matches'))
    .where('lineId', '=', lineId)
    .executeTakeFirstOrThrow()
  expect(matches).toBe(1n)
})

test('two officers on one line at once: one matches it, the other is told that it is gone', async () => {
  const order = await trade.aConfirmedOrder()
  const lineId = await paidBy(order, 100_000n)
  const form = { move: 'confirm', lineId, seen: await seenOf(lineId) }
  const answers = await Promise.all([post(form), post(form, other)])
  expect(answers.map(({ status }) => status).toSorted()).toEqual([302, 422])
  expect(answers.find(({ status }) => status === 422)).toMatchObject({
    data: { refusal: { code: 'line-gone' } },
  })
  expect(await receivedOf(order)).toBe(100_000n)
})

test('a proposal that has changed since it was seen is not booked', async () => {
  const order = await trade.aConfirmedOrder()
  const [one, two] = [await paidBy(order, 100_000n), await paidBy(order, 100_000n)]
  const seen = await seenOf(one)
  await post({ move: 'confirm', lineId: one, seen })
  expect(await post({ move: 'confirm', lineId: two, seen })).toMatchObject({
    status: 422,
    data: { refusal: { code: 'proposal-changed' } },
  })
})

test('several lines whose code fits are matched with one click; the others stay', async () => {
  const orders = [await trade.aConfirmedOrder(), await trade.aConfirmedOrder(), await trade.aConfirmedOrder()]
  const lines = [
    await paidBy(orders[0]!, 100_000n),
    await paidBy(orders[1]!, 100_000n),
    await paidBy(orders[2]!, 99_000n),
  ]
  expect(await post({ move: 'bulk', id: lines })).toMatchObject({ data: { bulk: { done: 2, left: 1 } } })
  expect(await Promise.all(orders.map(receivedOf))).toEqual([100_000n, 100_000n, 0n])
})

test('one line is split over two orders of a buyer, and a second person books it', async () => {
  const buyer = await trade.anApprover()
  const [one, two] = [await trade.aConfirmedOrder({ buyer }), await trade.aConfirmedOrder({ buyer })]
  const lineId = await paidBy(one, 150_000n)
  const split = {
    move: 'split',
    'parts.0.aim': `order:${one.id}`,
    'parts.0.amount': '1,000.00',
    'parts.1.aim': `order:${two.id}`,
    'parts.1.amount': '400.00',
    'parts.2.aim': `unapplied:${buyer.orgId}`,
    'parts.2.amount': '',
  }
  expect(await onLine(lineId, split)).toMatchObject({
    status: 422,
    data: { refusal: { code: 'parts-do-not-sum' } },
  })
  expect(await onLine(lineId, { ...split, 'parts.2.amount': '100' })).toMatchObject({
    location: `/office/matching/${lineId}?done=match-waits`,
  })
  const { id: matchId } = await owner.db
    .selectFrom('matches')
    .select('id')
    .where('lineId', '=', lineId)
    .executeTakeFirstOrThrow()
  expect(await onLine(lineId, { move: 'approve', matchId })).toMatchObject({
    status: 422,
    data: { refusal: { code: 'same-person' } },
  })
  expect(await onLine(lineId, { move: 'approve', matchId }, other)).toMatchObject({ status: 302 })
  expect(await Promise.all([one, two].map(receivedOf))).toEqual([100_000n, 40_000n])
})

test('a line is set aside with a reason and comes back; a bank fee is booked as one', async () => {
  const [aside, fee] = await bank.receive(officer, house, [
    { amount: 5n, remark: '利息' },
    { amount: 5_000n, direction: 'D', remark: '账户管理费' },
  ])
  expect(await onLine(aside!, { move: 'aside', reason: '' })).toMatchObject({ status: 422 })
  expect(await onLine(aside!, { move: 'aside', reason: '银行利息' })).toMatchObject({ status: 302 })
  expect(await onLine(aside!, { move: 'reopen' })).toMatchObject({ status: 302 })
  expect((await board()).lines.map(({ id }) => id)).toContain(aside)
  expect(await onLine(fee!, { move: 'fee' })).toMatchObject({ status: 302 })
  expect(await onLine(fee!, { move: 'fee' })).toMatchObject({ status: 422 })
  const { balance } = await owner.db
    .selectFrom('ledger.accounts')
    .select('balance')
    .where('id', '=', 'bankfee')
    .executeTakeFirstOrThrow()
  expect(balance).toBe(5_000n)
})

test('the ledger shows each account’s chain and its counter accounts, and debits equal credits', async () => {
  const order = await trade.aConfirmedOrder()
  const lineId = await paidBy(order, 100_000n)
  await post({ move: 'confirm', lineId, seen: await seenOf(lineId) })
  const { data } = await visit(account.loader as never, { cookie, params: { account: `order:${order.id}` } })
  expect(data).toMatchObject({
    account: { balance: -100_000n, mayDebit: false },
    rows: [{ kind: 'match', amount: -100_000n, balanceAfter: -100_000n, no: 1n }],
  })
  const { kinds } = (await visit(ledger.loader as never, { cookie })).data as {
    kinds: { debit: bigint; credit: bigint }[]
  }
  const sum = (side: 'debit' | 'credit') => kinds.reduce((total, kind) => total + kind[side], 0n)
  expect(sum('debit')).toBe(sum('credit'))
  const past = (await visit(ledger.loader as never, { cookie, path: '/office/ledger?asOf=2020-01-01' })).data
  expect(past).toMatchObject({ rows: [], kinds: [] })
  const journal = (
    await visit(postings.loader as never, { cookie, path: '/office/ledger/postings?kind=match' })
  ).data as { rows: { kind: string; volume: bigint; legs: unknown[] }[] }
  expect(new Set(journal.rows.map(({ kind }) => kind))).toEqual(new Set(['match']))
  expect(journal.rows[0]).toMatchObject({ volume: 200_000n, legs: { length: 4 } })
})

test('members and vendors find no office page; an auditor reads and cannot book', async () => {
  const auditor = await cookieFor(worker.db, await trade.someone('agency', ['auditor']))
  const [buyer, vendor] = [
    await cookieFor(worker.db, await trade.aBuyer()),
    await cookieFor(worker.db, await trade.aVendor()),
  ]
  for (const stranger of [buyer, vendor])
    for (const page of [matching, statements, ledger, postings] as unknown as { loader: never }[])
      expect((await visit(page.loader, { cookie: stranger })).status).toBe(404)
  expect((await visit(matching.loader as never, { cookie: auditor })).status).toBe(200)
  expect((await post({ move: 'bulk', id: ['x'] }, auditor)).status).toBe(403)
})

test('a bank line is for a member as one that does not exist, byte for byte', async () => {
  const order = await trade.aConfirmedOrder()
  const lineId = await paidBy(order, 100n)
  const member = await cookieFor(worker.db, order.buyer)
  const answered = async (id: string, serve: never, form?: Record<string, string>) =>
    visit(serve, { cookie: member, params: { lineId: id }, ...(form && { form }) })
  for (const [serve, form] of [
    [bankLine.loader as never, undefined],
    [bankLine.action as never, { move: 'settle' }],
  ] as const) {
    const known = await answered(lineId, serve, form)
    expect(known.status).toBe(404)
    expect(await answered(randomUUID(), serve, form)).toEqual(known)
  }
})
