import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openLines, poolLines, withdrawLines } from '~/demands/commands.server'
import * as board from '~/demands/pages/board'
import { record } from '~/kernel/events.server'
import { dayOf } from '~/kernel/workdays'
import { offerForm } from '~/mediation/offers/form'
import { whyNotOffer } from '~/mediation/offers/terms'
import * as settlement from '~/mediation/pages/settlement'
import { confirmObligation } from '~/mediation/settlements/fulfilling.server'
import { listPurchases } from '~/mediation/settlements/purchases.server'
import { firstText } from '~/mediation/settlements/wording.server'
import { nobody } from '~/people/actor'
import * as round from '~/rounds/pages/round'
import * as rounds from '~/rounds/pages/rounds'
import { cancelRound } from '~/rounds/publishing.server'
import { aDatabase } from '../support/database'
import { cookieFor, servePages, visit } from '../support/pages'
import type { Someone } from '../support/people'
import { answerTo } from '../support/refused'
import { roundsOf } from '../support/rounds'
import { usesOf } from '../support/uses'

const database = await aDatabase()
const { owner, worker } = database
servePages(database.app.pool)
const market = roundsOf(database)
const { disputes, money, aPromise } = await usesOf(database)
const { work } = disputes
const now = new Date()

type Promised = Awaited<ReturnType<typeof aPromise>>

const purchaseOf = ({ caseId }: Promised) =>
  owner.db
    .selectFrom('settlementPurchases')
    .selectAll()
    .where('caseId', '=', caseId)
    .executeTakeFirstOrThrow()

const lineOf = async (its: Promised) => {
  const { demandId } = await purchaseOf(its)
  return owner.db
    .selectFrom('demandLines')
    .select(['id', 'state', 'quantity', 'roundLotId', 'fulfilled'])
    .where('id', '=', demandId)
    .executeTakeFirstOrThrow()
}

/** The promised need is opened and pledged in a published round; answers the round. */
async function inARound(its: Promised) {
  const { enterprise, product } = its
  const line = await lineOf(its)
  if (line.state === 'draft') await work(enterprise, (tx) => openLines(tx, enterprise.actor, [line.id], now))
  const published = await market.aPublishedRound([{ editionId: product.edition.standard! }])
  const buyer = await disputes.someone('enterprise', ['buyer'], enterprise.orgId)
  const pair = { buyer, approver: enterprise, orgId: enterprise.orgId }
  await market.aPledge(published.lotId, { quantity: 6, lines: [line.id] }, pair)
  await disputes.letReact()
  return published
}

/** Both officers cancel it. */
async function cancel({ roundId, officers }: Awaited<ReturnType<typeof inARound>>) {
  for (const one of officers) await work(one, (tx) => cancelRound(tx, one.actor, roundId, '需求不足'))
  await disputes.letReact()
}

/** A round that is awarded to another vendor than the one that claims pools the open need; answers how it delivers. */
async function awarded(its: Promised) {
  const { enterprise, product } = its
  const vendor = await disputes.aVendor()
  const order = await disputes.anOrderUnder({}, { vendor, buyer: enterprise, editionId: product.edition.standard!, quantities: [6] }) // oxfmt-ignore
  const { lotId, roundId } = await owner.db
    .selectFrom('orderLines')
    .innerJoin('pledges', 'pledges.id', 'orderLines.pledgeId')
    .select(['pledges.lotId', 'pledges.roundId'])
    .where('orderLines.orderId', '=', order.id)
    .executeTakeFirstOrThrow()
  const line = await lineOf(its)
  await work(enterprise, (tx) => poolLines(tx, enterprise.orgId, lotId, [line.id]))
  await disputes.confirm(order)
  await money.pay(order)
  const deliver = (units: number) => money.deliver(order, [units], dayOf(now)).then(() => disputes.letReact())
  return { order, vendor, roundId, lotId, deliver }
}

const shownTo = async (who: Someone, serve: Parameters<typeof visit>[0], params: Record<string, string>) => {
  const cookie = await cookieFor(worker.db, who)
  const { data } = await visit(serve, { cookie, params })
  return JSON.stringify(data, (key, value) =>
    key === 'now' ? 'now' : typeof value === 'bigint' ? `${value}` : value,
  )
}

