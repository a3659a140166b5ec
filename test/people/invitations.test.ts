import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { removeMember } from '~/people/commands.server'
import { acceptInvitation, endInvitation, inviteColleague } from '~/people/invitations/commands.server'
import { whyNotJoin } from '~/people/invitations/inviting'
import { listInvitations, listOwnInvitations } from '~/people/invitations/queries.server'
import * as account from '~/people/pages/account'
import * as members from '~/people/pages/members'
import { listMembers, listOwnOrganizations } from '~/people/queries.server'
import { findSession } from '~/people/session.server'
import { aDatabase } from '../support/database'
import { cookieFor, servePages, visit } from '../support/pages'
import { type Someone, peopleOf } from '../support/people'
import { shown } from '../support/shown'
import { trailOf } from '../support/trail'

const database = await aDatabase()
const { app, owner, worker } = database
const { anApprover, aBuyer, aVendor, anOrganization } = peopleOf(database)
servePages(app.pool)

const mailOf = async ({ personId }: Someone) =>
  (await owner.db.selectFrom('persons').select('mail').where('id', '=', personId).executeTakeFirstOrThrow())
    .mail!

async function invite(by: Someone, whom: Someone, roles = ['buyer']) {
  const mail = await mailOf(whom)
  await by.db
    .transaction()
    .execute((tx) => inviteColleague(tx, by.actor, { name: 'as written', mail, roles }))
  return (await listOwnInvitations(whom.db)).at(-1)!.id
}
const accept = (whom: Someone, id: string) =>
  whom.db.transaction().execute((tx) => acceptInvitation(tx, whom.actor, id))
const namesOf = async (someone: Someone) => (await listMembers(someone.db, someone.actor)).map(({ id }) => id)

test('whoever acts for an enterprise may act for another one; everyone else acts for one organization', () => {
  expect(whyNotJoin('enterprise', { present: false, kinds: ['enterprise', 'enterprise'] })).toBeNull()
  expect(whyNotJoin('enterprise', { present: false, kinds: [] })).toBeNull()
  expect(whyNotJoin('vendor', { present: false, kinds: [] })).toBeNull()
  expect(whyNotJoin('enterprise', { present: true, kinds: [] })).toBe('already-colleague')
  expect(whyNotJoin('enterprise', { present: false, kinds: ['enterprise', 'agency'] })).toBe('acts-elsewhere')
  expect(whyNotJoin('vendor', { present: false, kinds: ['vendor'] })).toBe('acts-elsewhere')
})

test('who has an account is asked and joins by accepting, once, and acts for both organizations from then on', async () => {
  const [approver, person] = [await anApprover(), await aBuyer()]
  const id = await invite(approver, person, ['buyer', 'asset_manager'])
  expect(await namesOf(approver)).not.toContain(person.personId)
  expect(await listInvitations(approver.db, approver.actor)).toMatchObject([{ name: 'as written' }])
  const mail = await worker.db
    .selectFrom('mails')
    .select('body')
    .where('personId', '=', person.personId)
    .execute()
  expect(mail.map(({ body }) => body)).toEqual([expect.stringMatching(/\/account\s/)])
  const notices = await worker.db
    .selectFrom('notifications')
    .select(['kind', 'href'])
    .where('personId', '=', person.personId)
    .execute()
  expect(notices).toEqual([{ kind: 'member.invited', href: '/account' }])

  expect(await accept(person, id)).toBe(approver.orgId)
  await expect(accept(person, id)).rejects.toMatchObject({ code: 'invitation-over' })
  expect(await namesOf(approver)).toContain(person.personId)
  expect(await listOwnOrganizations(person.db)).toMatchObject([
    { id: person.orgId, roles: ['buyer'] },
    { id: approver.orgId, roles: ['buyer', 'asset_manager'] },
  ])
  expect(await listInvitations(approver.db, approver.actor)).toEqual([])
  expect((await trailOf(worker.db, approver.orgId)).slice(-2)).toEqual(['member.invited', 'member.added'])
})

