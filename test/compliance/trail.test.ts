import { expect, test } from 'vitest'
import { beginPilot, movePilot } from '~/compliance/pilots/commands.server'
import { record } from '~/kernel/events.server'
import { listHistory } from '~/people/queries.server'
import { aDatabase } from '../support/database'
import { anOffice } from '../support/office'
import type { Someone } from '../support/people'

// Who may read a thing of the procedure reads its whole history, whichever side made a step.
const database = await aDatabase()
const { officer, second, liaison, southLiaison, someone, anEnterpriseIn } = await anOffice(database)
const orgId = await anEnterpriseIn('370211')
const manager = await someone('enterprise', ['asset_manager'], orgId)
const stranger = await someone('enterprise', ['asset_manager'], await anEnterpriseIn('370202'))

const now = new Date()
const doing = <T>(who: Someone, work: (tx: Someone['db']) => Promise<T>) => who.db.transaction().execute(work)
const kinds = async (who: Someone, id: string) =>
  (await listHistory(who.db, id)).map(({ kind }) => kind).toReversed()

test('agencies read what the enterprise did and what a colleague did; another district and other enterprises read nothing', async () => {
  const id = await doing(manager, (tx) => beginPilot(tx, manager.actor, { motive: '理清全部软件' }, now))
  await doing(officer, (tx) => movePilot(tx, officer.actor, id, { move: 'select' }, now))
  for (const who of [manager, officer, second, liaison])
    expect(await kinds(who, id)).toEqual(['pilot.applied', 'pilot.selected'])
  for (const who of [southLiaison, stranger]) expect(await kinds(who, id)).toEqual([])
})

test('what is no step of the procedure stays the enterprise’s own, and nobody reads by a subject that is not there', async () => {
  const id = await doing(manager, async (tx) => {
    await record(tx, 'license.assigned', orgId)
    await record(tx, 'pilot.applied', manager.personId)
    return orgId
  })
  expect(await kinds(manager, id)).toContain('license.assigned')
  expect(await kinds(officer, id)).not.toContain('license.assigned')
  expect(await kinds(officer, manager.personId)).not.toContain('pilot.applied')
})

test('the office reads the register’s history, other agencies read what is theirs', async () => {
  await doing(manager, (tx) => record(tx, 'organization.described', orgId))
  expect(await kinds(officer, orgId)).toContain('organization.described')
  expect(await kinds(liaison, orgId)).not.toContain('organization.described')
})
