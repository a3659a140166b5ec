import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { readWorkbook } from '~/kernel/workbook.server'
import { addDays, dayOf } from '~/kernel/workdays'
import { answersForm } from '~/program/reports/answering'
import { createRound, decideReport, openRound, writeReport } from '~/program/reports/commands.server'
import { remindReports } from '~/program/reports/clock.server'
import { roundForm } from '~/program/reports/form'
import * as taskPage from '~/program/reports/pages/task'
import * as reportsPage from '~/program/reports/pages/reports'
import * as workbook from '~/program/reports/pages/workbook'
import { findTask, listLate, listTasks } from '~/program/reports/queries.server'
import { listWaiting } from '~/program/waiting.server'
import { reminderDue } from '~/program/reminding'
import type { Someone } from '../support/people'
import { aDatabase } from '../support/database'
import { anOffice } from '../support/office'
import { cookieFor, servePages, visit } from '../support/pages'

const database = await aDatabase()
const { app, worker } = database
servePages(app.pool)
const its = await anOffice(database)
const {
  officer,
  second,
  liaison,
  leader,
  southLiaison,
  southLeader,
  clock,
  harbor,
  south,
  someone,
  anEnterpriseIn,
  stoodOn,
} = its

const now = new Date()
const today = dayOf(now)
const ports = [await anEnterpriseIn('370211'), await anEnterpriseIn('370211'), await anEnterpriseIn('370211')]
await anEnterpriseIn('370202')
await stoodOn(ports[0]!, addDays(today, -1), 'compliant')
await stoodOn(ports[1]!, addDays(today, -1), 'gap')

const doing = <T>(who: Someone, work: (tx: Someone['db']) => Promise<T>) => who.db.transaction().execute(work)

const line = (kind: string, facts: Record<string, string> = {}) => ({
  kind,
  label: '',
  figure: '',
  required: '',
  ...facts,
})
const asked = roundForm.parse({
  title: '十月月报',
  period: 'monthly',
  coversFrom: addDays(today, -40),
  coversTo: today,
  dueOn: addDays(today, 5),
  fields: [
    line('figure', { figure: 'compliant' }),
    line('figure', { figure: 'gap', label: '有缺口的企业' }),
    line('number', { label: '走访次数', required: 'yes' }),
    line('text', { label: '做法' }),
    line(''),
  ],
})
const roundId = await doing(officer, (tx) => createRound(tx, officer.actor, asked))
await doing(officer, (tx) => openRound(tx, officer.actor, roundId, [harbor, south]))
const tasks = await listTasks(officer.db, roundId)
const own = tasks.find(({ orgId }) => orgId === harbor)!
const other = tasks.find(({ orgId }) => orgId === south)!

const write = (
  who: Someone,
  move: 'save' | 'submit',
  values: Record<string, string>,
  taskId = own.id,
  remarks = {},
) => doing(who, (tx) => writeReport(tx, who.actor, taskId, { move, values, remarks }))
const decide = (who: Someone, move: 'approve' | 'accept' | 'return', reason: string | null = null) =>
  doing(who, (tx) => decideReport(tx, who.actor, own.id, move, reason))
const post = async (who: Someone, form: Record<string, string>, taskId = own.id) =>
  visit(taskPage.action as never, {
    path: '/',
    params: { taskId },
    cookie: await cookieFor(worker.db, who),
    form,
  })

test('a round of the form keeps its fields with keys, and a computed one is never required', () => {
  expect(asked.fields.map(({ key, kind, required }) => [key, kind, required])).toEqual([
    ['f1', 'figure', false],
    ['f2', 'figure', false],
    ['f3', 'number', true],
    ['f4', 'text', false],
  ])
})

test('each unit asked has its own report waiting, and sees no other’s', async () => {
  expect(await listWaiting(liaison.db, liaison.actor)).toContainEqual(
    expect.objectContaining({ kind: 'reports', count: 1, subjectId: own.id }),
  )
  expect(await findTask(liaison.db, other.id)).toBeUndefined()
  const cookie = await cookieFor(worker.db, liaison)
  expect(await visit(taskPage.loader as never, { params: { taskId: other.id }, cookie })).toMatchObject({
    status: 404,
  })
  expect(await post(liaison, { move: 'submit', 'values.f3': '1' }, other.id)).toMatchObject({ status: 404 })
  const list = await visit(reportsPage.loader as never, { path: '/office/reports', cookie })
  expect(list.data).toMatchObject({ own: [{ id: own.id }], late: [], rounds: [] })
})

test('a computed figure cannot be changed by the form', async () => {
  const answer = await post(liaison, { move: 'submit', 'values.f1': '99', 'values.f3': '4' })
  expect(answer).toMatchObject({ status: 422, data: { problems: [{ field: 'values.f1' }] } })
  expect((await findTask(liaison.db, own.id))!.state).toBe('open')
})

