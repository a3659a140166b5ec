import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { loadCalendar } from '~/kernel/calendar.server'
import { addDays, dayOf, hourOf } from '~/kernel/workdays'
import { begin, deadlineRules, reminderAt } from '~/mediation/deadlines'
import { matterMoves } from '~/mediation/matters/clock.server'
import { doMatterDeed } from '~/mediation/matters/doing.server'
import { complain, raiseWorkload, withdrawComplaint } from '~/mediation/matters/opening.server'
import { readComplaints, readMatter, readMatters } from '~/mediation/matters/reading.server'
import * as complaintsPage from '~/mediation/pages/complaints'
import { disputesOf } from '../support/cases'
import { aDatabase } from '../support/database'
import { cookieFor, servePages, visit } from '../support/pages'
import type { Someone } from '../support/people'
import { answerTo } from '../support/refused'

const database = await aDatabase()
const { owner, worker } = database
servePages(database.app.pool)
const disputes = disputesOf(database)
const { work } = disputes
const day = 86_400_000

/** A case in mediation whose claimant complained on a Friday before a week of work. */
async function aComplaint(now = new Date('2026-06-05T02:00:00Z')) {
  const its = await disputes.aMediation()
  const complains = () =>
    work(its.claimant, (tx) =>
      complain(tx, its.caseId, { mediatorId: its.mediator.personId, text: '没有按时到会' }, now),
    )
  await complains()
  const row = () =>
    owner.db
      .selectFrom('bodyMatters')
      .selectAll()
      .where('caseId', '=', its.caseId)
      .orderBy('openedAt', 'desc')
      .executeTakeFirst()
  const { no, id, dueAt, channelId } = (await row())!
  const reads = (who: Someone) => readMatter(who.db, who.actor, its.orgId, no)
  const own = async (who: Someone) => (await readComplaints(who.db, its.caseId))?.complaints
  const says = (who: Someone, body: string) =>
    work(who, (tx) => doMatterDeed(tx, who.actor, its.orgId, no, { move: 'send', body }))
  const decides = () =>
    work(
      its.registrar,
      (tx) =>
      doMatterDeed(tx, its.registrar.actor, its.orgId, no, { move: 'decide', outcome: 'upheld', summary: '已提醒' }), // oxfmt-ignore
    )
  const withdraws = (who: Someone, reason = '') =>
    work(who, (tx) => withdrawComplaint(tx, id, reason)).then(
      () => 'accepted',
      ({ message }: Error) => message,
    )
  return { ...its, no, matterId: id, channelId, dueAt: dueAt!, head: its.registrar, complains, row, reads, own, says, decides, withdraws } // oxfmt-ignore
}

/** Two workers pass at this moment. */
const tick = (now: Date) =>
  Promise.all(
    [1, 2].map(async () => {
      for (const { run } of matterMoves) await worker.db.transaction().execute((tx) => run(tx, now))
    }),
  )

const told = async (who: Someone, kind: string) =>
  (
    await owner.db
      .selectFrom('notifications')
      .where('personId', '=', who.personId)
      .where('kind', '=', kind)
      .select(['href', 'facts'])
      .execute()
  ).filter(({ href }) => href !== null)

