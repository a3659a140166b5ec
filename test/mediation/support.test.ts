import { expect, test } from 'vitest'
import { speak } from '~/mediation/channels/talk.server'
import type { CaseChannelKind } from '~/mediation/channels/kinds'
import * as caseFrame from '~/mediation/pages/case-frame'
import * as caseSupport from '~/mediation/pages/case-support'
import * as joint from '~/mediation/pages/joint'
import * as desk from '~/mediation/pages/support-desk'
import * as supportPage from '~/mediation/pages/support'
import { disputesOf } from '../support/cases'
import { aDatabase } from '../support/database'
import { cookieFor, servePages, visit } from '../support/pages'
import type { Someone } from '../support/people'

const database = await aDatabase()
const { owner, worker } = database
servePages(database.app.pool)
const disputes = disputesOf(database)
const { work } = disputes
const officer = await disputes.anOfficer()

const says = (who: Someone, caseId: string, kind: CaseChannelKind, body: string) =>
  work(who, (tx) => speak(tx, who.actor, caseId, kind, { move: 'send', body }, new Date()))

/** A mediation in which something was said in each channel, and support asks to read it. */
async function anAsked() {
  const its = await disputes.aMediation()
  const { caseId } = its
  await says(its.claimant, caseId, 'joint', '共同的话')
  await says(its.registrar, caseId, 'procedure', '程序的话')
  await says(its.claimant, caseId, 'caucus_claimant', '单独的话')
  await says(its.claimant, caseId, 'team_claimant', '内部的话')
  await says(its.mediator, caseId, 'notes', '笔记的话')
  const { number } = await owner.db
    .selectFrom('cases')
    .select('number')
    .where('id', '=', caseId)
    .executeTakeFirstOrThrow()
  const asks = async (who = officer) =>
    visit(desk.action, {
      cookie: await cookieFor(worker.db, who),
      form: { number: number.toLowerCase(), reason: '申请人来电求助' },
    })
  expect(await asks()).toMatchObject({ status: 302 })
  const { id: supportId } = await owner.db
    .selectFrom('caseSupports')
    .select('id')
    .where('caseId', '=', caseId)
    .executeTakeFirstOrThrow()
  const decides = async (who: Someone, move: string) =>
    visit(caseSupport.action, {
      params: { caseId },
      cookie: await cookieFor(worker.db, who),
      form: { move, supportId },
    })
  const reads = async (who = officer) =>
    visit(supportPage.loader, { params: { supportId }, cookie: await cookieFor(worker.db, who) })
  const words = async () => JSON.stringify((await reads()).data)
  return { ...its, number, supportId, asks, decides, reads, words }
}

const newsAt = async (who: Someone, href: string) =>
  (
    await owner.db
      .selectFrom('notifications')
      .select('id')
      .where('personId', '=', who.personId)
      .where('href', '=', href)
      .execute()
  ).length

test('support that asks reads nothing until the head lets it; then the joint talks and the procedure, and no other channel', async () => {
  const its = await anAsked()
  expect(await its.words()).not.toMatch(/的话/)
  expect(await its.decides(its.registrar, 'grant')).toMatchObject({ status: 302 })
  const seen = await its.words()
  for (const said of ['共同的话', '程序的话']) expect(seen).toContain(said)
  expect(seen).not.toMatch(/单独|内部|笔记/)
  const rows = await officer.db
    .selectFrom('messages')
    .innerJoin('channels', 'channels.id', 'channelId')
    .select('kind')
    .execute()
  expect(new Set(rows.map(({ kind }) => kind))).toEqual(new Set(['joint', 'procedure']))
})

test('both parties and the mediator are told at once, and see who reads until when where they write', async () => {
  const its = await anAsked()
  const href = `/cases/${its.caseId}/support`
  expect(await newsAt(its.registrar, href)).toBe(1)
  for (const who of [its.claimant, its.respondent, its.mediator]) expect(await newsAt(who, href)).toBe(0)
  await its.decides(its.registrar, 'grant')
  for (const who of [its.claimant, its.respondent, its.mediator]) {
    expect(await newsAt(who, href)).toBe(1)
    const at = { params: { caseId: its.caseId }, cookie: await cookieFor(worker.db, who) }
    expect((await visit(joint.loader, at)).data).toMatchObject({ support: { who: expect.any(String) } })
    expect((await visit(caseSupport.loader, at)).data).toMatchObject({
      supports: [{ reason: '申请人来电求助', granted: true, runs: true }],
    })
  }
})

