import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { clockMoves } from '~/payments/clock.server'
import { askedDay } from '~/program/as-of'
import { cityFigures } from '~/program/city'
import { findPublicFigures, listCountedTargets, listCity, listStatuses } from '~/program/figures.server'
import { addDays, dayOf } from '~/kernel/workdays'
import { aDatabase } from '../support/database'
import { anEstate, aProduct } from '../support/estate'
import { tradeOf } from '../support/orders'
import { peopleOf } from '../support/people'

const database = await aDatabase()
const { owner } = database
const { anOrganization, someone, anOfficer } = peopleOf(database)

await owner.db
  .insertInto('districts')
  .values([
    { code: '370202', nameZh: '南区', nameEn: 'South' },
    { code: '370211', nameZh: '临港区', nameEn: 'Harbor' },
  ])
  .execute()
const office = await anOrganization('agency')
const harbor = await anOrganization('agency')
await owner.db
  .insertInto('agencies')
  .values([
    { orgId: office, office: true },
    { orgId: harbor, districts: ['370211'] },
  ])
  .execute()
const officer = await anOfficer(office)
const liaison = await someone('agency', ['liaison'], harbor)
const now = new Date()
const today = dayOf(now)
const yesterday = addDays(today, -1)

async function anEnterpriseIn(district: string) {
  const id = await anOrganization('enterprise')
  await owner.db.updateTable('organizations').set({ district }).where('id', '=', id).execute()
  await sql`update organizations set created_at = now() - interval '1 year' where id = ${id}`.execute(
    owner.db,
  )
  return id
}
const south = [await anEnterpriseIn('370202'), await anEnterpriseIn('370202')]
const port = [await anEnterpriseIn('370211'), await anEnterpriseIn('370211'), await anEnterpriseIn('370211')]

const stoodOn = (orgId: string, day: string, status: string) =>
  owner.db.insertInto('statusDays').values({ orgId, day, status }).execute()

const plan = await owner.db
  .insertInto('plans')
  .values({ orgId: office, year: Number(today.slice(0, 4)), title: '年度计划', targetsDue: today })
  .returning('id')
  .executeTakeFirstOrThrow()
const aTarget = (scope: 'city' | 'district' | 'agency', scopeCode: string | null, orgId = office) =>
  owner.db
    .insertInto('targets')
    .values({
      planId: plan.id,
      orgId,
      scope,
      scopeCode,
      measure: 'compliant',
      number: 3,
      dueOn: `${today.slice(0, 4)}-12-31`,
      state: 'accepted',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
const city = await aTarget('city', null)
const district = await aTarget('district', '370211', harbor)
const agency = await aTarget('agency', null, harbor)

const countOf = async (who: typeof officer, day: string, id: string) =>
  (await listCountedTargets(who.db, plan.id, day)).find((target) => target.id === id)?.value

await stoodOn(south[0]!, addDays(today, -40), 'compliant')
await stoodOn(port[0]!, addDays(today, -40), 'gap')
await stoodOn(port[0]!, yesterday, 'regularized')
await stoodOn(port[1]!, addDays(today, -3), 'gap')

test('a target counts the enterprises of its scope as they stood at the end of the day', async () => {
  expect(await countOf(officer, yesterday, city.id)).toBe(2)
  expect(await countOf(officer, yesterday, district.id)).toBe(1)
  expect(await countOf(officer, yesterday, agency.id)).toBe(1)
  expect(await countOf(officer, addDays(today, -2), city.id)).toBe(1)
})

test('the purchase that closes the last gap raises the count by one, and yesterday stays what it was', async () => {
  const office = await aProduct(database)
  const { computers, install, entitle } = await anEstate(database, { orgId: port[1]! })
  await install(await computers(2), office)
  expect(await countOf(officer, today, city.id)).toBe(2)
  // No worker runs here: the status, its day and the count follow in the entitlement's own transaction.
  await entitle(office, { quantity: 2 })
  expect(await countOf(officer, today, city.id)).toBe(3)
  expect(await countOf(officer, today, district.id)).toBe(2)
  expect(await countOf(officer, yesterday, city.id)).toBe(2)
})

test('the office sees every district, a liaison only the statuses of the own enterprises', async () => {
  expect(
    cityFigures(await listCity(officer.db, yesterday)).districts.map(({ enterprises, compliant, gaps }) => [
      enterprises,
      compliant,
      gaps,
    ]),
  ).toEqual([
    [2, 1, 0],
    [3, 1, 1],
  ])
  const own = await listStatuses(liaison.db, yesterday)
  expect(own.reduce((sum, { count }) => sum + count, 0)).toBe(3)
  expect(own.find(({ status }) => status === 'gap')?.count).toBe(1)
})

test('each step of the funnel is a part of the step before', async () => {
  const steps = Object.values(cityFigures(await listCity(officer.db, today)).funnel)
  expect(steps).toEqual(steps.toSorted((a, b) => b - a))
  expect(steps.slice(0, 3)).toEqual([5, 3, 2])
})

test('a proposed target of another agency is not counted for a liaison', async () => {
  await owner.db
    .insertInto('targets')
    .values({
      planId: plan.id,
      orgId: office,
      scope: 'city',
      measure: 'trained',
      number: 3,
      dueOn: today,
      state: 'proposed',
    })
    .execute()
  const seen = await listCountedTargets(liaison.db, plan.id, today)
  expect(seen.every(({ measure }) => measure === 'compliant')).toBe(true)
})

test('anyone may read the public figures, and small counts of cases are kept back', async () => {
  const { visitor } = peopleOf(database)
  const figures = await findPublicFigures(visitor.db)
  expect(figures).toMatchObject({ enterprises: 5, settled: null, saved: 0n })
})

test('an order that nobody paid in time is no purchase any more: not of licenses, nor of what was saved', async () => {
  const trade = tradeOf(database)
  const lines = (quantity: number) => ({ lines: [{ quantity, unitPrice: 10_000n }] })
  const before = await findPublicFigures(officer.db)
  const [paid, unpaid] = [await trade.aConfirmedOrder(lines(10)), await trade.aConfirmedOrder(lines(4))]
  await owner.db
    .updateTable('orderLines')
    .set({ referencePrice: 15_000n })
    .where('orderId', 'in', [paid.id, unpaid.id])
    .execute()
  const grown = async () => {
    const { licenses, saved } = await findPublicFigures(officer.db)
    return [licenses - before.licenses, saved - before.saved]
  }
  expect(await grown()).toEqual([14n, 70_000n])
  const { payDue } = await owner.db
    .selectFrom('orders')
    .select('payDue')
    .where('id', '=', unpaid.id)
    .executeTakeFirstOrThrow()
  await sql`update orders set pay_due = pay_due + interval '1 year' where id = ${paid.id}`.execute(owner.db)
  const expire = clockMoves.find(({ name }) => name === 'payments.expire')!
  await trade.clock.db
    .transaction()
    .execute((tx) => expire.run(tx, new Date(payDue!.getTime() + 10 * 86_400_000)))
  expect(await trade.stateOf(unpaid.id)).toBe('expired')
  expect(await grown()).toEqual([10n, 50_000n])
})

test.each([
  [null, today],
  ['yesterday', today],
  ['2026-02-30', today],
  ['9999-01-01', today],
  [yesterday, yesterday],
])('asOf %s shows %s', (asked, day) => expect(askedDay(asked, now)).toBe(day))
