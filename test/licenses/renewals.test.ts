import { expect, test } from 'vitest'
import { addDays, dayOf, hourOf } from '~/kernel/workdays'
import { clockMoves } from '~/licenses/clock.server'
import { decideRenewal } from '~/licenses/renewals/decide.server'
import { coTermAfter } from '~/licenses/renewals/co-term'
import { findCoTerm, setCoTerm } from '~/licenses/renewals/co-term.server'
import { renewalForm, type RenewalValues } from '~/licenses/renewals/form'
import * as page from '~/licenses/renewals/pages/renewals'
import { listRenewals } from '~/licenses/renewals/queries.server'
import { sendDelivery } from '~/orders/deliver.server'
import { aDatabase } from '../support/database'
import { fund } from '../support/deliveries'
import { anEstate, aProduct } from '../support/estate'
import { peopleOf, type Someone } from '../support/people'
import { letReact } from '../support/reactions'
import { tradeOf } from '../support/orders'
import { shown } from '../support/shown'
import { trailOf } from '../support/trail'

const database = await aDatabase()
const { owner, worker } = database
const { someone, clock } = peopleOf(database)
const trade = tradeOf(database)
const today = dayOf(new Date())
const office = await aProduct(database)

const tick = async (name: string, day = 0) => {
  const move = clockMoves.find((one) => one.name === name)!
  await clock.db.transaction().execute((tx) => move.run(tx, hourOf(addDays(today, day), 9)))
}

/** An enterprise whose subscription of so many units ends in thirty days, and the renewal that has opened. */
async function anEndingTerm(quantity = 5) {
  const manager = await someone('enterprise', ['asset_manager'])
  const estate = await anEstate(database, manager)
  const entitlementId = await estate.entitle(office, { quantity, ends: 30 })
  await tick('licenses.renewals')
  const { id } = await manager.db
    .selectFrom('renewals')
    .select('id')
    .where('entitlementId', '=', entitlementId)
    .executeTakeFirstOrThrow()
  return { manager, entitlementId, id }
}

const decide = ({ db, actor }: Someone, values: RenewalValues) =>
  db.transaction().execute((tx) => decideRenewal(tx, actor, values))
const stateOf = async (id: string) =>
  (await owner.db.selectFrom('renewals').select('state').where('id', '=', id).executeTakeFirstOrThrow()).state
const toldOf = async ({ personId }: Someone) =>
  (
    await owner.db
      .selectFrom('notifications')
      .select('kind')
      .where('personId', '=', personId)
      .orderBy('id')
      .execute()
  ).map(({ kind }) => kind)
const linesOf = ({ db }: Someone) =>
  db.selectFrom('demandLines').select(['quantity', 'source', 'state', 'neededBy']).execute()

test('a term that ends opens one renewal; what is wanted again becomes a line of demand for that day', async () => {
  const { manager, id } = await anEndingTerm()
  await tick('licenses.renewals')
  expect(await toldOf(manager)).toEqual(['renewal.opened'])
  const renew = { move: 'renew', renewalId: id, quantity: 4 } as const
  const buyer = await someone('enterprise', ['buyer'], manager.orgId)
  await expect(decide(buyer, renew)).rejects.toMatchObject({ code: 'not-your-move' })
  const neighbor = await someone('enterprise', ['asset_manager'])
  await expect(decide(neighbor, renew)).rejects.toMatchObject({ code: 'already-moved' })
  await decide(manager, renew)
  await letReact(worker.db)
  expect(await linesOf(manager)).toEqual([
    { quantity: 4, source: 'renewal', state: 'draft', neededBy: addDays(today, 30) },
  ])
  await expect(decide(manager, renew)).rejects.toMatchObject({ code: 'already-moved' })
  expect(await trailOf(owner.db, id)).toEqual(['renewal.opened', 'renewal.decided'])
})

test('a term is replaced by an edition of the catalog, or let go with a reason; then nothing is asked for', async () => {
  const { manager, id } = await anEndingTerm()
  const replace = { move: 'replace', renewalId: id, quantity: 2 } as const
  await expect(decide(manager, { ...replace, editionId: manager.orgId })).rejects.toMatchObject({
    code: 'edition-unknown',
    field: 'editionId',
  })
  await decide(manager, { move: 'drop', renewalId: id, reason: '改用开源软件' })
  await letReact(worker.db)
  expect(await linesOf(manager)).toEqual([])
  expect(await trailOf(owner.db, id)).toEqual(['renewal.opened', 'renewal.dropped'])

  const other = await anEndingTerm()
  const editionId = (await aProduct(database)).edition.standard!
  await decide(other.manager, { ...replace, renewalId: other.id, editionId })
  await letReact(worker.db)
  expect(await linesOf(other.manager)).toMatchObject([{ quantity: 2, source: 'renewal' }])
})

