import { expect, test } from 'vitest'
import { addDays, dayOf, hourOf } from '~/kernel/workdays'
import { clockMoves } from '~/licenses/clock.server'
import { decideRenewal } from '~/licenses/renewals/decide.server'
import type { RenewalValues } from '~/licenses/renewals/form'
import { aDatabase } from '../support/database'
import { anEstate, aProduct } from '../support/estate'
import { peopleOf, type Someone } from '../support/people'
import { letReact } from '../support/reactions'
import { trailOf } from '../support/trail'

const database = await aDatabase()
const { owner, worker } = database
const { someone, clock } = peopleOf(database)
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
