import { expect, test } from 'vitest'
import { sql } from 'kysely'
import { addDays } from '~/kernel/workdays'
import { listOpenBodies } from '~/mediation/bodies/bodies.server'
import { tellExpired } from '~/mediation/bodies/expiring.server'
import { fileCase } from '~/mediation/intake/file.server'
import { declarationForm } from '~/mediation/mediators/form'
import { takeOn } from '~/mediation/mediators/mandate.server'
import { appointMediator, findStanding, rankMediators } from '~/mediation/mediators/selecting.server'
import { moveCase } from '~/mediation/moves.server'
import * as mediatorPage from '~/mediation/pages/mediator'
import { disputesOf } from '../support/cases'
import { aDatabase } from '../support/database'
import { cookieFor, servePages, visit } from '../support/pages'

const database = await aDatabase()
const { owner, worker } = database
servePages(database.app.pool)
const disputes = disputesOf(database)
const { work } = disputes

const { rows } = await sql<{ today: string }>`select shanghai_day()::text as today`.execute(owner.db)
const { today } = rows[0]!
const tomorrow = addDays(today, 1)
const lastMoment = new Date(`${today}T23:59:59.999+08:00`)
const midnight = new Date(`${tomorrow}T00:00:00+08:00`)

const endsOn = (bodyId: string, validUntil: string) =>
  owner.db.updateTable('mediationBodies').set({ validUntil }).where('orgId', '=', bodyId).execute()

/** A case that seeks its mediator before a body whose license ends today. */
async function aChoice() {
  const its = await disputes.aNegotiation()
  await work(its.claimant, (tx) => moveCase(tx, its.caseId, 'ask_mediator'))
  await endsOn(its.orgId, today)
  const [first] = its.mediators
  const appoints = (now: Date) =>
    work(its.registrar, (tx) => appointMediator(tx, its.caseId, first!.personId, now))
  return { ...its, first: first!, appoints }
}

test('on the last day of a license a mediator is appointed at 23:59, and refused from 00:00 in Beijing on', async () => {
  const its = await aChoice()
  await expect(its.appoints(midnight)).rejects.toThrow('body-license-expired')
  expect(await findStanding(its.registrar.db, its.caseId)).toBeUndefined()
  await its.appoints(lastMoment)
  expect(await findStanding(its.registrar.db, its.caseId)).toMatchObject({ mediatorId: its.first.personId })
})

test('nor does one who was asked in time take it on after midnight, nor is anybody ranked, nor a case filed', async () => {
  const its = await aChoice()
  await its.appoints(lastMoment)
  const takes = (now: Date) =>
    work(its.first, (tx) =>
      takeOn(tx, its.first.actor, its.caseId, declarationForm.parse({ independent: 'yes' }), now),
    )
  await expect(takes(midnight)).rejects.toThrow('body-license-expired')
  await takes(lastMoment)
  expect(await disputes.stateOfCase(its.caseId)).toBe('conflict_check')

  const other = await aChoice()
  const ranks = (now: Date) =>
    work(other.claimant, (tx) => rankMediators(tx, other.caseId, 'claimant', [other.first.personId], now))
  await expect(ranks(midnight)).rejects.toThrow('not-selectable')
  await ranks(lastMoment)

  const draft = await disputes.aDraft()
  await endsOn(draft.orgId, today)
  const files = (now: Date) =>
    work(draft.claimant, (tx) => fileCase(tx, draft.claimant.actor, draft.caseId, 'fit', now))
  await expect(files(midnight)).rejects.toThrow('body-license-expired')
  await files(lastMoment)
})

test('by the database’s own day: today the body is on the list and its page appoints, tomorrow neither', async () => {
  const its = await aChoice()
  const listed = async () => (await listOpenBodies(its.claimant.db)).some(({ orgId }) => orgId === its.orgId)
  const asks = async () =>
    visit(mediatorPage.action, {
      params: { caseId: its.caseId },
      cookie: await cookieFor(worker.db, its.registrar),
      form: { move: 'appoint', mediatorId: its.first.personId },
    })
  await endsOn(its.orgId, addDays(today, -1))
  expect(await listed()).toBe(false)
  expect(await asks()).toMatchObject({ status: 422, data: { refusal: { code: 'body-license-expired' } } })
  await endsOn(its.orgId, today)
  expect(await listed()).toBe(true)
  expect(await asks()).toMatchObject({ status: 302 })
})

test('of each case that still runs when the license is over, the registrar and the head are told, once', async () => {
  const its = await disputes.aMediation()
  const over = await disputes.aMediation()
  await work(over.claimant, (tx) => moveCase(tx, over.caseId, 'withdraw'))
  const looks = () => work(disputes.clock, (tx) => tellExpired(tx))
  const told = async (caseId: string) =>
    (
      await owner.db
        .selectFrom('events')
        .select('id')
        .where('kind', '=', 'case.license_over')
        .where('subjectId', '=', caseId)
        .execute()
    ).length
  for (const { orgId } of [its, over]) await endsOn(orgId, today)
  await looks()
  expect(await told(its.caseId)).toBe(0)
  for (const { orgId } of [its, over]) await endsOn(orgId, addDays(today, -1))
  await looks()
  await looks()
  expect([await told(its.caseId), await told(over.caseId)]).toEqual([1, 0])
  const notices = await owner.db
    .selectFrom('notifications')
    .innerJoin('events', 'events.id', 'notifications.eventId')
    .select('notifications.personId')
    .where('events.kind', '=', 'case.license_over')
    .execute()
  expect(notices).toEqual([{ personId: its.registrar.personId }])
})
