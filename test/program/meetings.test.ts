import { expect, test } from 'vitest'
import { addDays, dayOf } from '~/kernel/workdays'
import { calendarFile } from '~/program/meetings/calendar.server'
import { remindResolutions } from '~/program/meetings/clock.server'
import { changeMeeting, moveMeeting, planMeeting } from '~/program/meetings/commands.server'
import { meetingForm, type MeetingMove } from '~/program/meetings/form'
import * as meetingPage from '~/program/meetings/pages/meeting'
import * as meetingsPage from '~/program/meetings/pages/meetings'
import { findMeeting, listCarriedOver, listInvited, listResolutions } from '~/program/meetings/queries.server'
import { isOverdue, lackOf } from '~/program/meetings/year'
import type { Someone } from '../support/people'
import { aDatabase } from '../support/database'
import { anOffice } from '../support/office'
import { cookieFor, servePages, visit } from '../support/pages'
import { trailOf } from '../support/trail'

const database = await aDatabase()
const { app, owner, worker } = database
servePages(app.pool)
const { officer, second, liaison, southLiaison, clock, harbor, south } = await anOffice(database)

const now = new Date()
const today = dayOf(now)
const doing = <T>(who: Someone, work: (tx: Someone['db']) => Promise<T>) => who.db.transaction().execute(work)
const values = (day = addDays(today, 3)) =>
  meetingForm.parse({
    kind: 'liaison',
    title: '第一次联络员会议',
    startsAt: `${day}T14:30`,
    minutesPlanned: '90',
    place: '三楼会议室',
    agenda: '一、通报进度',
  })
const plan = (day?: string) => doing(officer, (tx) => planMeeting(tx, officer.actor, values(day)))
const move = (who: Someone, id: string, asked: MeetingMove) =>
  doing(who, (tx) => moveMeeting(tx, who.actor, id, asked))

const first = await plan()
const held = async (day: string) => {
  const id = await plan(day)
  await move(officer, id, { move: 'invite', agencies: [harbor, south] })
  await move(officer, id, { move: 'hold', attended: [harbor] })
  return id
}

test('a meeting in preparation is the office’s own', async () => {
  expect(await findMeeting(liaison.db, first)).toBeUndefined()
  const cookie = await cookieFor(worker.db, liaison)
  expect(await visit(meetingPage.loader as never, { params: { meetingId: first }, cookie })).toMatchObject({
    status: 404,
  })
})

test('an invitation reaches the units with a letter and a calendar file, and each answers for itself', async () => {
  await expect(move(officer, first, { move: 'invite', agencies: [] })).rejects.toMatchObject({
    code: 'no-agency',
  })
  await move(officer, first, { move: 'invite', agencies: [harbor] })
  const mails = await worker.db.selectFrom('mails').select(['subject', 'body', 'orgId']).execute()
  expect(mails).toHaveLength(2)
  expect(mails[0]).toMatchObject({
    orgId: harbor,
    body: expect.stringContaining(`/office/meetings/${first}/calendar`),
  })
  await move(liaison, first, { move: 'answer', answer: 'coming' })
  expect(await listInvited(officer.db, first)).toMatchObject([
    { id: harbor, answer: 'coming', attended: null },
  ])
  await expect(move(southLiaison, first, { move: 'answer', answer: 'coming' })).rejects.toMatchObject({
    code: 'not-invited',
  })
})

test('a change after the invitation is told again', async () => {
  await doing(officer, (tx) => changeMeeting(tx, officer.actor, first, values(addDays(today, 4))))
  const told = await worker.db
    .selectFrom('notifications')
    .select('kind')
    .where('kind', '=', 'meeting.changed')
    .execute()
  expect(told).toHaveLength(2)
})

test('the calendar file names the moment in UTC and keeps its id over changes', async () => {
  const meeting = (await findMeeting(officer.db, first))!
  const text = calendarFile(meeting)
  expect(text).toMatch(new RegExp(`DTSTART:${addDays(today, 4).replaceAll('-', '')}T063000Z`))
  expect(text).toContain(`UID:${first}@`)
  expect(text).toContain('DURATION:PT90M')
  expect(calendarFile({ ...meeting, state: 'canceled' })).toMatch(/METHOD:CANCEL[\s\S]*STATUS:CANCELLED/)
})

test('a unit changes its answer until the meeting has been held', async () => {
  const id = await plan()
  await move(officer, id, { move: 'invite', agencies: [harbor] })
  await move(liaison, id, { move: 'answer', answer: 'coming' })
  await move(liaison, id, { move: 'answer', answer: 'not_coming' })
  await move(officer, id, { move: 'hold', attended: [] })
  await expect(move(liaison, id, { move: 'answer', answer: 'coming' })).rejects.toMatchObject({
    code: 'meeting-over',
  })
  expect(await listInvited(officer.db, id)).toMatchObject([{ answer: 'not_coming' }])
  expect(await trailOf(owner.db, id)).toEqual([
    'meeting.planned',
    'meeting.invited',
    'meeting.answered',
    'meeting.answered',
    'meeting.held',
  ])
})