/** As if the case had never been: every row of it is gone, its need and its rounds stay. */
const forget = (caseId: string) =>
  owner.db.transaction().execute(async (tx) => {
    const { rows: keys } = await sql<{ name: string; of: string }>`
      select conname as name, conrelid::regclass::text as "of" from pg_constraint
      where contype = 'f' and connamespace = 'public'::regnamespace and conparentid = 0`.execute(tx)
    for (const { name, of } of keys)
      await sql`alter table ${sql.raw(of)} drop constraint ${sql.ref(name)}`.execute(tx)
    const { rows } = await sql<{ name: string; key: string }>`
      select c.table_name as name, c.column_name as key from information_schema.columns c
      join information_schema.tables t using (table_schema, table_name)
      where table_schema = 'public' and t.table_type = 'BASE TABLE'
        and (c.column_name = 'case_id' or (c.table_name, c.column_name) = ('cases', 'id'))`.execute(tx)
    expect(rows.length).toBeGreaterThan(15)
    for (const { name, key } of rows) {
      await sql`alter table ${sql.table(name)} disable trigger user`.execute(tx)
      await sql`delete from ${sql.table(name)} where ${sql.ref(key)} = ${caseId}::uuid`.execute(tx)
      await sql`alter table ${sql.table(name)} enable trigger user`.execute(tx)
    }
  })

test('a round that is voided sends the promised need into a further round, and six from there regularize the use', async () => {
  const its = await aPromise({ fallback: 'next_round' })
  await its.sign()
  const first = await inARound(its)
  expect(await purchaseOf(its)).toMatchObject({ lotId: first.lotId, roundId: first.roundId, fallback: [] })

  await cancel(first)
  expect(await purchaseOf(its)).toMatchObject({ lotId: null, roundId: null, fallback: [first.lotId] })
  expect(await lineOf(its)).toMatchObject({ state: 'open', roundLotId: null, quantity: 6 })
  expect(await its.obligation()).toMatchObject({ state: 'open', answer: 'not_yet', fellBackAt: null })
  const { n } = await owner.db
    .selectFrom('orders')
    .where('enterpriseId', '=', its.enterprise.orgId)
    .select((row) => row.fn.countAll<bigint>().as('n'))
    .executeTakeFirstOrThrow()
  expect(n).toBe(0n)

  const second = await awarded(its)
  expect(await purchaseOf(its)).toMatchObject({ lotId: second.lotId, roundId: second.roundId })
  const [standing] = await listPurchases(its.enterprise.db, its.caseId)
  expect(standing).toMatchObject({
    state: 'pooled',
    round: { id: second.roundId },
    failed: [{ id: first.roundId }],
  })
  await second.deliver(6)
  expect(await lineOf(its)).toMatchObject({ state: 'fulfilled', fulfilled: 6 })
  expect(await disputes.stateOfCase(its.caseId)).toBe('closed_fulfilled')
  expect(await its.ownStatus()).toBe('regularized')
})

test('five from the further round are not yet six: at the due date there is time to put it right', async () => {
  const its = await aPromise({ fallback: 'next_round' })
  await its.sign()
  await cancel(await inARound(its))
  const second = await awarded(its)
  await second.deliver(5)
  expect(await its.obligation()).toMatchObject({ state: 'open', answer: 'not_yet' })
  expect(await disputes.stateOfCase(its.caseId)).toBe('fulfillment')
  await its.pastItsDay()
  expect(await disputes.stateOfCase(its.caseId)).toBe('cure')
  expect(await its.ownStatus()).toBe('settlement_late')
  await second.deliver(1)
  expect(await disputes.stateOfCase(its.caseId)).toBe('closed_fulfilled')
})

test('other members, bidders, officers and the one who claims are shown the same of both rounds, byte for byte, with the case and without', async () => {
  const its = await aPromise({ fallback: 'next_round' })
  await its.sign()
  const first = await inARound(its)
  const before = await shownTo(its.holder, settlement.loader, { caseId: its.caseId })
  await cancel(first)
  const second = await awarded(its)
  expect(await shownTo(its.holder, settlement.loader, { caseId: its.caseId })).toBe(before)
  await second.deliver(5)

  const others = [await disputes.anApprover(), await disputes.aVendor(), second.vendor, its.holder, await disputes.anOfficer()] // oxfmt-ignore
  const all = async () => {
    const seen: string[] = []
    for (const who of others) {
      for (const { roundId } of [first, second]) seen.push(await shownTo(who, round.loader, { roundId }))
      for (const list of [rounds.loader, board.loader]) seen.push(await shownTo(who, list, {}))
    }
    return seen
  }
  const withIt = await all()
  expect(withIt.filter((one) => one.includes(second.roundId)).length).toBeGreaterThanOrEqual(others.length)
  await forget(its.caseId)
  expect(await shownTo(its.holder, settlement.loader, { caseId: its.caseId })).not.toBe(before)
  expect(await all()).toEqual(withIt)
})

