import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { findSession, hashOf, rotateSession, startSession } from '~/people/session.server'
import { door } from '~/web/database.server'
import { aDatabase } from '../support/database'
import { servePages } from '../support/pages'
import { peopleOf } from '../support/people'

const { owner, app, worker } = await aDatabase()
servePages(app.pool)

async function aSession(facts: { caseId?: string } = {}) {
  const { personId, orgId } = await peopleOf({ owner, app, worker }).aBuyer()
  const who = { personId, organizationId: orgId, ip: null, agent: null, factor: true, ...facts }
  return startSession(owner.db, who)
}

const ofToken = (token: string) => sql`where id_hash = ${hashOf(token)}`
const seenAgo = (token: string, seconds: number) =>
  sql`update sessions set seen_at = clock_timestamp() - make_interval(secs => ${seconds}) ${ofToken(token)}`.execute(
    owner.db,
  )
/** Which version of its row a session has: another one after each write. */
async function versionOf(token: string) {
  const { rows } = await sql<{
    version: string
  }>`select xmin::text as version from sessions ${ofToken(token)}`.execute(owner.db)
  return rows[0]!.version
}
const isFound = async (token: string) => (await findSession(door(), token)).session !== null

test('requests of one minute leave the row of their session alone; the first one after it says that its person is there', async () => {
  const token = await aSession()
  const first = await versionOf(token)
  expect(await Promise.all([isFound(token), isFound(token), isFound(token)])).toEqual([true, true, true])
  expect(await versionOf(token)).toBe(first)
  await seenAgo(token, 61)
  const old = await versionOf(token)
  expect(await isFound(token)).toBe(true)
  const touched = await versionOf(token)
  expect(touched).not.toBe(old)
  expect(await isFound(token)).toBe(true)
  expect(await versionOf(token)).toBe(touched)
})

test('a session ends after an hour without a request, and no request wakes it', async () => {
  const token = await aSession()
  await seenAgo(token, 59 * 60)
  expect(await isFound(token)).toBe(true)
  await seenAgo(token, 60 * 60 + 1)
  const asleep = await versionOf(token)
  expect(await isFound(token)).toBe(false)
  expect(await versionOf(token)).toBe(asleep)
})

test('what was asked just before a step-up is still answered, without the step-up, and for half a minute', async () => {
  const before = await aSession()
  const after = await rotateSession(door(), hashOf(before), { factor: true })
  const [old, fresh] = await Promise.all([findSession(door(), before), findSession(door(), after)])
  expect(fresh.session).toMatchObject({ stepUpAt: expect.any(Date) })
  expect(old.session).toMatchObject({ personId: fresh.session!.personId, stepUpAt: null })
  await sql`update sessions set renamed_at = renamed_at - interval '30 seconds' ${ofToken(after)}`.execute(
    owner.db,
  )
  expect(await isFound(before)).toBe(false)
  expect(await isFound(after)).toBe(true)
})

test('the id from before a second factor was first shown, or of another organization, ends at once', async () => {
  const { personId, orgId } = await peopleOf({ owner, app, worker }).aBuyer()
  const start = { personId, organizationId: orgId, ip: null, agent: null }
  const unproven = await startSession(owner.db, { ...start, factor: false })
  await rotateSession(door(), hashOf(unproven), { factor: true })
  expect(await isFound(unproven)).toBe(false)

  const first = await startSession(owner.db, { ...start, factor: true })
  const second = await rotateSession(door(), hashOf(first), { factor: true })
  await rotateSession(door(), hashOf(second), { organizationId: orgId })
  expect([await isFound(first), await isFound(second)]).toEqual([false, false])
})
