import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { react } from '~/jobs.server'
import { uploadKeys } from '~/licenses/keys/keys.server'
import { deliverReplacement } from '~/licenses/replacements/commands.server'
import { replacementForm } from '~/licenses/replacements/form'
import * as settlementPage from '~/mediation/pages/settlement'
import { checkCase, confirmObligation, listObligations } from '~/mediation/settlements/fulfilling.server'
import { disputesOf } from '../support/cases'
import { aDatabase } from '../support/database'
import { moneyOf } from '../support/money'
import { cookieFor, servePages, visit } from '../support/pages'
import { tasksOf } from '../support/tasks'
import { trailOf } from '../support/trail'

const database = await aDatabase()
const { app, owner, worker } = database
const disputes = disputesOf(database)
const money = await moneyOf(database)
const { work, dueOn } = disputes
servePages(app.pool)

let numbers = 0
const keys = (many: number) =>
  Array.from({ length: many }, () => `ANEWS-BBBBB-CCCCC-DDDDD-${String((numbers += 1)).padStart(5, '0')}`)
const delivered = (many: number) => replacementForm.parse({ kind: 'single', keys: keys(many).join('\n') })

/** A settled case over 5 seats, delivered in two notes with keys (or not at all), of which some are to be delivered anew. */
async function aPromise(
  quantity: number,
  { notes = [3, 2], anew = quantity }: { notes?: number[]; anew?: number } = {},
) {
  const its = await disputes.aNegotiation({
    lines: [{ quantity: 5, unitPrice: 100_000n }],
    amount: '1,000.00',
    quantity: 1,
    pay: async (order) => {
      await money.pay(order)
      for (const units of notes) await money.deliver(order, [units])
    },
  })
  const { rows: deliveries } = await sql<{ id: string; quantity: number }>`
    select id, quantity from deliveries where order_id = ${its.order.id}::uuid order by id`.execute(owner.db)
  for (const { id, quantity: units } of deliveries)
    await work(its.respondent, (tx) => uploadKeys(tx, its.respondent.actor, id, { text: keys(units).join('\n'), kind: 'single' })) // oxfmt-ignore
  const obligations = await disputes.settled(its, [
    { kind: 'reissue', debtor: 'respondent', quantity: String(anew), dueOn },
    { kind: 'service', debtor: 'respondent', dueOn, text: '上门安装' },
  ])
  return { ...its, vendor: its.respondent, reissue: obligations[0]!, service: obligations[1]! }
}
type Promised = Awaited<ReturnType<typeof aPromise>>

const replacementsOf = ({ reissue }: Promised) =>
  owner.db
    .selectFrom('replacements')
    .select(['id', 'state', 'quantity', 'resultId', 'entitlementId'])
    .where('obligationId', '=', reissue.id)
    .orderBy('id')
    .execute()
const stateOf = async ({ claimant, caseId, reissue }: Promised) => {
  const its = (await listObligations(claimant.db, caseId)).find(({ id }) => id === reissue.id)!
  return [its.state, its.answer]
}
async function deliverAll(its: Promised) {
  for (const { id, quantity, state } of await replacementsOf(its))
    if (state === 'open')
      await work(its.vendor, (tx) => deliverReplacement(tx, its.vendor.actor, id, delivered(quantity)))
  await disputes.letReact()
}
const confirm = ({ claimant, caseId, reissue }: Promised) =>
  work(claimant, (tx) => confirmObligation(tx, claimant.actor, caseId, reissue.id))

test('a promised reissue is asked for once per license, not met while one of them is open, and met by the last upload', async () => {
  const its = await aPromise(4)
  const asked = await replacementsOf(its)
  expect(asked).toMatchObject([{ quantity: 2, state: 'open' }, { quantity: 2, state: 'open' }]) // oxfmt-ignore
  expect(new Set(asked.map(({ entitlementId }) => entitlementId)).size).toBe(2)
  const [first] = asked
  await work(its.vendor, (tx) => deliverReplacement(tx, its.vendor.actor, first!.id, delivered(2)))
  await disputes.letReact()
  expect(await stateOf(its)).toEqual(['open', 'not_yet'])
  await expect(confirm(its)).rejects.toMatchObject({ code: 'checked-by-facts' })
  await deliverAll(its)
  expect(await stateOf(its)).toEqual(['met', 'met'])
  expect(await disputes.stateOfCase(its.caseId)).toBe('fulfillment')
})