test('who claims reads what was agreed to follow, and neither need nor round; who buys reads both', async () => {
  const its = await aPromise({ fallback: 'next_round' })
  await its.sign()
  const { roundId } = await inARound(its)
  const { demandId } = await purchaseOf(its)
  const [own, other] = [
    await shownTo(its.enterprise, settlement.loader, { caseId: its.caseId }),
    await shownTo(its.holder, settlement.loader, { caseId: its.caseId }),
  ]
  for (const secret of [roundId, demandId]) {
    expect(own).toContain(secret)
    expect(other).not.toContain(secret)
  }
  expect(other).toContain('next_round')
})

const told = async (kind: string, facts: Record<string, string | boolean>, subject: string) => {
  await worker.db.transaction().execute((tx) => record(tx, kind, subject, facts, { org: nobody }))
  await disputes.letReact()
}

test('a pledge that is not served falls back as a voided round does, once; one that is served does not', async () => {
  const its = await aPromise({ fallback: 'next_round' })
  await its.sign()
  const { lotId } = await inARound(its)
  const facts = { lot: lotId, organization: its.enterprise.orgId }
  const other = { lot: lotId, organization: its.holder.orgId, served: false }
  await told('pledge.cleared', { ...facts, served: true }, lotId)
  await told('pledge.cleared', other, lotId)
  expect(await purchaseOf(its)).toMatchObject({ lotId, fallback: [] })
  for (const _ of [1, 2]) await told('pledge.cleared', { ...facts, served: false }, lotId)
  expect(await purchaseOf(its)).toMatchObject({ lotId: null, fallback: [lotId] })
  expect(await lineOf(its)).toMatchObject({ state: 'open' })
})

test('a need that was withdrawn meanwhile is asked for anew, of what is still missing', async () => {
  const its = await aPromise({ fallback: 'next_round' })
  await its.sign()
  const first = await lineOf(its)
  await its.bought(6, 2)
  await work(its.enterprise, (tx) => withdrawLines(tx, its.enterprise.actor, [first.id]))
  await its.pastItsDay()
  const anew = await lineOf(its)
  expect(anew.id).not.toBe(first.id)
  expect(anew).toMatchObject({ state: 'draft', quantity: 4 })
})

test('a payment instead is owed once no round brought it, and who receives it says that it came', async () => {
  const its = await aPromise({ fallback: 'pay', amount: '1800.00' })
  await its.sign()
  const { id } = await its.obligation()
  const confirm = (who: Someone) =>
    answerTo(work(who, (tx) => confirmObligation(tx, who.actor, its.caseId, id)))
  expect(await confirm(its.holder)).toBe('checked-by-facts')
  await cancel(await inARound(its))
  expect((await its.obligation()).fellBackAt).not.toBeNull()
  expect(await confirm(its.enterprise)).toBe('not-your-move')
  expect(await confirm(its.holder)).toBe('accepted')
  await disputes.letReact()
  expect(await disputes.stateOfCase(its.caseId)).toBe('closed_fulfilled')
})

const why = (promise: Record<string, string>) => {
  const { items, note } = offerForm.parse({
    items: [
      { kind: 'buy_via_round', debtor: 'respondent', quantity: '6', dueOn: disputes.dueOn, ...promise },
    ],
    expiresOn: disputes.dueOn,
  })
  return [items[0]!.fallback, whyNotOffer({ items, note }, { today: dayOf(now), paid: null })]
}

test('a further round has no price in the offer, an order or a payment has; a price alone is that of an order', () => {
  expect(why({})).toEqual([undefined, null])
  expect(why({ fallback: 'next_round' })).toEqual(['next_round', null])
  expect(why({ fallback: 'next_round', amount: '1800.00' })).toEqual(['next_round', 'ceiling-secret'])
  expect(why({ amount: '1800.00' })).toEqual(['order', null])
  for (const fallback of ['order', 'pay']) {
    expect(why({ fallback })).toEqual([fallback, 'fallback-price'])
    expect(why({ fallback, amount: '1800.00' })).toEqual([fallback, null])
  }
  expect(why({ kind: 'service', fallback: 'next_round' })).toEqual([undefined, null])
})

test('the first text names the units that are bought and what follows, never a ceiling', () => {
  const text = (promise: Record<string, string>) => {
    const { items } = offerForm.parse({
      items: [
        { kind: 'buy_via_round', debtor: 'respondent', quantity: '6', dueOn: disputes.dueOn, ...promise },
      ],
      expiresOn: disputes.dueOn,
    })
    return firstText({ items, body: '调解委员会', currency: 'CNY' })
  }
  expect(text({ fallback: 'next_round' })).toContain('取得 6 个许可')
  expect(text({ fallback: 'next_round' })).toContain('以下一轮次成交价为准')
  expect(text({ fallback: 'next_round' })).not.toContain('¥')
  expect(text({ fallback: 'order', amount: '1800.00' })).toContain('取得 6 个许可')
  expect(text({ fallback: 'order', amount: '1800.00' })).toContain('¥1,800.00')
})
