import { expect, test } from 'vitest'
import { orgId, personId } from '~db/seeds/people'
import { checkUscc } from '~/people/uscc'
import { organizations } from '~db/seeds/cast'
import { changeRoles, moveOrganization, removeMember } from '~/people/commands.server'
import { inviteColleague } from '~/people/invitations/commands.server'
import { whyNotRoles } from '~/people/roles'
import { listOrganizations } from '~/people/directory.server'
import { findOrganization, listMembers } from '~/people/queries.server'
import { aMarket } from '../support/database'
import { anActor, as } from '../support/actors'
import { trailOf } from '../support/trail'

const { app, worker } = await aMarket()
const now = new Date()

test('every seeded code passes its check, and no two are alike', async () => {
  const rows = await worker.db.selectFrom('organizations').select('uscc').execute()
  // The business register names some that nobody of the cast stands for.
  expect(rows.length).toBeGreaterThanOrEqual(organizations.length)
  expect(rows.filter(({ uscc }) => checkUscc(uscc) !== 'ok')).toEqual([])
})

test('an enterprise sees itself and no other enterprise', async () => {
  const db = as(app.pool, anActor('approver'))
  const seen = await db.selectFrom('organizations').select('id').where('kind', '=', 'enterprise').execute()
  expect(seen).toEqual([{ id: orgId('jinghe') }])
  expect(await findOrganization(db, anActor('approver'), orgId('lantu'))).toBeUndefined()
})

test('a liaison lists the enterprises that the agency answers for, not those of another district', async () => {
  const db = as(app.pool, anActor('liaison'))
  const { rows } = await listOrganizations(db, anActor('liaison'), { kind: 'enterprise' })
  const ids = rows.map(({ id }) => id)
  expect(ids).toContain(orgId('jinghe'))
  expect(ids).not.toContain(orgId('lantu'))
})

test('of two officers who verify at once the second is refused', async () => {
  const officer = anActor('officer')
  const db = as(app.pool, officer)
  const waiting = orgId('member55')
  const verify = () =>
    db.transaction().execute((tx) => moveOrganization(tx, officer, waiting, 'verify', null, now))
  const outcomes = await Promise.allSettled([verify(), verify()])
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
})

test('an enterprise cannot verify itself, whatever it posts', async () => {
  const approver = anActor('approver')
  const db = as(app.pool, approver)
  await expect(
    db.transaction().execute((tx) => moveOrganization(tx, approver, orgId('jinghe'), 'verify', null, now)),
  ).rejects.toMatchObject({ code: 'not-your-move' })
})

test('the state of an organization moves only along its lifecycle, also by hand', async () => {
  await expect(
    worker.db
      .updateTable('organizations')
      .set({ state: 'verified', verifiedAt: now })
      .where('id', '=', orgId('member56'))
      .execute(),
  ).rejects.toMatchObject({ code: 'MU002' })
})

test('whoever is removed is signed out in the same transaction', async () => {
  const approver = anActor('approver')
  const db = as(app.pool, approver)
  await worker.db
    .insertInto('sessions')
    .values({
      idHash: Buffer.alloc(32, 7),
      personId: personId('buyer'),
      orgId: orgId('jinghe'),
      endsAt: new Date(Date.now() + 60_000),
    })
    .execute()
  await db.transaction().execute((tx) => removeMember(tx, approver, personId('buyer'), now))
  expect(
    await worker.db
      .selectFrom('sessions')
      .select('personId')
      .where('personId', '=', personId('buyer'))
      .execute(),
  ).toEqual([])
  expect((await listMembers(db, approver)).map(({ id }) => id)).not.toContain(personId('buyer'))
})

test('the last person who can manage members stays', async () => {
  const approver = anActor('approver')
  const db = as(app.pool, approver)
  await expect(
    db.transaction().execute((tx) => removeMember(tx, approver, personId('approver'), now)),
  ).rejects.toMatchObject({ code: 'last-administrator' })
})

test('a colleague’s roles change with a trace, and not so that nobody is left to manage', async () => {
  const approver = anActor('approver')
  const db = as(app.pool, approver)
  const change = (key: string, roles: readonly string[]) =>
    db.transaction().execute((tx) => changeRoles(tx, approver, personId(key), roles, '信息部'))
  await expect(change('approver', ['buyer'])).rejects.toMatchObject({ code: 'last-administrator' })
  await expect(change('assetManager', [])).rejects.toMatchObject({ code: 'no-role', field: 'roles' })
  await change('assetManager', ['asset_manager', 'buyer'])
  expect((await listMembers(db, approver)).find(({ id }) => id === personId('assetManager'))).toMatchObject({
    roles: ['asset_manager', 'buyer'],
    department: '信息部',
  })
  expect((await trailOf(worker.db, orgId('jinghe'))).at(-1)).toBe('member.changed')
})

test('an invitation mails a link; whoever has not used it is not invited again', async () => {
  const approver = anActor('approver')
  const db = as(app.pool, approver)
  const invite = () =>
    db
      .transaction()
      .execute((tx) =>
        inviteColleague(tx, approver, { name: '新同事', mail: 'new@jinghe.example', roles: ['buyer'] }),
      )
  await invite()
  await expect(invite()).rejects.toMatchObject({ code: 'mail-taken' })
  const mails = await worker.db
    .selectFrom('mails')
    .select('body')
    .where('address', '=', 'new@jinghe.example')
    .execute()
  expect(mails).toHaveLength(1)
  expect(mails[0]!.body).toMatch(/\/invitations\/[\w-]{43}/)
})

test('a member has a role, and one of the own kind of organization', async () => {
  expect(whyNotRoles('enterprise', ['buyer', 'approver'])).toBeNull()
  expect(whyNotRoles('enterprise', [])).toBe('no-role')
  expect(whyNotRoles('vendor', ['buyer'])).toBe('role-of-other-kind')

  const approver = anActor('approver')
  const db = as(app.pool, approver)
  await expect(
    db
      .transaction()
      .execute((tx) =>
        inviteColleague(tx, approver, { name: '甲', mail: 'x@jinghe.example', roles: ['officer'] }),
      ),
  ).rejects.toMatchObject({ code: 'role-of-other-kind' })
})
