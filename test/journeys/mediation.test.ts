import { expect, test } from 'vitest'
import { addDays, dayOf } from '~/kernel/workdays'
import { settleLine } from '~/payments/matching/settle-line.server'
import { approveRefund, prepareRefund, sendRefund } from '~/payments/refunds/refund.server'
import { orgId, usccOf } from '~db/seeds/people'
import { aMember, aVisitor, db, type Visitor } from '../support/browser'
import { editionOf } from '../support/market-editions'
import { moneyOfMarket } from '../support/market-money'
import { overUser } from '../support/market-roles'
import { words } from '../support/words'

const money = await moneyOfMarket()
const { officer, second, bank, house } = money
const said = ({ manner: { locale } }: Visitor) => words[locale].mediation
const soon = addDays(dayOf(new Date()), 40)
const registrar = await aMember('registrar', { locale: 'en' })

/** Fills a row of promises, and until when they stand. */
const promise = (kind: string, debtor: string, more: Record<string, string>) => ({
  'items.0.kind': kind,
  'items.0.debtor': debtor,
  'items.0.dueOn': soon,
  ...Object.fromEntries(Object.entries(more).map(([name, value]) => [`items.0.${name}`, value])),
  expiresOn: soon,
})

async function file(claimant: Visitor, offer: Record<string, string>) {
  const { claim, offers } = said(claimant)
  await claimant.press(claim.next, /^\/cases\/.*first-offer/)
  const caseId = idIn(claimant)
  await claimant.fill(offer)
  await claimant.press(offers.keep, /^\/cases\/.*filing/)
  await claimant.fill({ matter: 'fit', agreed: true })
  await claimant.press(claim.file, `/cases/${caseId}?done=filed`)
  return caseId
}

const idIn = (visitor: Visitor) => /\/cases\/([0-9a-f-]{36})/.exec(visitor.page.url())![1]!

async function admit(caseId: string) {
  await registrar.open(`/cases/${caseId}/admission`)
  await registrar.decide(said(registrar).admission.admit, /\?done/)
}

async function agree(sides: readonly Visitor[], caseId: string) {
  for (const side of sides) {
    await side.open(`/cases/${caseId}/settlement`)
    await side.press(said(side).settlement.adopt, `/cases/${caseId}/settlement?done`)
  }
  for (const side of sides) {
    await side.open(`/cases/${caseId}/settlement`)
    await side.press(said(side).settlement.sign, `/cases/${caseId}/signature`)
    await side.decide(said(side).settlement.sign, `/cases/${caseId}/settlement?done`)
  }
}

test('a faulty delivery: from the order’s line on a phone to a refund that two officers pay, and the case closes by itself', async () => {
  const buyer = await aMember('approver', { locale: 'zh', width: 390 })
  const vendor = await aMember('yunfanRep', { locale: 'en' })
  const order = await money.aConfirmedOrder({
    buyer: money.atWork('approver'),
    vendor: money.atWork('yunfanRep'),
    lines: [{ quantity: 20, unitPrice: 120_000n }],
  })
  await money.pay(order)
  await money.deliver(order)

  await buyer.open(`/orders/${order.id}`)
  await buyer.press(words.zh.orders.detail.mediate, '/cases/new?line')
  await buyer.fill({ ground: 'not_working', remedy: 'refund', amount: '7200.00', quantity: '6' })
  await buyer.fill({ bodyId: orgId('peopleMediation'), text: '六个密钥无法激活' })
  const caseId = await file(buyer, promise('refund', 'respondent', { amount: '7200.00', quantity: '6' }))
  await buyer.sees(said(buyer).holdStates.provisional)
  await admit(caseId)

  await vendor.open(`/cases/${caseId}/response`)
  await vendor.decide(said(vendor).response.talk, `/cases/${caseId}?done`)
  await vendor.press(said(vendor).deeds.answer, `/cases/${caseId}/offers`)
  await vendor.press(said(vendor).offers.counter, /^\/cases\/.*\/offers\/new/)
  await vendor.fill(promise('refund', 'respondent', { amount: '2400.00', quantity: '2' }))
  await vendor.press(said(vendor).offers.send, `/cases/${caseId}/offers?done`)
  await buyer.open(`/cases/${caseId}/offers`)
  await buyer.decide(said(buyer).offers.accept, `/cases/${caseId}/settlement?done`)
  await agree([buyer, vendor], caseId)

  const refund = await waitFor(
    () =>
    db.selectFrom('refunds').select(['id', 'code', 'amount']).where('orderId', '=', order.id).executeTakeFirst(), // oxfmt-ignore
  )
  expect(refund.amount).toBe(240_000n)
  await officer.db.transaction().execute((tx) => prepareRefund(tx, officer.actor, refund.id, null))
  await second.db.transaction().execute((tx) => approveRefund(tx, second.actor, refund.id))
  await officer.db.transaction().execute((tx) => sendRefund(tx, refund.id))
  const [line] = await bank.receive(officer, house, [{ amount: 240_000n, direction: 'D', remark: refund.code }]) // oxfmt-ignore
  await officer.db.transaction().execute((tx) => settleLine(tx, officer.actor, line!))

  await buyer.open(`/cases/${caseId}`)
  await buyer.waitsFor(said(buyer).states.closed_fulfilled)
  await buyer.sees(said(buyer).holdStates.released)
  await buyer.open(`/cases/${caseId}/settlement`)
  await buyer.sees(said(buyer).obligationStates.met)
})