test('it takes two persons: nobody but the head lets support read, and only an officer asks', async () => {
  const its = await anAsked()
  const plain = await disputes.someone('mediation_body', ['registrar'], its.orgId)
  for (const who of [plain, its.claimant, its.mediator])
    expect(await its.decides(who, 'grant')).toMatchObject({ data: { refusal: { code: 'not-your-move' } } })
  expect((await its.decides(officer, 'grant')).status).toBe(404)
  const auditor = await disputes.someone('agency', ['auditor'])
  expect((await its.asks(auditor)).status).toBe(403)
  expect((await its.reads(auditor)).status).toBe(403)
  expect((await its.reads(await disputes.anOfficer())).status).toBe(404)
})

test('what is read is not written to, and the case itself stays closed', async () => {
  const its = await anAsked()
  await its.decides(its.registrar, 'grant')
  const cookie = await cookieFor(worker.db, officer)
  const at = { params: { caseId: its.caseId }, cookie }
  expect((await visit(joint.action, { ...at, form: { move: 'send', body: '插话' } })).status).toBe(404)
  expect((await visit(caseFrame.loader, at)).status).toBe(404)
  const [channel] = await officer.db.selectFrom('channels').select('id').execute()
  await expect(
    officer.db
      .insertInto('messages')
      .values({ channelId: channel!.id, no: 99, authorId: officer.personId, bodyCt: Buffer.from('x') })
      .execute(),
  ).rejects.toThrow(/row-level security/)
  for (const table of ['evidenceItems', 'objections', 'offers', 'proposals', 'drafts'] as const)
    expect(await officer.db.selectFrom(table).selectAll().execute()).toEqual([])
})

test('after its hour nothing is read any more, nor once the head or support itself has ended it', async () => {
  const hour = await anAsked()
  await hour.decides(hour.registrar, 'grant')
  const { decidedAt, endsAt } = await owner.db
    .selectFrom('caseSupports')
    .select(['decidedAt', 'endsAt'])
    .where('id', '=', hour.supportId)
    .executeTakeFirstOrThrow()
  expect(Math.round((endsAt!.getTime() - decidedAt!.getTime()) / 60_000)).toBe(60)
  await owner.pool.query(
    `update case_supports set decided_at = decided_at - interval '61 minutes', ends_at = ends_at - interval '61 minutes' where id = $1`,
    [hour.supportId],
  )
  expect(await hour.words()).not.toMatch(/的话/)
  const rows = officer.db.selectFrom('messages').innerJoin('channels', 'channels.id', 'channelId')
  expect(await rows.select('messages.no').where('caseId', '=', hour.caseId).execute()).toEqual([])

  const cut = await anAsked()
  await cut.decides(cut.registrar, 'grant')
  expect(await cut.words()).toMatch(/共同的话/)
  expect(await cut.decides(cut.registrar, 'end')).toMatchObject({ status: 302 })
  expect(await cut.words()).not.toMatch(/的话/)

  const own = await anAsked()
  await own.decides(own.registrar, 'grant')
  const ends = {
    params: { supportId: own.supportId },
    cookie: await cookieFor(worker.db, officer),
    form: { move: 'end' },
  }
  expect(await visit(supportPage.action, ends)).toMatchObject({ status: 302 })
  expect(await own.words()).not.toMatch(/的话/)
  expect(await visit(supportPage.action, ends)).toMatchObject({
    data: { refusal: { code: 'already-moved' } },
  })
})

test('a number of no case, a second wish while one waits, a decision twice: refused', async () => {
  const cookie = await cookieFor(worker.db, officer)
  const form = { number: 'MC26-222222', reason: '核对' }
  expect(await visit(desk.action, { cookie, form })).toMatchObject({
    data: { refusal: { code: 'support-case-unknown' } },
  })
  const its = await anAsked()
  expect(await its.asks()).toMatchObject({ data: { refusal: { code: 'support-asked' } } })
  expect(await its.decides(its.registrar, 'decline')).toMatchObject({ status: 302 })
  expect(await its.words()).not.toMatch(/的话/)
  expect(await its.decides(its.registrar, 'grant')).toMatchObject({
    data: { refusal: { code: 'already-moved' } },
  })
})
