import { expect, test } from 'vitest'
import { entitlementFilter } from '~/licenses/entitlements/filter'
import { listEntitlements, listSuppliers } from '~/licenses/entitlements/queries.server'
import { aDatabase } from '../support/database'
import { aDelivery } from '../support/deliveries'
import { anEstate, aProduct } from '../support/estate'
import { peopleOf } from '../support/people'

const database = await aDatabase()
const { someone } = peopleOf(database)

test('rights are found by who sold them: the vendor of an order, or whom the papers of an older license name', async () => {
  const delivery = await aDelivery(database, { quantity: 2 })
  const manager = await someone('enterprise', ['asset_manager'], delivery.buyer.orgId)
  const estate = await anEstate(database, manager)
  const older = await estate.entitle(await aProduct(database), {
    source: 'claimed',
    state: 'claimed',
    claim: JSON.stringify({ supplier: '老供应商' }),
  })
  const { name } = await database.owner.db
    .selectFrom('organizations')
    .select('name')
    .where('id', '=', delivery.vendor.orgId)
    .executeTakeFirstOrThrow()
  expect((await listSuppliers(manager.db, manager.actor)).toSorted()).toEqual([name, '老供应商'].toSorted())
  const of = async (query: Record<string, string>) =>
    (
      await listEntitlements(manager.db, manager.actor, entitlementFilter(new URLSearchParams(query)))
    ).rows.map(({ id }) => id)
  expect(await of({ vendor: '老供应商' })).toEqual([older])
  expect(await of({ vendor: name })).toEqual([delivery.entitlementId])
  expect(await of({ q: '老供应' })).toEqual([older])
  const stranger = await someone('enterprise', ['asset_manager'])
  expect(await listSuppliers(stranger.db, stranger.actor)).toEqual([])
})

test('an auditor reads the rights of every organization with their holders, and finds them by name', async () => {
  const { buyer, entitlementId } = await aDelivery(database, { quantity: 3 })
  const { name } = await database.owner.db
    .selectFrom('organizations')
    .select('name')
    .where('id', '=', buyer.orgId)
    .executeTakeFirstOrThrow()
  const auditor = await someone('agency', ['auditor'])
  const found = async (query: Record<string, string>) =>
    listEntitlements(auditor.db, auditor.actor, entitlementFilter(new URLSearchParams(query)))
  expect((await found({ q: name })).rows.map(({ id, holder }) => [id, holder])).toEqual([
    [entitlementId, name],
  ])
  const holders = (await found({})).rows.map(({ holder }) => holder)
  expect(new Set(holders).size).toBeGreaterThan(1)
  expect(await listSuppliers(auditor.db, auditor.actor)).toContain('老供应商')
})
