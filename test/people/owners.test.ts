import { expect, test } from 'vitest'
import { changeOwners } from '~/people/owners/commands.server'
import * as page from '~/people/owners/pages/owners'
import { addDays, dayOf } from '~/kernel/workdays'
import { aDatabase } from '../support/database'
import { cookieFor, servePages, visit } from '../support/pages'
import { peopleOf } from '../support/people'

const database = await aDatabase()
const { app, owner, worker } = database
const { anOfficer, anApprover, anOrganization } = peopleOf(database)
servePages(app.pool)
const officer = await anOfficer()
const today = dayOf(new Date())

const usccOf = async (id: string) =>
  (await owner.db.selectFrom('organizations').select('uscc').where('id', '=', id).executeTakeFirstOrThrow())
    .uscc
const own = async (ownedId: string, ownerId: string, shareBps = 6_000, who = officer) => {
  const deed = { move: 'own' as const, uscc: await usccOf(ownerId), shareBps, since: '2026-01-05' }
  await who.db.transaction().execute((tx) => changeOwners(tx, who.actor, ownedId, deed))
}
const end = (ownedId: string, ownerId: string, since = '2026-01-05') =>
  officer.db
    .transaction()
    .execute((tx) => changeOwners(tx, officer.actor, ownedId, { move: 'end', ownerId, since }))
const code = (why: string) => ({ code: why })

test('an officer records who owns an organization, whole or in part, and ends it; the share is told with its event', async () => {
  const [daughter, mother, aunt] = [await anOrganization(), await anOrganization(), await anOrganization()]
  await own(daughter, mother)
  await own(daughter, aunt, 4_000)
  await end(daughter, mother)
  await expect(end(daughter, mother)).rejects.toMatchObject(code('already-moved'))
  const shares = await owner.db
    .selectFrom('ownerships')
    .select(['ownerId', 'until'])
    .where('ownedId', '=', daughter)
    .orderBy('until')
    .execute()
  expect(shares).toEqual([
    { ownerId: mother, until: addDays(today, -1) },
    { ownerId: aunt, until: null },
  ])
  const told = await owner.db
    .selectFrom('events')
    .select('orgId')
    .where('kind', '=', 'organization.ownership_changed')
    .where('subjectId', '=', daughter)
    .execute()
  expect(told.map(({ orgId }) => orgId)).toEqual([daughter, daughter, daughter])
})

test('nobody owns itself, is unknown, stands twice, or owns with others more than the whole; only the office records it', async () => {
  const [daughter, mother, aunt] = [await anOrganization(), await anOrganization(), await anOrganization()]
  await expect(own(daughter, daughter)).rejects.toMatchObject(code('owner-is-self'))
  const unknown = { move: 'own' as const, uscc: '91370200MADEM0000X', shareBps: 1, since: today }
  await expect(
    officer.db.transaction().execute((tx) => changeOwners(tx, officer.actor, daughter, unknown)),
  ).rejects.toMatchObject(code('owner-unknown'))
  await own(daughter, mother)
  await expect(own(daughter, mother, 1)).rejects.toMatchObject(code('owner-stands'))
  await expect(own(daughter, aunt, 4_001)).rejects.toMatchObject(code('shares-over-whole'))
  await expect(own(daughter, aunt, 1, await anApprover())).rejects.toMatchObject(code('not-your-move'))
})

test('an owner that was ended by mistake is recorded again from the same day', async () => {
  const [daughter, mother] = [await anOrganization(), await anOrganization()]
  await own(daughter, mother)
  await end(daughter, mother)
  await own(daughter, mother, 7_000)
  const shares = await owner.db
    .selectFrom('ownerships')
    .select(['shareBps', 'until'])
    .where('ownedId', '=', daughter)
    .execute()
  expect(shares).toEqual([{ shareBps: 7_000, until: null }])
})

test('of two owners recorded at once, together more than the whole, one is refused', async () => {
  const [daughter, mother, aunt] = [await anOrganization(), await anOrganization(), await anOrganization()]
  const both = await Promise.allSettled([own(daughter, mother), own(daughter, aunt)])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
})

test('the page takes a share as typed, keeps what was refused, and shows it on both sides', async () => {
  const [daughter, mother] = [await anOrganization(), await anOrganization()]
  const cookie = await cookieFor(worker.db, officer)
  const params = { organizationId: daughter }
  const uscc = await usccOf(mother)
  const form = { move: 'own', uscc, shareBps: '51.5', since: '2026-02-01' }
  expect((await visit(page.action, { params, cookie, form: { ...form, uscc: await usccOf(daughter) } })).data).toMatchObject({
    refusal: { code: 'owner-is-self' },
    values: { shareBps: '51.5' },
  }) // oxfmt-ignore
  for (const shareBps of ['0', '100.01', 'half'])
    expect((await visit(page.action, { params, cookie, form: { ...form, shareBps } })).data).toMatchObject({
      problems: [{ field: 'shareBps', message: expect.any(String) }],
      values: { shareBps },
    })
  expect(await visit(page.action, { params, cookie, form })).toMatchObject({ status: 302 })
  expect((await visit(page.loader, { params, cookie })).data).toMatchObject({
    owners: [{ ownerId: mother, shareBps: 5_150 }],
    owned: [],
  })
  expect((await visit(page.loader, { params: { organizationId: mother }, cookie })).data).toMatchObject({
    owners: [],
    owned: [{ ownedId: daughter }],
  })
})
