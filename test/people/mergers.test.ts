import { expect, test } from 'vitest'
import * as desk from '~/people/pages/organization-desk'
import { mergeOrganization } from '~/people/mergers/commands.server'
import * as mergerPage from '~/people/mergers/pages/merger'
import * as home from '~/program/pages/home'
import { aDatabase } from '../support/database'
import { cookieFor, servePages, visit } from '../support/pages'
import { peopleOf, type Someone } from '../support/people'
import { shown } from '../support/shown'

const database = await aDatabase()
const { app, owner, worker } = database
const { anOfficer, anApprover, anOrganization } = peopleOf(database)
servePages(app.pool)
const officer = await anOfficer()
const cookie = await cookieFor(worker.db, officer)
const usccOf = async (id: string) =>
  (await owner.db.selectFrom('organizations').select('uscc').where('id', '=', id).executeTakeFirstOrThrow())
    .uscc
const notice = () => new File(['registered'], 'notice.txt', { type: 'text/plain' })

function merge(orgId: string, uscc: string, mergedOn = '2026-11-20') {
  const values = { uscc, mergedOn, notice: notice() }
  return officer.db
    .transaction()
    .execute((tx) => mergeOrganization(tx, officer.actor, orgId, values, '2026-11-28'))
}

test('an enterprise is merged into a verified one, once, not after today; whoever comes second is refused', async () => {
  const [gone, successor, third] = [await anOrganization(), await anOrganization(), await anOrganization()]
  const vendor = await anOrganization('vendor')
  const code = (why: string) => ({ code: why })
  const uscc = await usccOf(successor)
  await expect(merge(gone, await usccOf(gone))).rejects.toMatchObject(code('successor-is-self'))
  await expect(merge(gone, await usccOf(vendor))).rejects.toMatchObject(code('successor-unknown'))
  await expect(merge(vendor, uscc)).rejects.toMatchObject(code('only-enterprises-merge'))
  await expect(merge(gone, uscc, '2026-11-29')).rejects.toMatchObject(code('merged-in-future'))
  const both = await Promise.allSettled([merge(gone, uscc), merge(gone, await usccOf(third))])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  await expect(merge(third, await usccOf(gone))).rejects.toMatchObject(code('successor-unknown'))
  const approver = await anApprover()
  await expect(
    approver.db.transaction().execute((tx) =>
      mergeOrganization(tx, approver.actor, third, { uscc, mergedOn: '2026-11-20', notice: notice() }, '2026-11-28'),
    ),
  ).rejects.toMatchObject(code('not-your-move')) // oxfmt-ignore
})

test('of two enterprises that are merged into each other at once one remains', async () => {
  const [one, other] = [await anOrganization(), await anOrganization()]
  await Promise.allSettled([merge(one, await usccOf(other)), merge(other, await usccOf(one))])
  const states = await owner.db
    .selectFrom('organizations')
    .select('state')
    .where('id', 'in', [one, other])
    .execute()
  expect(states.map(({ state }) => state).toSorted()).toEqual(['merged', 'verified'])
})

test('the desk leads to the merger and then says where the enterprise went, on both sides', async () => {
  const [gone, successor] = [await anOrganization(), await anOrganization()]
  const at = { cookie, params: { organizationId: gone } }
  const before = await visit(desk.loader, at)
  expect(await shown(desk, { data: before.data })).toContain(`/office/organizations/${gone}/merger`)
  const form = new FormData()
  for (const [name, value] of Object.entries({ uscc: await usccOf(successor), mergedOn: '2026-11-20' }))
    form.set(name, value)
  expect(await visit(mergerPage.action, { ...at, form })).toMatchObject({ status: 422 })
  form.set('notice', notice())
  const refused = await visit(mergerPage.action, { ...at, form })
  expect(refused.location ?? (refused.data as { refusal: object }).refusal).toMatch(/done=merged/)
  const after = await visit(desk.loader, at)
  expect(await shown(desk, { data: after.data })).toContain(`/office/organizations/${successor}`)
  expect((await visit(desk.loader, { cookie, params: { organizationId: successor } })).data).toMatchObject({
    mergers: [{ way: 'taken', id: gone }],
  })
  expect((await visit(mergerPage.loader, at)).data).toMatchObject({ why: 'already-moved' })
})

test('people of a merged enterprise read on their home how they get into the one that goes on', async () => {
  const [approver, successor] = [await anApprover(), await anOrganization()]
  const before = await homeOf(approver)
  await merge(approver.orgId, await usccOf(successor))
  const after = await homeOf(approver)
  expect([before, after].map((html) => html.includes('用您账号的邮箱邀请您'))).toEqual([false, true])
})

async function homeOf(who: Someone) {
  const { data } = await visit(home.loader, { cookie: await cookieFor(worker.db, who) })
  return shown(home, { data })
}
