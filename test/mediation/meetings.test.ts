import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { calendarText } from '~/kernel/calendar-file'
import { meetingEntry } from '~/mediation/meetings/calendar'
import { meetingForm } from '~/mediation/meetings/form'
import { callMeeting, moveMeeting } from '~/mediation/meetings/meetings.server'
import { readMeeting, readMeetings } from '~/mediation/meetings/reading.server'
import * as calendarPage from '~/mediation/pages/meeting-calendar'
import * as meetingPage from '~/mediation/pages/meeting'
import type { CaseChannelKind } from '~/mediation/channels/kinds'
import { disputesOf } from '../support/cases'
import { aDatabase } from '../support/database'
import { cookieFor, servePages, visit } from '../support/pages'
import type { Someone } from '../support/people'

const database = await aDatabase()
const { owner } = database
const disputes = disputesOf(database)
const { work } = disputes
servePages(database.app.pool)
const its = await disputes.aMediation()
const { caseId, claimant, respondent, mediator, registrar } = its

const soon = () => new Date(Date.now() + 86_400_000)
const calls = (one: Someone, kind: CaseChannelKind, startsAt = soon()) =>
  work(one, (tx) =>
    callMeeting(tx, caseId, kind, { startsAt, minutes: 60, place: '调解室-marker' }, new Date()),
  )
const moves = (one: Someone, id: string, values: Parameters<typeof moveMeeting>[3]) =>
  work(one, (tx) => moveMeeting(tx, caseId, id, values, new Date()))
const began = (id: string) =>
  owner.db
    .updateTable('caseMeetings')
    .set({ startsAt: sql<Date>`clock_timestamp() - interval '1 hour'` })
    .where('id', '=', id)
    .execute()

test('a meeting of a caucus is known in the caucus alone, and its place stands nowhere in the clear', async () => {
  const id = await calls(mediator, 'caucus_claimant')
  expect(await readMeeting(claimant.db, caseId, id)).toMatchObject({ meeting: { place: '调解室-marker' } })
  for (const other of [respondent, registrar]) {
    expect((await readMeetings(other.db, caseId))!.meetings).toEqual([])
    const at = { params: { caseId, sittingId: id }, cookie: await cookieFor(owner.db, other) }
    for (const { loader } of [meetingPage, calendarPage]) expect((await visit(loader, at)).status).toBe(404)
    const told = owner.db.selectFrom('notifications').select('id').where('personId', '=', other.personId)
    expect(await told.where('href', 'like', '%meetings%').execute()).toEqual([])
  }
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from case_meetings m where m::text like '%marker%'`.execute(owner.db)
  expect(rows[0]!.n).toBe(0)
})

test('the mediator calls the talks, the registrar the procedure; a side calls nobody, and nothing in the past', async () => {
  await expect(calls(claimant, 'joint')).rejects.toMatchObject({ code: 'not-now' })
  await expect(calls(registrar, 'joint')).rejects.toMatchObject({ code: 'not-now' })
  await expect(calls(mediator, 'joint', new Date(Date.now() - 1000))).rejects.toMatchObject({
    code: 'meeting-past',
  })
  await calls(registrar, 'procedure')
  const typed = { startsAt: '2026-12-01T09:00', minutes: '5', place: '线上' }
  expect(meetingForm.safeParse(typed).error?.issues[0]?.message).toBe('meeting-minutes')
})

test('it is recorded only while both sides allow it', async () => {
  const id = await calls(mediator, 'joint')
  const recorded = async () => (await readMeeting(mediator.db, caseId, id))!.meeting.recording
  await moves(claimant, id, { move: 'allow_recording' })
  expect(await recorded()).toBe(false)
  await moves(respondent, id, { move: 'allow_recording' })
  expect(await recorded()).toBe(true)
  await moves(claimant, id, { move: 'forbid_recording' })
  expect(await recorded()).toBe(false)
  await expect(moves(mediator, id, { move: 'allow_recording' })).rejects.toMatchObject({
    code: 'not-your-move',
  })
})

test('whoever leads notes who was there and one line, after it began, once', async () => {
  const id = await calls(mediator, 'joint')
  const held = { move: 'hold', attended: [claimant.personId, mediator.personId], result: '交换清单' } as const
  await expect(moves(mediator, id, { ...held, attended: [...held.attended] })).rejects.toMatchObject({
    code: 'meeting-ahead',
  })
  await began(id)
  await expect(moves(claimant, id, { ...held, attended: [] })).rejects.toMatchObject({
    code: 'not-your-move',
  })
  const stranger = (await disputes.someone('enterprise', ['buyer'])).personId
  await moves(mediator, id, { ...held, attended: [...held.attended, stranger] })
  expect((await readMeeting(respondent.db, caseId, id))!.meeting).toMatchObject({
    state: 'held',
    result: '交换清单',
    attended: expect.not.arrayContaining([stranger]),
  })
  await expect(moves(mediator, id, { move: 'cancel' })).rejects.toMatchObject({ code: 'already-moved' })
})

test('its calendar file names the body and the number, not the matter, and a canceled one says so', () => {
  const about = { id: caseId, number: 'MC26-7K3M2X', bodyName: '海曲调解', bodyNameEn: 'Haiqu Mediation' }
  const meeting = { id: caseId, startsAt: new Date('2026-12-01T01:00:00Z'), minutes: 60, place: '线上' }
  const file = (state: string) =>
    calendarText(meetingEntry(about, { ...meeting, state }, 'https://muster.test', 'en'))
  expect(file('planned')).toMatch(/SUMMARY:Haiqu Mediation MC26-7K3M2X/)
  expect(file('planned')).toMatch(/DTSTART:20261201T010000Z/)
  expect(file('canceled')).toMatch(/METHOD:CANCEL[\s\S]*STATUS:CANCELLED/)
})