test('use beyond the licenses: a purchase is promised, no page of the round tells why, and the license that arrives keeps it', async () => {
  const [key, vendorKey] = [overUser, 'jinshanxingRep']
  const holder = await aMember(vendorKey, { locale: 'zh' })
  const enterprise = await aMember(`${key}Approver`, { locale: 'en' })
  const { id: editionId, productId } = await editionOf('wps-office', 'pro')
  const position = `/compliance/products/wps-office`

  await holder.open('/cases/new')
  await holder.fill({ uscc: usccOf(key), productId, ground: 'over_use', remedy: 'buy', quantity: '4' })
  await holder.fill({ bodyId: orgId('peopleMediation'), text: '激活数超过授权数' })
  const caseId = await file(holder, promise('buy_via_round', 'respondent', { quantity: '4' }))
  await admit(caseId)
  await enterprise.open(`/cases/${caseId}/response`)
  await enterprise.decide(said(enterprise).response.talk, `/cases/${caseId}?done`)
  await enterprise.open(position)
  await enterprise.sees(words.en.compliance.status.under_mediation)
  await enterprise.open(`/cases/${caseId}/offers`)
  await enterprise.decide(said(enterprise).offers.accept, `/cases/${caseId}/settlement?done`)
  await agree([holder, enterprise], caseId)

  const { demandId } = await waitFor(
    () =>
    db.selectFrom('settlementPurchases').innerJoin('demandLines', 'demandLines.id', 'demandId').select('demandId').where('caseId', '=', caseId).executeTakeFirst(), // oxfmt-ignore
  )
  await enterprise.open(`/demands/${demandId}`)
  await enterprise.sees(words.en.demands.source.gap)
  const order = await money.aConfirmedOrder({
    buyer: money.atWork(`${key}Approver`),
    vendor: money.atWork(vendorKey),
    lines: [{ quantity: 4, unitPrice: 30_000n, editionId }],
  })
  await money.pay(order)
  await money.deliver(order, [4], dayOf(new Date()))
  await holder.open(`/cases/${caseId}`)
  await holder.waitsFor(said(holder).states.closed_fulfilled)
  await enterprise.open(position)
  await enterprise.waitsFor(words.en.compliance.status.regularized)
})