test('a signature that is told again asks for no other units', async () => {
  const its = await aPromise(2)
  const asked = await replacementsOf(its)
  const signed = await owner.db.selectFrom('events').select('id').where('kind', '=', 'settlement.signed').where('subjectId', '=', its.caseId).executeTakeFirstOrThrow() // oxfmt-ignore
  await sql`delete from reactions where event_id = ${signed.id}::uuid and name = 'ask for promises'`.execute(
    owner.db,
  )
  await react(worker.db, { event: signed.id, kind: 'settlement.signed', name: 'ask for promises' })
  await disputes.letReact()
  expect(await replacementsOf(its)).toEqual(asked)
  expect(asked).toHaveLength(1)
})

test('a license that was delivered anew meets one promise and no other', async () => {
  const its = await aPromise(2)
  await deliverAll(its)
  const resultId = (await replacementsOf(its))[0]!.resultId!
  const again = owner.db.insertInto('obligationCredits').values({ obligationId: its.service.id, caseId: its.caseId, factKind: 'entitlement', factId: resultId }).execute() // oxfmt-ignore
  await expect(again).rejects.toThrow('obligation_credits_fact_kind_fact_id_key')
})

test('what was delivered anew and is revoked later opens the promise again; then only its creditor can tell', async () => {
  const its = await aPromise(2)
  await deliverAll(its)
  expect(await stateOf(its)).toEqual(['met', 'met'])
  await sql`select reduce_line(${its.order.lineIds[0]}::uuid, 4, 'refund', record_event('license.returned', ${its.order.id}::uuid, '{}', null))`.execute(worker.db) // oxfmt-ignore
  await disputes.letReact()
  expect(await stateOf(its)).toEqual(['open', 'cannot_tell'])
  expect(await trailOf(owner.db, its.caseId)).toContain('obligation.reopened')
  await confirm(its)
  expect(await stateOf(its)).toEqual(['met', 'met'])
})

test('where nothing was delivered yet nobody is to replace anything: the delivery itself keeps the promise', async () => {
  const its = await aPromise(5, { notes: [] })
  expect(await replacementsOf(its)).toEqual([])
  expect(await stateOf(its)).toEqual(['open', 'not_yet'])
  await money.deliver(its.order)
  await disputes.letReact()
  expect(await stateOf(its)).toEqual(['met', 'met'])
})

test('more than stands is not asked for: the creditor says whether it came', async () => {
  const its = await aPromise(4, { anew: 6 })
  expect(await replacementsOf(its)).toEqual([])
  expect(await stateOf(its)).toEqual(['open', 'cannot_tell'])
  await confirm(its)
  expect(await stateOf(its)).toEqual(['met', 'met'])
})

test('a case that ends asks for no replacement any more', async () => {
  const its = await aPromise(2)
  expect(await tasksOf(its.vendor, 'replacements')).toBe(1)
  await owner.db.updateTable('obligations').set({ state: 'late' }).where('caseId', '=', its.caseId).execute()
  await work(disputes.clock, (tx) => checkCase(tx, its.caseId, new Date()))
  await sql`select record_event('case.closed', ${its.caseId}::uuid, '{}', null)`.execute(worker.db)
  await disputes.letReact()
  expect(await replacementsOf(its)).toMatchObject([{ state: 'withdrawn' }])
  expect(await tasksOf(its.vendor, 'replacements')).toBe(0)
})

test('both sides see at the promise how far it has come: the vendor goes to deliver, the holder to the license', async () => {
  const its = await aPromise(2)
  const read = async (who: Promised['claimant']) =>
    (await visit(settlementPage.loader, { cookie: await cookieFor(worker.db, who), params: { caseId: its.caseId } })) as { data: { replacements: unknown[] } } // oxfmt-ignore
  for (const who of [its.claimant, its.vendor])
    expect((await read(who)).data.replacements).toMatchObject([{ quantity: 2, state: 'open' }])
  const stranger = await disputes.anApprover()
  const { rows } = await sql`select id from replacements`.execute(stranger.db)
  expect(rows).toEqual([])
})