test('minutes are approved by someone else than who wrote them', async () => {
  const id = await held(addDays(today, -20))
  await expect(move(second, id, { move: 'approve' })).rejects.toMatchObject({ code: 'no-minutes' })
  await move(officer, id, { move: 'minutes', minutes: '会议听取了汇报。' })
  await expect(move(officer, id, { move: 'approve' })).rejects.toMatchObject({ code: 'own-minutes' })
  await move(second, id, { move: 'approve' })
  expect(await findMeeting(liaison.db, id)).toMatchObject({
    state: 'minutes_approved',
    minutes: '会议听取了汇报。',
  })
  await expect(move(officer, id, { move: 'minutes', minutes: '改写' })).rejects.toMatchObject({
    code: 'already-moved',
  })
  expect(await trailOf(owner.db, id)).toEqual([
    'meeting.planned',
    'meeting.invited',
    'meeting.held',
    'meeting.minutes_written',
    'meeting.minutes_approved',
  ])
})

test('an open resolution stands on the agenda of every later meeting until it is done', async () => {
  const id = await held(addDays(today, -10))
  const later = { id: first, startsAt: (await findMeeting(officer.db, first))!.startsAt }
  const earlier = { id, startsAt: (await findMeeting(officer.db, id))!.startsAt }
  await move(officer, id, {
    move: 'resolve',
    orgId: harbor,
    text: '完成辖区企业摸底',
    dueOn: addDays(today, -1),
  })
  const [resolution] = await listResolutions(officer.db, id)
  expect(isOverdue(resolution!, today)).toBe(true)
  expect(await listCarriedOver(liaison.db, later)).toMatchObject([{ id: resolution!.id }])
  expect(await listCarriedOver(liaison.db, earlier)).toEqual([])
  const finish = { move: 'finish' as const, resolutionId: resolution!.id, reason: null }
  await expect(move(southLiaison, id, finish)).rejects.toMatchObject({ code: 'already-moved' })
  await expect(move(liaison, id, { ...finish, move: 'drop' })).rejects.toMatchObject({
    code: 'reason-missing',
  })
  await move(liaison, id, finish)
  expect(await listCarriedOver(liaison.db, later)).toEqual([])
  await move(officer, id, { ...finish, move: 'reopen' })
  expect(await trailOf(owner.db, resolution!.id)).toEqual([
    'resolution.made',
    'resolution.done',
    'resolution.reopened',
  ])
  expect(await listCarriedOver(liaison.db, later)).toHaveLength(1)
})

test('the clock reminds once of a resolution that is overdue', async () => {
  const count = async () =>
    (await worker.db.selectFrom('events').select('id').where('kind', '=', 'resolution.reminded').execute())
      .length
  for (const _ of [1, 2]) await clock.db.transaction().execute((tx) => remindResolutions(tx, now))
  expect(await count()).toBe(1)
})

test('a canceled meeting tells why', async () => {
  const id = await plan()
  await expect(move(officer, id, { move: 'cancel', reason: null })).rejects.toMatchObject({
    code: 'reason-missing',
  })
  await move(officer, id, { move: 'cancel', reason: '与市里会议冲突' })
  expect(await findMeeting(liaison.db, id)).toMatchObject({ state: 'canceled', reason: '与市里会议冲突' })
  expect(await trailOf(owner.db, id)).toEqual(['meeting.planned', 'meeting.canceled'])
})

test('a member unit runs no meeting, whatever it posts', async () => {
  const cookie = await cookieFor(worker.db, liaison)
  const post = (form: Record<string, string>) =>
    visit(meetingPage.action as never, { params: { meetingId: first }, cookie, form })
  expect(await post({ move: 'hold', attended: harbor })).toMatchObject({
    data: { refusal: { code: 'not-your-move' } },
  })
  expect(await post({ move: 'minutes', minutes: '…' })).toMatchObject({
    data: { refusal: { code: 'not-your-move' } },
  })
  const list = await visit(meetingsPage.loader as never, { path: '/office/meetings', cookie })
  expect(list).toMatchObject({ status: 200, data: { manages: false } })
})

const aMeeting = (facts: object) => ({
  kind: 'plenary' as const,
  state: 'invited',
  day: '2026-06-01',
  ...facts,
})
test.each([
  ['no meeting', [], '2026-03-01', 'no-plenary'],
  ['only one of liaisons', [aMeeting({ kind: 'liaison' })], '2026-03-01', 'no-plenary'],
  ['only last year’s', [aMeeting({ day: '2025-11-01', state: 'held' })], '2026-03-01', 'no-plenary'],
  ['a canceled one', [aMeeting({ state: 'canceled' })], '2026-03-01', 'no-plenary'],
  ['a planned one', [aMeeting({})], '2026-03-01', null],
  ['a planned one in October', [aMeeting({})], '2026-10-01', 'plenary-unheld'],
  ['a held one in October', [aMeeting({ state: 'held' })], '2026-10-01', null],
])('a year with %s is warned of as it deserves', (_, meetings, day, lack) =>
  expect(lackOf(meetings, day)).toBe(lack),
)
