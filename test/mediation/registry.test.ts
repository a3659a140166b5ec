import { sql } from 'kysely'
import { expect, test } from 'vitest'
import * as parties from '~/mediation/pages/parties'
import * as registry from '~/mediation/pages/registry'
import { disputesOf } from '../support/cases'
import { aDatabase } from '../support/database'
import { cookieFor, servePages, visit } from '../support/pages'

const database = await aDatabase()
const { owner, worker } = database
const disputes = disputesOf(database)
servePages(database.app.pool)

type Someone = Parameters<typeof cookieFor>[1]
type Read = {
  tasks: { kind: string; caseId: string; amount: bigint | null }[]
  due: { caseId: string; key: string; dueAt: Date }[]
}

async function registryOf(registrar: Someone) {
  const cookie = await cookieFor(owner.db, registrar)
  return (await visit(registry.loader as never, { cookie })).data as Read
}

/** What the worker writes once a server has taken the letters of a case, or five tries have failed. */
const letterIs = (caseId: string, state: 'sent' | 'failed') =>
  worker.db
    .updateTable('mails')
    .set({ state })
    .where('state', '=', 'queued')
    .where(
      'eventId',
      'in',
      owner.db
        .selectFrom('invitations')
        .where('caseId', '=', caseId)
        .select(sql<string>`event_id`.as('eventId')),
    ) // oxfmt-ignore
    .execute()

const invitationsOf = (caseId: string) =>
  owner.db
    .selectFrom('invitations')
    .select(['contact', 'delivered', 'batch'])
    .where('caseId', '=', caseId)
    .orderBy('sentAt')
    .execute()

test('an invitation that no server takes is told to the registrar, until it is sent once more', async () => {
  const its = await disputes.anAdmittedCase()
  const cookie = await cookieFor(owner.db, its.registrar)
  expect((await registryOf(its.registrar)).tasks).toEqual([])
  await letterIs(its.caseId, 'failed')
  expect(await invitationsOf(its.caseId)).toMatchObject([{ delivered: false }])
  expect((await registryOf(its.registrar)).tasks).toMatchObject([{ kind: 'returned', caseId: its.caseId }])
  const told = await owner.db
    .selectFrom('notifications')
    .select(['kind', 'facts'])
    .where('personId', '=', its.registrar.personId)
    .where('href', '=', `/cases/${its.caseId}/parties`)
    .execute()
  expect(told).toMatchObject([{ kind: 'case.news' }])
  expect(Object.keys(told[0]!.facts as object).toSorted()).toEqual(['body', 'bodyEn', 'number'])

  const params = { caseId: its.caseId }
  const form = { move: 'invite', contact: 'Front@Desk.example' }
  const answer = await visit(parties.action as never, { params, cookie, form })
  expect(answer).toMatchObject({ status: 302, location: `/cases/${its.caseId}/parties?done=invited-again` })
  const sent = (await invitationsOf(its.caseId)).slice(1)
  expect(sent.map(({ contact }) => contact)).toContain('front@desk.example')
  expect(sent.every(({ delivered }) => delivered === null)).toBe(true)
  expect((await registryOf(its.registrar)).tasks).toEqual([])
  await letterIs(its.caseId, 'sent')
  expect((await invitationsOf(its.caseId)).map(({ delivered }) => delivered)).toEqual([false, ...sent.map(() => true)]) // oxfmt-ignore
})

test('only a registrar invites again, and only while an answer is awaited', async () => {
  const its = await disputes.anAdmittedCase()
  const params = { caseId: its.caseId }
  const form = { move: 'invite', contact: '' }
  const by = async (someone: Someone) =>
    (await visit(parties.action as never, { params, cookie: await cookieFor(owner.db, someone), form })).data
  expect(await by(its.claimant)).toMatchObject({ refusal: { code: 'not-your-move' } })
  const running = await disputes.aNegotiation()
  params.caseId = running.caseId
  expect(await by(running.registrar)).toMatchObject({ refusal: { code: 'already-moved' } })
})

test('a hold that no rule decides waits in the registry, with its amount, for this body alone', async () => {
  const byRule = await disputes.anAdmittedCase()
  expect((await registryOf(byRule.registrar)).tasks).toEqual([])
  const its = await disputes.anAdmittedCase({ ground: 'service' })
  expect((await registryOf(its.registrar)).tasks).toMatchObject([
    { kind: 'hold', caseId: its.caseId, amount: 720_000n },
  ])
  const filed = await disputes.aFiledCase({ ground: 'service' })
  expect((await registryOf(filed.registrar)).tasks).toEqual([])
})

test('deadlines of the next seven days stand there, the nearest first', async () => {
  const its = await disputes.anAdmittedCase()
  const { due } = await registryOf(its.registrar)
  for (const { caseId } of due) expect(caseId).toBe(its.caseId)
  await sql`update deadlines set due_at = clock_timestamp() + interval '2 days' where case_id = ${its.caseId} and key = 'response'`.execute(owner.db) // oxfmt-ignore
  expect((await registryOf(its.registrar)).due).toMatchObject([{ caseId: its.caseId, key: 'response' }])
  await sql`update deadlines set due_at = clock_timestamp() + interval '8 days' where case_id = ${its.caseId} and key = 'response'`.execute(owner.db) // oxfmt-ignore
  expect((await registryOf(its.registrar)).due).toEqual([])
})
