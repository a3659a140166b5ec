import { expect, test } from 'vitest'
import { findCheck } from '~/mediation/mediators/mandate.server'
import { changeOwners } from '~/people/owners/commands.server'
import { disputesOf } from '../support/cases'
import { aDatabase } from '../support/database'
import { peopleOf } from '../support/people'
import { letReact } from '../support/reactions'

const database = await aDatabase()
const { owner, worker } = database
const disputes = disputesOf(database)
const officer = await peopleOf(database).anOfficer()

const usccOf = async (id: string) =>
  (await owner.db.selectFrom('organizations').select('uscc').where('id', '=', id).executeTakeFirstOrThrow())
    .uscc

async function owns(ownerId: string, ownedId: string) {
  const deed = { move: 'own' as const, uscc: await usccOf(ownerId), shareBps: 10_000, since: '2026-01-05' }
  await officer.db.transaction().execute((tx) => changeOwners(tx, officer.actor, ownedId, deed))
  await letReact(worker.db)
}
async function ends(ownerId: string, ownedId: string) {
  const deed = { move: 'end' as const, ownerId, since: '2026-01-05' }
  await officer.db.transaction().execute((tx) => changeOwners(tx, officer.actor, ownedId, deed))
  await letReact(worker.db)
}

const checksOf = (caseId: string) =>
  owner.db.selectFrom('conflictChecks').select('outcome').where('caseId', '=', caseId).orderBy('at').execute()

test('a body that comes to belong to a party’s group may not go on: the sides choose again, and the check is kept', async () => {
  const its = await disputes.aMediation()
  const beside = await disputes.aMediation()
  const holding = await disputes.aFiledCase()
  await owns(holding.claimant.orgId, its.orgId)
  expect(await disputes.stateOfCase(its.caseId)).toBe('mediation')
  await owns(holding.claimant.orgId, its.claimant.orgId)
  expect(await disputes.stateOfCase(its.caseId)).toBe('mediator_selection')
  expect(await findCheck(its.registrar.db, its.caseId)).toBeNull()
  expect((await checksOf(its.caseId)).at(-1)).toEqual({ outcome: 'blocked' })
  expect(await disputes.stateOfCase(beside.caseId)).toBe('mediation')
  expect(await checksOf(beside.caseId)).toHaveLength(1)
})

test('once no other mediator can be chosen, registrar and head are told; what ends is checked again too', async () => {
  const its = await disputes.aMediation()
  await owner.pool.query('alter table cases disable trigger user')
  await owner.db.updateTable('cases').set({ state: 'signing' }).where('id', '=', its.caseId).execute()
  await owner.pool.query('alter table cases enable trigger user')
  const news = () =>
    owner.db
      .selectFrom('notifications')
      .select('id')
      .where('personId', '=', its.registrar.personId)
      .where('kind', '=', 'case.news')
      .execute()
  const before = (await news()).length
  await owns(its.respondent.orgId, its.orgId)
  expect(await disputes.stateOfCase(its.caseId)).toBe('signing')
  expect(await checksOf(its.caseId)).toEqual([{ outcome: 'clear' }, { outcome: 'blocked' }])
  expect(await news()).toHaveLength(before + 1)
  await ends(its.respondent.orgId, its.orgId)
  expect((await checksOf(its.caseId)).map(({ outcome }) => outcome)).toEqual(['clear', 'blocked', 'clear'])
})
