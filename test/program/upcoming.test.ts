import { expect, test } from 'vitest'
import { campaignForm } from '~/compliance/campaigns/form'
import { draftCampaign, moveCampaign } from '~/compliance/campaigns/commands.server'
import * as campaignPage from '~/compliance/campaigns/pages/campaign'
import { addDays, dayOf } from '~/kernel/workdays'
import { moveMeeting, planMeeting } from '~/program/meetings/commands.server'
import { meetingForm, type MeetingMove } from '~/program/meetings/form'
import type { Upcoming } from '~/program/office.server'
import * as office from '~/program/pages/office'
import { createRound, openRound, writeReport } from '~/program/reports/commands.server'
import { roundForm } from '~/program/reports/form'
import { aDatabase } from '../support/database'
import { anOffice } from '../support/office'
import { cookieFor, servePages, visit } from '../support/pages'
import type { Someone } from '../support/people'

const database = await aDatabase()
const { app, owner, worker } = database
servePages(app.pool)
const { officer, auditor, liaison, leader, southLiaison, harbor, south, anEnterpriseIn } =
  await anOffice(database)

const now = new Date()
const today = dayOf(now)
const doing = <T>(who: Someone, work: (tx: Someone['db']) => Promise<T>) => who.db.transaction().execute(work)
const homeOf = async (who: Someone, path = '/office') => {
  const { status, data } = await visit(office.loader, { cookie: await cookieFor(worker.db, who), path })
  expect(status).toBe(200)
  return (data as { upcoming: Upcoming | null }).upcoming
}

const ports = [await anEnterpriseIn('370211'), await anEnterpriseIn('370211'), await anEnterpriseIn('370211')]
await anEnterpriseIn('370202')
const aCampaign = async () => {
  const asked = campaignForm.parse({
    title: '年度自查', ground: '通知', categories: ['office'], opensOn: addDays(today, -9), dueOn: addDays(today, 9),
  }) // oxfmt-ignore
  const id = await doing(officer, (tx) => draftCampaign(tx, officer.actor, asked))
  await doing(officer, (tx) => moveCampaign(tx, officer.actor, id, { move: 'open' }, now))
  return id
}
const dueOn = (campaignId: string, orgId: string, day: string) =>
  owner.db
    .updateTable('campaignUnits')
    .set({ dueOn: day })
    .where('campaignId', '=', campaignId)
    .where('orgId', '=', orgId)
    .execute()

test('late self-inspections are those of the own scope, as many as the list behind the link shows', async () => {
  const campaignId = await aCampaign()
  expect((await homeOf(liaison))!.late).toEqual([])
  await dueOn(campaignId, ports[0]!, addDays(today, -2))
  await dueOn(campaignId, ports[1]!, addDays(today, -1))
  await dueOn(campaignId, ports[2]!, today)
  const late = [
    { id: campaignId, title: '年度自查', titleEn: null, enterprises: 2, dueOn: addDays(today, -2) },
  ]
  expect((await homeOf(liaison))!.late).toEqual(late)
  expect((await homeOf(leader))!.late).toEqual(late)
  expect((await homeOf(southLiaison))!.late).toEqual([])
  const { data } = await visit(campaignPage.loader, {
    cookie: await cookieFor(worker.db, liaison),
    params: { campaignId },
    path: `/campaigns/${campaignId}?state=late`,
  })
  const { units } = data as { units: { rows: { orgId: string }[] } }
  expect(units.rows.map(({ orgId }) => orgId)).toEqual(ports.slice(0, 2))
})

test('a campaign that is closed asks nobody any more', async () => {
  const campaignId = await aCampaign()
  await dueOn(campaignId, ports[0]!, addDays(today, -3))
  expect((await homeOf(liaison))!.late.map(({ id }) => id)).toContain(campaignId)
  await doing(officer, (tx) => moveCampaign(tx, officer.actor, campaignId, { move: 'close' }, now))
  expect((await homeOf(liaison))!.late.map(({ id }) => id)).not.toContain(campaignId)
})

test('the next meeting is the first that is not over and to which the own unit is invited', async () => {
  const plan = (day: string) =>
    doing(officer, (tx) =>
      planMeeting(tx, officer.actor, meetingForm.parse({
        kind: 'liaison', title: day, startsAt: `${day}T14:30`, minutesPlanned: '90', place: '三楼会议室', agenda: '',
      })),
    ) // oxfmt-ignore
  const move = (who: Someone, id: string, asked: MeetingMove) =>
    doing(who, (tx) => moveMeeting(tx, who.actor, id, asked))
  const [later, sooner, foreign, past] = [
    await plan(addDays(today, 9)),
    await plan(addDays(today, 5)),
    await plan(addDays(today, 3)),
    await plan(addDays(today, 2)),
  ]
  expect((await homeOf(liaison))!.meeting).toBeNull()
  for (const id of [later, sooner, past]) await move(officer, id, { move: 'invite', agencies: [harbor] })
  await move(officer, foreign, { move: 'invite', agencies: [south] })
  const begins = (minutesAgo: number) =>
    owner.db
      .updateTable('meetings')
      .set({ startsAt: new Date(Date.now() - minutesAgo * 60_000) })
      .where('id', '=', past)
      .execute()
  await begins(80)
  expect((await homeOf(liaison))!.meeting).toMatchObject({ id: past })
  await begins(100)
  expect((await homeOf(liaison))!.meeting).toMatchObject({ id: sooner, place: '三楼会议室', answer: null })
  await move(liaison, sooner, { move: 'answer', answer: 'coming' })
  expect((await homeOf(leader))!.meeting).toMatchObject({ id: sooner, answer: 'coming' })
  expect((await homeOf(southLiaison))!.meeting).toMatchObject({ id: foreign })
  await move(officer, sooner, { move: 'cancel', reason: '改期' })
  expect((await homeOf(liaison))!.meeting).toMatchObject({ id: later })
})

test('reports due are the own unit’s until they are handed in, the first due on top', async () => {
  const round = async (days: number) => {
    const asked = roundForm.parse({
      title: `${days}`, period: 'one_off', coversFrom: addDays(today, -40), coversTo: today, dueOn: addDays(today, days),
      fields: [{ kind: 'text', label: '做法', figure: '', required: '' }],
    }) // oxfmt-ignore
    const id = await doing(officer, (tx) => createRound(tx, officer.actor, asked))
    await doing(officer, (tx) => openRound(tx, officer.actor, id, [harbor, south]))
  }
  await round(7)
  await round(3)
  const titles = async (who: Someone) => (await homeOf(who))!.reports.map(({ title }) => title)
  expect(await titles(liaison)).toEqual(['3', '7'])
  const { id } = (await homeOf(liaison))!.reports[0]!
  await doing(liaison, (tx) =>
    writeReport(tx, liaison.actor, id, { move: 'submit', values: { f1: '走访' }, remarks: {} }),
  )
  expect(await titles(liaison)).toEqual(['7'])
  expect(await titles(southLiaison)).toEqual(['3', '7'])
})

test('what is due now is not shown for a past day, nor to who answers for the whole city', async () => {
  expect(await homeOf(liaison, `/office?asOf=${addDays(today, -1)}`)).toBeNull()
  expect(await homeOf(liaison, `/office?asOf=${today}`)).not.toBeNull()
  expect(await homeOf(officer)).toBeNull()
  expect(await homeOf(auditor)).toBeNull()
})