test('a complaint is to be answered in ten working days by the rule of its case, which both pages quote', async () => {
  const its = await aComplaint()
  const calendar = await loadCalendar(owner.db)
  expect(its.dueAt).toEqual(begin(deadlineRules.complaint, '2026-06-05', calendar).dueAt)
  const quoted = { key: 'complaint', amount: 10, unit: 'wd', version: 1, dueAt: its.dueAt }
  expect(await its.own(its.claimant)).toMatchObject([{ dueAt: its.dueAt, rule: quoted }])
  expect((await its.reads(its.head))?.matter).toMatchObject({ dueAt: its.dueAt, rule: quoted })
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from deadlines where case_id = ${its.caseId} and key = 'complaint'`.execute(
    owner.db,
  )
  expect(rows[0]!.n).toBe(0)
})

test('two working days before its end the head is reminded, once; the mediator and who complained are not', async () => {
  const its = await aComplaint()
  const calendar = await loadCalendar(owner.db)
  const at = reminderAt('complaint', { startedOn: '2026-06-05', dueAt: its.dueAt }, calendar, 0)!
  expect(at < its.dueAt).toBe(true)
  await tick(new Date(at.getTime() - 1))
  expect(await told(its.head, 'body.complaint_due')).toEqual([])
  for (const late of [0, 1, day]) await tick(new Date(at.getTime() + late))
  expect(await told(its.head, 'body.complaint_due')).toMatchObject([
    { href: `/bodies/${its.orgId}/matters/${its.no}` },
  ])
  for (const who of [its.mediator, its.claimant]) expect(await told(who, 'body.complaint_due')).toEqual([])
})

test('past its end head, complainant and office are told once, the office by the body’s name alone; it can still be answered', async () => {
  const [officer, auditor] = [await disputes.anOfficer(), await disputes.someone('agency', ['auditor'])]
  const its = await aComplaint()
  const clerk = await disputes.someone('mediation_body', ['registrar'], its.orgId)
  const mine = async () =>
    (await told(officer, 'office.complaint_overdue')).filter(({ href }) => href.includes(its.orgId))
  await tick(new Date(its.dueAt.getTime() - 1))
  expect(await mine()).toEqual([])
  for (const late of [0, 3 * day]) await tick(new Date(its.dueAt.getTime() + late))
  const { name } = await owner.db
    .selectFrom('organizations')
    .where('id', '=', its.orgId)
    .select('name')
    .executeTakeFirstOrThrow()
  expect(await mine()).toEqual([
    { href: `/mediators?body=${its.orgId}`, facts: { body: name, bodyEn: name } },
  ])
  expect(await told(its.head, 'body.complaint_overdue')).toHaveLength(1)
  const to = `/cases/${its.caseId}/complaints`
  expect((await told(its.claimant, 'case.news')).filter(({ href }) => href === to)).toHaveLength(1)
  for (const who of [its.respondent, clerk, auditor, its.mediators[1]!])
    for (const kind of ['body.complaint_overdue', 'office.complaint_overdue'])
      expect(await told(who, kind)).toEqual([])
  expect((await told(its.respondent, 'case.news')).filter(({ href }) => href === to)).toEqual([])
  expect((await its.own(its.claimant))![0]!.expiredAt).not.toBeNull()
  await its.decides()
  expect(await its.own(its.claimant)).toMatchObject([{ outcome: 'upheld', summary: '已提醒' }])
})

test('what was missed while the house was down is made up for once, without a reminder of what is over', async () => {
  const its = await aComplaint()
  for (const later of [3, 3, 4]) await tick(new Date(its.dueAt.getTime() + later * day))
  expect(await told(its.head, 'body.complaint_overdue')).toHaveLength(1)
  expect(await told(its.head, 'body.complaint_due')).toEqual([])
})

test('no event and no period of the case tells that there is a complaint, whatever becomes of it', async () => {
  const its = await aComplaint()
  const trail = async () => {
    const events = await owner.db.selectFrom('events').select('kind').where('subjectId', 'in', [its.caseId, its.matterId]).execute() // oxfmt-ignore
    const periods = await owner.db.selectFrom('deadlines').select('key').where('caseId', '=', its.caseId).execute() // oxfmt-ignore
    return [...events.map(({ kind }) => kind), ...periods.map(({ key }) => key)].toSorted()
  }
  const before = await trail()
  await tick(new Date(its.dueAt.getTime() + day))
  await its.withdraws(its.claimant, '已当面说明')
  await tick(new Date(its.dueAt.getTime() + 400 * day))
  expect(await trail()).toEqual(before)
})

test('the side that complained takes it back, with a reason or without; the body keeps its talk, and the side never reads it', async () => {
  const its = await aComplaint()
  await its.says(its.mediator, '当天在外地开庭')
  for (const who of [its.respondent, its.mediator, its.head])
    expect(await its.withdraws(who)).toBe('matter-unknown')
  expect(await its.withdraws(its.claimant, '已当面说明')).toBe('accepted')
  expect(await its.withdraws(its.claimant)).toBe('matter-closed')
  const [own] = (await its.own(its.claimant))!
  expect(own).toMatchObject({ outcome: 'withdrawn', reason: '已当面说明', summary: null })
  expect(JSON.stringify(own)).not.toContain('外地开庭')
  const kept = (await its.reads(its.head))!
  expect(kept.matter).toMatchObject({ outcome: 'withdrawn', reason: '已当面说明' })
  expect(kept.messages.map(({ body }) => body)).toEqual(['当天在外地开庭'])
  expect(kept.mayEnd).toBe(false)
  expect(await answerTo(its.says(its.head, '还有一点'))).toBe('channel-closed')
  expect(await told(its.head, 'body.matter')).toHaveLength(1)

  await its.complains()
  const { dueAt } = (await its.row())!
  await tick(new Date(dueAt!.getTime() + 1))
  expect(await told(its.head, 'body.complaint_overdue')).toHaveLength(1)
})

/** Its last day of keeping, as the row says. */
const lastDayOf = async (matterId: string) =>
  (
    await owner.db
      .selectFrom('bodyMatters')
      .select('eraseOn')
      .where('id', '=', matterId)
      .executeTakeFirstOrThrow()
  ).eraseOn!

const leftOf = async ({ matterId, channelId }: { matterId: string; channelId: string }) => ({
  matter: await owner.db.selectFrom('bodyMatters').select('id').where('id', '=', matterId).execute(),
  messages: await owner.db.selectFrom('messages').select('id').where('channelId', '=', channelId).execute(),
  readers: await owner.db.selectFrom('channelMembers').select('personId').where('channelId', '=', channelId).execute(), // oxfmt-ignore
  channel: await owner.db.selectFrom('channels').select(['wrappedKey', 'destroyedAt']).where('id', '=', channelId).executeTakeFirst(), // oxfmt-ignore
})

test('thirty days after its end no word of a complaint is left, nor its keys; an open one is kept', async () => {
  const [ended, open] = [await aComplaint(), await aComplaint()]
  await ended.says(ended.mediator, '当天在外地开庭')
  await ended.decides()
  const eraseOn = await lastDayOf(ended.matterId)
  expect(eraseOn).toBe(addDays(dayOf(new Date()), 30))
  await tick(new Date(hourOf(eraseOn, 0).getTime() - 1))
  expect((await leftOf(ended)).messages).toHaveLength(1)
  await tick(new Date(hourOf(eraseOn, 0).getTime() + 3 * day))
  const left = await leftOf(ended)
  expect(left).toMatchObject({
    matter: [],
    messages: [],
    readers: [],
    channel: { wrappedKey: Buffer.alloc(0) },
  })
  expect(left.channel!.destroyedAt).not.toBeNull()
  expect(await ended.reads(ended.head)).toBeUndefined()
  expect(await ended.own(ended.claimant)).toEqual([])
  expect((await leftOf(open)).matter).toHaveLength(1)
})

test('a workload goes the same way, and how long both are kept the database says', async () => {
  const { orgId, registrar: head, mediators } = await disputes.aBody()
  const [one] = mediators as [Someone]
  const no = await work(one, (tx) => raiseWorkload(tx, one.actor, orgId, { text: '在办太多' }))
  await work(head, async (tx) => {
    await sql`select set_config('muster.matter_days', '5', true)`.execute(tx)
    await doMatterDeed(tx, head.actor, orgId, no, { move: 'close' })
  })
  const { id, channelId } = await owner.db
    .selectFrom('bodyMatters')
    .select(['id', 'channelId'])
    .where('bodyId', '=', orgId)
    .executeTakeFirstOrThrow()
  const eraseOn = await lastDayOf(id)
  expect(eraseOn).toBe(addDays(dayOf(new Date()), 5))
  await tick(hourOf(eraseOn, 1))
  expect((await leftOf({ matterId: id, channelId })).matter).toEqual([])
  expect((await readMatters(head.db, head.actor, orgId))!.matters).toEqual([])
})

test('the page takes a complaint back and keeps a reason that is too long', async () => {
  const its = await aComplaint()
  const cookie = await cookieFor(worker.db, its.claimant)
  const at = { params: { caseId: its.caseId }, cookie }
  const form = { move: 'withdraw', complaintId: its.matterId }
  const long = '长'.repeat(2001)
  expect(await visit(complaintsPage.action, { ...at, form: { ...form, reason: long } })).toMatchObject({
    status: 422,
    data: { problems: [{ field: 'reason' }], values: { reason: long } },
  })
  expect(await visit(complaintsPage.action, { ...at, form: { ...form, reason: '' } })).toMatchObject({
    status: 302,
    location: `/cases/${its.caseId}/complaints?done=complaint-withdrawn`,
  })
  expect((await its.own(its.claimant))![0]).toMatchObject({ outcome: 'withdrawn', reason: null })
})