test('no answer: the guest’s link is looked at and not used; at the end of its day the case closes without a finding', async () => {
  const { caseId, number } = await db
    .selectFrom('cases')
    .innerJoin('organizations', 'organizations.id', 'cases.respondentId')
    .select(['cases.id as caseId', 'number'])
    .where('respondentId', '=', orgId('lantu'))
    .where('cases.state', '=', 'awaiting_response')
    .executeTakeFirstOrThrow()
  const mailed = async (words: string, what: RegExp) => {
    const { body } = await waitFor(
      () =>
      db.selectFrom('mails').select('body').where('subject', 'like', `%${number}%`).where('body', 'like', `%${words}%`).orderBy('id', 'desc').executeTakeFirst(), // oxfmt-ignore
    )
    return what.exec(body)![1]!
  }
  const guest = await aVisitor({ locale: 'en', width: 390 })
  const { guest: texts, response } = said(guest)
  const link = await mailed('/invited/', /(\/invited\/[\w-]+)/)
  await guest.open(link)
  await guest.press(texts.see, `${link}?done`)
  await guest.fill({ code: '000000' })
  await guest.press(texts.enter, `${link}?wrong`)
  await guest.fill({ code: await mailed('验证码', /验证码：(\d{6})/) })
  await guest.press(texts.enter, `/guest/${caseId}`)
  await guest.sees(response.lead)
  await guest.switchTo('zh')
  await guest.press(words.zh.mediation.guest.counter, `/guest/${caseId}/offer`)

  const passed = { dueAt: new Date(Date.now() - 1000) }
  await db.updateTable('deadlines').set(passed).where('caseId', '=', caseId).where('key', '=', 'response').where('state', '=', 'running').execute() // oxfmt-ignore
  const claimant = await aMember('jinshanxingRep', { locale: 'zh' })
  await claimant.open(`/cases/${caseId}`)
  await claimant.waitsFor(said(claimant).states.closed_no_response)
  await claimant.open(`/cases/${caseId}/history`)
  await claimant.sees(said(claimant).history.moved.lapse!)
  await guest.open(`/guest/${caseId}`)
  await guest.sees(words.zh.mediation.guest.closed)
})

test('no agreement: the mediator ends the talks, the registrar closes, and a side takes the bundle along', async () => {
  const { id: caseId, number } = await db
    .selectFrom('cases')
    .select(['id', 'number'])
    .where('claimantId', '=', orgId('harborfoods'))
    .where('state', '=', 'mediation')
    .executeTakeFirstOrThrow()
  const mediator = await aMember('mediator', { locale: 'zh' })
  await mediator.open('/mediation/desk')
  await mediator.press(new RegExp(number), `/cases/${caseId}`)
  for (const place of [
    'joint',
    'caucus/claimant',
    'caucus/respondent',
    'notes',
    'offers',
    'evidence',
    'meetings',
    'parties',
  ])
    // oxfmt-ignore
    await mediator.open(`/cases/${caseId}/${place}`)
  // What was typed for one channel stands in no other, nor after coming back.
  await mediator.open(`/cases/${caseId}/caucus/claimant`)
  await mediator.fill({ body: '只对申请人说的话' })
  await mediator.press(said(mediator).tabs.joint, `/cases/${caseId}/joint`)
  const typed = mediator.main().locator('[name=body]')
  expect(await typed.inputValue()).toBe('')
  await mediator.page.reload()
  expect(await typed.inputValue()).toBe('')
  await mediator.open(`/cases/${caseId}`)
  await mediator.decide(said(mediator).moves.end.verb, `/cases/${caseId}?done`)
  await registrar.open('/registry?stage=closing')
  await registrar.open(`/cases/${caseId}`)
  await registrar.decide(said(registrar).moves.close_impasse.verb, `/cases/${caseId}?done`)

  const foods = await aMember('foodsBuyer', { locale: 'en' })
  await foods.open(`/cases/${caseId}`)
  await foods.sees(said(foods).states.closed_impasse)
  await foods.open(`/cases/${caseId}/evidence`)
  const bundle = await foods.context.request.get(`/cases/${caseId}/bundle.zip`)
  expect(bundle.status()).toBe(200)
  expect((await bundle.body()).subarray(0, 2).toString()).toBe('PK')
})

/** What the worker does in its own time. */
async function waitFor<T>(look: () => Promise<T | undefined>): Promise<T> {
  let seen: T | undefined
  await expect.poll(async () => (seen = await look()), { timeout: 60_000, interval: 300 }).toBeDefined()
  return seen!
}
