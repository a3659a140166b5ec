import { expect, test } from 'vitest'
import { listReclaimable } from '~/compliance/positions/use.server'
import { assignUnits, returnUnits } from '~/licenses/entitlements/assign.server'
import { removeMember } from '~/people/commands.server'
import { aDatabase } from '../support/database'
import { anEstate, aProduct } from '../support/estate'
import { peopleOf } from '../support/people'
import { letReact } from '../support/reactions'

const database = await aDatabase()
const { owner, worker } = database
const { someone } = peopleOf(database)

test('units of whoever leaves stay assigned and wait on the list of idle ones; the asset manager is told how many, once', async () => {
  const manager = await someone('enterprise', ['asset_manager'])
  const leaver = await someone('enterprise', ['buyer'], manager.orgId)
  const content = await someone('enterprise', ['buyer'], manager.orgId)
  const estate = await anEstate(database, manager)
  const product = await aProduct(database)
  const right = await estate.entitle(product, { quantity: 5, metric: 'named-user' })
  await manager.db
    .transaction()
    .execute((tx) =>
      assignUnits(tx, manager.actor, right, [{ personId: leaver.personId }, { personId: content.personId }]),
    )
  expect(await listReclaimable(manager.db, manager.actor)).toEqual([])
  const approver = await someone('enterprise', ['approver'], manager.orgId)
  const remove = (personId: string) =>
    approver.db.transaction().execute((tx) => removeMember(tx, approver.actor, personId, new Date()))
  await remove(leaver.personId)
  await letReact(worker.db)
  const idle = await listReclaimable(manager.db, manager.actor)
  expect(idle).toMatchObject([{ entitlementId: right, why: 'person-gone' }])
  const told = () =>
    owner.db
      .selectFrom('notifications')
      .select(['personId', 'facts', 'href'])
      .where('kind', '=', 'license.units_left')
      .execute()
  expect(await told()).toEqual([
    { personId: manager.personId, facts: { units: 1 }, href: '/licenses/reclaim' },
  ])
  await manager.db.transaction().execute((tx) => returnUnits(tx, manager.actor, [idle[0]!.id]))
  expect(await listReclaimable(manager.db, manager.actor)).toEqual([])

  const idler = await someone('enterprise', ['buyer'], manager.orgId)
  await remove(idler.personId)
  await letReact(worker.db)
  expect(await told()).toHaveLength(1)
})