test('nobody answers the invitation of another, one that was taken back or one that has run out', async () => {
  const [approver, person, other] = [await anApprover(), await aBuyer(), await aBuyer()]
  const id = await invite(approver, person)
  await expect(accept(other, id)).rejects.toMatchObject({ code: 'invitation-over' })
  const direct = await sql<{ joined: string | null }>`select join_organization(${id}) as joined`.execute(
    other.db,
  )
  expect(direct.rows).toEqual([{ joined: null }])
  const end = (who: Someone, outcome: 'declined' | 'taken_back') =>
    who.db.transaction().execute((tx) => endInvitation(tx, who.actor, id, outcome))
  await expect(end(other, 'declined')).rejects.toMatchObject({ code: 'already-moved' })
  await expect(end(other, 'taken_back')).rejects.toMatchObject({ code: 'already-moved' })
  await end(approver, 'taken_back')
  await expect(accept(person, id)).rejects.toMatchObject({ code: 'invitation-over' })
  await expect(end(person, 'declined')).rejects.toMatchObject({ code: 'already-moved' })

  const late = await invite(approver, person)
  await owner.db
    .updateTable('memberInvitations')
    .set({ endsAt: sql<Date>`clock_timestamp()` })
    .where('id', '=', late)
    .execute()
  await expect(accept(person, late)).rejects.toMatchObject({ code: 'invitation-over' })
  // One that has run out does not stand in the way of the next.
  await accept(person, await invite(approver, person))
  expect(await namesOf(approver)).toContain(person.personId)
})

test('who is here, who was asked and has not answered, and who acts for another side is not invited', async () => {
  const approver = await anApprover()
  const [colleague, person, vendor] = [await aBuyer(approver.orgId), await aBuyer(), await aVendor()]
  const refused = (whom: Someone) =>
    mailOf(whom)
      .then((mail) =>
        approver.db
          .transaction()
          .execute((tx) => inviteColleague(tx, approver.actor, { name: 'x', mail, roles: ['buyer'] })),
      )
      .then(
        () => null,
        ({ code, field }) => ({ code, field }),
      )
  expect(await refused(colleague)).toEqual({ code: 'already-colleague', field: 'mail' })
  expect(await refused(vendor)).toEqual({ code: 'acts-elsewhere', field: 'mail' })
  const both = [await refused(person), await refused(person)]
  expect(both).toEqual([null, { code: 'already-invited', field: 'mail' }])
})

test('whoever came to act for another side meanwhile does not join', async () => {
  const [approver, person] = [await anApprover(), await aBuyer()]
  const id = await invite(approver, person)
  await owner.db
    .insertInto('members')
    .values({ personId: person.personId, orgId: await anOrganization('vendor'), roles: ['vendor'] })
    .execute()
  await expect(accept(person, id)).rejects.toMatchObject({ code: 'acts-elsewhere' })
  expect(await namesOf(approver)).not.toContain(person.personId)
})

test('who left comes back by an invitation', async () => {
  const approver = await anApprover()
  const person = await aBuyer(approver.orgId)
  const { actor, db } = approver
  await db.transaction().execute((tx) => removeMember(tx, actor, person.personId, new Date()))
  expect(await namesOf(approver)).not.toContain(person.personId)
  await accept(person, await invite(approver, person, ['asset_manager']))
  expect((await listMembers(db, actor)).find(({ id }) => id === person.personId)).toMatchObject({
    roles: ['asset_manager'],
  })
})

test('the account page asks and, once accepted, the session goes on for that organization; the members page takes back', async () => {
  const [approver, person] = [await anApprover(), await aBuyer()]
  const invitation = await invite(approver, person)
  const theirs = await cookieFor(worker.db, approver)
  const page = await visit(members.loader, { cookie: theirs })
  expect(await shown(members, { data: page.data })).toContain('as written')

  const cookie = await cookieFor(worker.db, person)
  const before = await visit(account.loader, { cookie })
  expect(await shown(account, { data: before.data })).toContain(invitation)
  const answer = await visit(account.action, { cookie, form: { move: 'accept', invitation } })
  expect(answer).toMatchObject({ status: 302 })
  const token = /muster=([^;]+)/.exec(answer.cookie!)![1]!
  expect((await findSession(worker.db, token)).session).toMatchObject({ organizationId: approver.orgId })

  const again = await invite(approver, await aBuyer())
  const form = { move: 'take-back', invitationId: again }
  expect(await visit(members.action, { cookie: theirs, form })).toMatchObject({ status: 302 })
  expect(await listInvitations(approver.db, approver.actor)).toEqual([])
})