test('nor by a field of the form that nobody asked for, nor by a statement of the application', async () => {
  await post(liaison, {
    move: 'save',
    'values.f3': '4',
    'figures.compliant': '99',
    figures: '99',
    state: 'accepted',
  })
  expect(await findTask(liaison.db, own.id)).toMatchObject({
    state: 'open',
    figures: {},
    answers: { values: { f3: '4', f4: '' } },
  })
  await expect(
    sql`update report_tasks set figures = '{"compliant": 99}' where id = ${own.id}`.execute(liaison.db),
  ).rejects.toMatchObject({ code: '42501' })
})

test('a required answer is asked for when the report is handed in, not before', async () => {
  const form = answersForm(own.form)
  expect(form.safeParse({ move: 'save', values: {} }).success).toBe(true)
  expect(form.safeParse({ move: 'submit', values: {} }).error?.issues[0]?.path).toEqual(['values', 'f3'])
  expect(form.safeParse({ move: 'submit', values: { f3: '１２' } }).data?.values).toEqual({ f3: '12' })
})

test('handing in freezes what facts computed; the leader approves, the office accepts', async () => {
  await write(liaison, 'submit', { f3: '4' }, own.id, { f1: { stance: 'disputed', text: '少一家' } })
  await stoodOn(ports[2]!, today, 'compliant')
  const task = await findTask(officer.db, own.id)
  expect(task).toMatchObject({
    state: 'submitted',
    figures: { enterprises: 3, compliant: 1, gap: 1, not_inspected: 1 },
    answers: { remarks: { f1: { stance: 'disputed', text: '少一家' } } },
  })
  await expect(decide(officer, 'accept')).rejects.toMatchObject({ code: 'already-moved' })
  await expect(decide(liaison, 'approve')).rejects.toMatchObject({ code: 'not-your-move' })
  await expect(decide(southLeader, 'approve')).rejects.toMatchObject({ code: 'already-moved' })
  await decide(leader, 'approve')
  await decide(officer, 'return', '说明不清')
  expect(await findTask(liaison.db, own.id)).toMatchObject({ state: 'returned', reason: '说明不清' })
  await write(liaison, 'submit', { f3: '5' })
  expect((await findTask(liaison.db, own.id))!.figures).toMatchObject({ compliant: 2 })
  await decide(leader, 'approve')
  const outcomes = await Promise.allSettled([decide(officer, 'accept'), decide(second, 'accept')])
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
})

test('nobody approves the report they wrote, though they hold both roles', async () => {
  const both = await someone('agency', ['liaison', 'leader'], south)
  await write(both, 'submit', { f3: '1' }, other.id)
  const approve = doing(both, (tx) => decideReport(tx, both.actor, other.id, 'approve', null))
  await expect(approve).rejects.toMatchObject({ code: 'own-report' })
})

test('what is not handed in by its day stands on the late list', async () => {
  const late = await doing(officer, (tx) =>
    createRound(tx, officer.actor, { ...asked, dueOn: addDays(today, -1) }),
  )
  await doing(officer, (tx) => openRound(tx, officer.actor, late, [south]))
  expect(await listLate(officer.db, today)).toMatchObject([{ orgId: south, state: 'open' }])
  expect(await listLate(liaison.db, today)).toEqual([])
  expect(await listLate(southLiaison.db, today)).toHaveLength(1)
})

test('the workbook holds a line per unit with its frozen figures, and no text of it runs', async () => {
  const cookie = await cookieFor(worker.db, officer)
  const answer = (await workbook.loader({
    request: new Request(`http://localhost:3000/x`, { headers: { cookie } }),
    params: { roundId },
    context: {} as never,
  })) as Response
  const rows = await readWorkbook(Buffer.from(await answer.arrayBuffer()))
  expect(rows).toHaveLength(3)
  expect(rows.find(([agency]) => agency === '临港区文化局')).toEqual(
    expect.arrayContaining(['已接收', '2', '5']),
  )
})

test.each([
  ['2026-11-20', [], null],
  ['2026-11-23', [], 7],
  ['2026-11-23', [7], null],
  ['2026-11-27', [7], 3],
  ['2026-11-28', [7, 3], null],
  ['2026-11-29', [], 1],
  ['2026-12-01', [7, 3, 1], -1],
  ['2026-12-09', [7, 3, 1, -1], null],
] as const)('on %s with %j sent, a report due 2026-11-30 is reminded at %s', (today, sent, due) =>
  expect(reminderDue('2026-11-30', today, sent)).toBe(due),
)

test('the clock reminds of a late report once', async () => {
  const remind = () => clock.db.transaction().execute((tx) => remindReports(tx, now))
  const count = async () =>
    (await worker.db.selectFrom('events').select('id').where('kind', '=', 'report.reminded').execute()).length
  await remind()
  const first = await count()
  await remind()
  expect([first > 0, await count()]).toEqual([true, first])
})
