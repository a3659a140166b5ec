import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import * as round from '~/rounds/pages/round'
import { suggestLine } from '~/demands/commands.server'
import { addDays } from '~/kernel/workdays'
import { aDatabase } from '../support/database'
import { cookieFor, servePages, visit } from '../support/pages'
import { usesOf } from '../support/uses'

const database = await aDatabase()
const { owner, worker } = database
servePages(database.app.pool)
const { disputes, aPromise } = await usesOf(database)
const { work } = disputes
const now = new Date()

test('six that arrive keep the promise: the case closes by itself and the gap counts as regularized', async () => {
  const its = await aPromise()
  await its.sign()
  expect(await its.ownStatus()).toBe('under_mediation')
  await its.bought(6, 6)
  expect(await disputes.stateOfCase(its.caseId)).toBe('closed_fulfilled')
  expect(await its.estate.position(its.product)).toMatchObject({ gap: 0 })
  expect(await its.ownStatus()).toBe('regularized')
})

test('five are not yet six: past the day there is time to put it right, and the sixth does', async () => {
  const its = await aPromise()
  await its.sign()
  const more = await its.bought(6, 5)
  expect(await its.obligation()).toMatchObject({ state: 'open', answer: 'not_yet' })
  await its.pastItsDay()
  expect(await disputes.stateOfCase(its.caseId)).toBe('cure')
  await more(1)
  expect(await disputes.stateOfCase(its.caseId)).toBe('closed_fulfilled')
})

const masked = (data: unknown) =>
  JSON.stringify(data, (key, value) =>
    key === 'now' ? 'now' : typeof value === 'bigint' ? `${value}` : value,
  )

test('another member and a bidder are shown the same of the round, byte for byte, with the case and without', async () => {
  const its = await aPromise()
  const member = await disputes.anApprover()
  const { roundId } = await disputes.aRun([
    { vendor: its.holder, unitPrice: 100n, shares: [{ buyer: its.enterprise, quantity: 6 }] },
  ])
  const others = [member, await disputes.aVendor(), await disputes.anOfficer()]
  const all = async () => {
    const seen: string[] = []
    for (const who of others) {
      const cookie = await cookieFor(worker.db, who)
      seen.push(masked((await visit(round.loader, { cookie, params: { roundId } })).data))
    }
    return seen
  }
  const before = await all()
  expect(before.every((one) => one.includes(roundId))).toBe(true)
  await its.sign()
  const { demandId } = await owner.db
    .selectFrom('settlementPurchases')
    .select('demandId')
    .where('caseId', '=', its.caseId)
    .executeTakeFirstOrThrow()
  const { id: lotId } = await owner.db
    .selectFrom('lots')
    .select('id')
    .where('roundId', '=', roundId)
    .executeTakeFirstOrThrow()
  await owner.db.updateTable('demandLines').set({ roundLotId: lotId }).where('id', '=', demandId).execute()
  expect(await all()).toEqual(before)
})

/** The needs behind the promises of these cases, and what is asked for by each. */
const needsBehind = async (...promised: { caseId: string }[]) =>
  owner.db
    .selectFrom('settlementPurchases as purchase')
    .innerJoin('demandLines as line', 'line.id', 'purchase.demandId')
    .where(
      'purchase.caseId',
      'in',
      promised.map(({ caseId }) => caseId),
    )
    .select(['purchase.caseId', 'line.id', 'line.quantity', 'line.neededBy', 'line.state', 'line.source'])
    .execute()

test('two promises of one product find one draft, which asks for both of them by the earlier day', async () => {
  const one = await aPromise()
  await one.sign()
  const sooner = addDays(disputes.dueOn, -10)
  const { enterprise, product } = one
  const other = await aPromise({ enterprise, product, quantity: '4', dueOn: sooner })
  await other.sign()
  const found = await needsBehind(one, other)
  expect(new Set(found.map(({ caseId }) => caseId))).toEqual(new Set([one.caseId, other.caseId]))
  expect(new Set(found.map(({ id }) => id)).size).toBe(1)
  for (const line of found)
    expect(line).toMatchObject({ quantity: 10, neededBy: sooner, state: 'draft', source: 'gap' })
  const all = await owner.db
    .selectFrom('demandLines')
    .select('id')
    .where('orgId', '=', enterprise.orgId)
    .execute()
  expect(all).toHaveLength(1)
})

test('two promises that are signed before anybody reacts find it as well, and so does one beside a gap that drafted first', async () => {
  const one = await aPromise()
  const { enterprise, product } = one
  const other = await aPromise({ enterprise, product, quantity: '4' })
  await Promise.all([one.sign(), other.sign()])
  const found = await needsBehind(one, other)
  expect(found.map(({ quantity }) => quantity)).toEqual([10, 10])
  expect(new Set(found.map(({ id }) => id)).size).toBe(1)

  const late = await aPromise()
  await late.sign()
  await owner.db
    .updateTable('settlementPurchases')
    .set({ demandId: randomUUID() })
    .where('caseId', '=', late.caseId)
    .execute()
  expect(await needsBehind(late)).toEqual([])
  const suggestion = {
    orgId: late.enterprise.orgId,
    productId: late.product.id,
    quantity: 3,
    source: 'gap' as const,
  }
  await work(disputes.clock, (tx) => suggestLine(tx, suggestion, now))
  expect(await needsBehind(late)).toHaveLength(1)
})

test('a promise whose need is being pooled already is not mixed into it: the next one drafts its own', async () => {
  const one = await aPromise()
  await one.sign()
  const { enterprise, product } = one
  await owner.db
    .updateTable('demandLines')
    .set({ state: 'open', openedAt: now })
    .where('orgId', '=', enterprise.orgId)
    .execute()
  const other = await aPromise({ enterprise, product, quantity: '4' })
  await other.sign()
  const found = await needsBehind(one, other)
  expect(found.map(({ quantity, state }) => [quantity, state]).toSorted()).toEqual([
    [4, 'draft'],
    [6, 'open'],
  ])
})

test('a right holder disputes one product with two enterprises at a time', async () => {
  const { caseId, holder, product } = await aPromise()
  const other = await aPromise({ holder, product })
  expect(other.caseId).not.toBe(caseId)
  for (const id of [caseId, other.caseId]) expect(await disputes.stateOfCase(id)).toBe('signing')
})