test('a renewal on which nobody decides lapses with its term, and the end is told before and when it comes', async () => {
  const { manager, entitlementId, id } = await anEndingTerm()
  for (const day of [0, 0, 23, 30]) await tick('licenses.alerts', day)
  for (const _ of [1, 2]) await tick('licenses.expired', 31)
  await tick('licenses.renewals', 30)
  expect(await stateOf(id)).toBe('open')
  await tick('licenses.renewals', 31)
  expect(await stateOf(id)).toBe('lapsed')
  expect(await trailOf(owner.db, id)).toEqual(['renewal.opened', 'renewal.lapsed'])
  expect(await trailOf(owner.db, entitlementId)).toEqual([
    'license.claimed',
    'license.expiring',
    'license.expiring',
    'license.expiring',
    'license.expiring',
    'license.expired',
  ])
  expect(await toldOf(manager)).toEqual([
    'renewal.opened',
    'license.expiring',
    'license.expiring',
    'license.expiring',
    'license.expiring',
    'license.expired',
  ])
})

test('an alert comes at eight in the morning, not a minute before, and once from two workers that look at the same moment', async () => {
  const manager = await someone('enterprise', ['asset_manager'])
  const estate = await anEstate(database, manager)
  await estate.entitle(office, { ends: 20 })
  const alerts = clockMoves.find(({ name }) => name === 'licenses.alerts')!
  const at = (instant: Date) => clock.db.transaction().execute((tx) => alerts.run(tx, instant))
  const eight = hourOf(today, 8)
  await at(new Date(eight.getTime() - 60_000))
  expect(await toldOf(manager)).toEqual([])
  await Promise.allSettled([at(eight), at(eight)])
  expect(await toldOf(manager)).toEqual(['license.expiring'])
  await at(new Date(eight.getTime() + 1))
  expect(await toldOf(manager)).toEqual(['license.expiring'])
})

test('what is delivered for a decided renewal goes on for it until that is whole; a gap between the terms is told in days', async () => {
  const order = await trade.aConfirmedOrder({ lines: [{ quantity: 6 }] })
  await fund(owner.db, order.id)
  const manager = await someone('enterprise', ['asset_manager'], order.buyer.orgId)
  const estate = await anEstate(database, manager)
  const entitlementId = await estate.entitle(office, { quantity: 5, ends: 30 })
  await tick('licenses.renewals')
  const { id } = await manager.db.selectFrom('renewals').select('id').executeTakeFirstOrThrow()
  const { editionId } = await owner.db
    .selectFrom('orderLines')
    .select('editionId')
    .where('id', '=', order.lineIds[0]!)
    .executeTakeFirstOrThrow()
  await decide(manager, { move: 'replace', renewalId: id, quantity: 4, editionId })
  const deliver = (quantity: number, days: number) =>
    order.vendor.db.transaction().execute((tx) =>
      sendDelivery(tx, order.vendor.actor, order.id, {
        remark: null,
        subcontractorId: null,
        lines: [
          {
            lineId: order.lineIds[0]!,
            quantity,
            termStart: addDays(today, days),
            termEnd: null,
            maintenanceUntil: null,
            channel: 'volume-mak',
            licenseNo: null,
          },
        ],
      }),
    )
  const rowOf = async () => (await listRenewals(manager.db, manager.actor))[0]!
  expect(await rowOf()).toMatchObject({ successorId: null, gapDays: null })
  await deliver(3, 33)
  expect(await rowOf()).toMatchObject({ gapDays: 2, successorStarts: addDays(today, 33) })
  await deliver(1, 31)
  await deliver(2, 20)
  const successors = await owner.db.selectFrom('entitlements').select('quantity').where('renewsId', '=', entitlementId).orderBy('id').execute() // oxfmt-ignore
  expect(successors.map(({ quantity }) => quantity)).toEqual([3, 1])
  expect(await rowOf()).toMatchObject({ gapDays: 0, successorStarts: addDays(today, 31) })
  const html = await shown(page, {
    data: { rows: [{ ...(await rowOf()), gapDays: 2 }], products: [], coTerm: null, manages: false },
  })
  expect(html).toContain('空档 2 天')
})

test('an enterprise whose subscriptions end together says so in the demand of its renewals, as its asset manager decides', async () => {
  expect(coTermAfter(12, '2026-12-30')).toBe('2026-12-31')
  expect(coTermAfter(12, '2026-12-31')).toBe('2027-12-31')
  expect(coTermAfter(2, '2027-03-01')).toBe('2028-02-29')
  const { manager, id } = await anEndingTerm()
  const set = (who: Someone, month: number | null) =>
    who.db.transaction().execute((tx) => setCoTerm(tx, who.actor, month))
  const buyer = await someone('enterprise', ['buyer'], manager.orgId)
  await expect(set(buyer, 6)).rejects.toMatchObject({ code: 'not-your-move' })
  await set(manager, 3)
  await set(manager, 6)
  const neighbor = await someone('enterprise', ['asset_manager'])
  expect(await findCoTerm(neighbor.db, manager.orgId)).toBeNull()
  expect(renewalForm.parse({ move: 'co-term', month: '6' })).toEqual({ move: 'co-term', month: 6 })
  expect(renewalForm.parse({ move: 'co-term', month: '' })).toEqual({ move: 'co-term', month: null })
  await decide(manager, { move: 'renew', renewalId: id, quantity: 4 })
  await letReact(worker.db)
  const lines = await manager.db.selectFrom('demandLines').select('coTermOn').execute()
  expect(lines).toEqual([{ coTermOn: coTermAfter(6, addDays(today, 30)) }])
  await set(manager, null)
  expect(await findCoTerm(manager.db, manager.orgId)).toBeNull()
})
