import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import * as filePage from '~/people/pages/file'
import { listWaiting } from '~/program/waiting.server'
import { missingOf } from '~/rounds/qualifications/checklist'
import { isEnding, whyNotApply } from '~/rounds/qualifications/applying'
import { moveQualificationsDue } from '~/rounds/qualifications/clock.server'
import * as deskPage from '~/rounds/qualifications/pages/qualification'
import * as listPage from '~/rounds/qualifications/pages/qualifications'
import * as ownPage from '~/rounds/qualifications/pages/own'
import type { Judged } from '~/rounds/qualifications/queries.server'
import { aDatabase } from '../support/database'
import { cookieFor, servePages, visit } from '../support/pages'
import { peopleOf, type Someone } from '../support/people'

const database = await aDatabase()
const { owner, worker } = database
const people = peopleOf(database)
servePages(database.app.pool)

const signIn = (who: Someone) => cookieFor(worker.db, who)
const act = async (page: { action: unknown }, who: Someone, params: Record<string, string>, form: Record<string, string> | FormData) =>
  visit(page.action as never, { params, cookie: await signIn(who), form }) // oxfmt-ignore
const load = async (page: { loader: unknown }, who: Someone, params: Record<string, string> = {}) =>
  visit(page.loader as never, { params, cookie: await signIn(who) })
const aVendor = () => people.someone('vendor', ['vendor'])
const standingOf = (vendor: Someone) =>
  owner.db
    .selectFrom('qualifications')
    .selectAll()
    .where('vendorId', '=', vendor.orgId)
    .orderBy('appliedAt', 'desc')
    .executeTakeFirstOrThrow()
const waits = async (who: Someone) => (await listWaiting(who.db, who.actor)).map(({ kind }) => kind)
const tick = () => people.clock.db.transaction().execute((tx) => moveQualificationsDue(tx, new Date()))

const answers = { 'license-until': '2099-12-31', authorized: 'yes', 'supply-chain': '权利人经总代理直供', 'response-hours': '4', delivery: '五个工作日交付', 'no-offense': 'yes', works: '3' } // oxfmt-ignore

function answersForm(changes: Record<string, string> = {}, files = ['license-until', 'authorized', 'works']) {
  const form = new FormData()
  form.set('move', 'save')
  for (const [code, value] of Object.entries({ ...answers, ...changes })) form.set(`answers.${code}`, value)
  for (const code of files)
    form.set(`files.${code}`, new File(['%PDF-1.7\n1 0 obj\n'], `${code}.pdf`, { type: 'application/pdf' }))
  return form
}
const send = (vendor: Someone) => act(ownPage, vendor, {}, { move: 'send', declared: 'on' })

/** A vendor of the market that has no standing yet. */
async function aNewVendor() {
  const vendor = await aVendor()
  await owner.db.deleteFrom('qualifications').where('vendorId', '=', vendor.orgId).execute()
  return vendor
}

/** One that has answered everything and applied. */
async function anApplicant() {
  const vendor = await aNewVendor()
  expect((await act(ownPage, vendor, {}, answersForm())).location).toContain('done=saved')
  expect((await send(vendor)).location).toContain('done=qualification-applied')
  const { id } = await standingOf(vendor)
  return { vendor, params: { qualificationId: id } }
}

test('who may apply: nobody twice, nobody shut out, the sent back in time', () => {
  const now = new Date(1000)
  const standing = (state: Parameters<typeof isEnding>[0]['state'], cureUntil: Date | null = null) => ({ state, cureUntil, validUntil: null, criteriaVersion: 1 }) // oxfmt-ignore
  expect(whyNotApply(null, 1, now)).toBeNull()
  for (const state of ['rejected', 'expired'] as const)
    expect(whyNotApply(standing(state), 1, now)).toBeNull()
  expect(whyNotApply(standing('applied'), 1, now)).toBe('in-review-already')
  expect(whyNotApply(standing('qualified'), 1, now)).toBe('qualified-already')
  expect(whyNotApply(standing('qualified'), 2, now)).toBeNull()
  expect(whyNotApply(standing('banned'), 1, now)).toBe('vendor-shut-out')
  expect(whyNotApply(standing('returned', new Date(1001)), 1, now)).toBeNull()
  expect(whyNotApply(standing('returned', new Date(1000)), 1, now)).toBe('cure-over')
})

describe('a vendor’s qualification', () => {
  test('is applied for with a paper, decided by an officer, and holds a year', async () => {
    const officer = await people.anOfficer()
    const { vendor, params } = await anApplicant()
    expect(await waits(officer)).toContain('qualifications')
    expect((await act(ownPage, vendor, {}, answersForm())).status).toBe(422)
    expect((await send(vendor)).status).toBe(422)
    const { data } = await load(deskPage, officer, params)
    const { judged } = data as { judged: Judged }
    expect(judged.checklist.met).toBe(true)
    expect(judged.responses['supply-chain']).toEqual({ value: '权利人经总代理直供', fileId: null })
    const fileId = judged.responses.authorized!.fileId!
    expect(judged.files[fileId]).toBe('authorized.pdf')
    expect((await load(filePage, officer, { fileId })).status).toBe(200)
    expect((await load(filePage, await aVendor(), { fileId })).status).toBe(404)
    expect((await act(deskPage, officer, params, { move: 'qualify' })).location).toContain('done=saved')
    const { state, validUntil } = await standingOf(vendor)
    expect(state).toBe('qualified')
    expect(validUntil!.getTime()).toBeGreaterThan(Date.now() + 364 * 86_400_000)
    expect(await waits(officer)).not.toContain('qualifications')
    expect((await act(deskPage, officer, params, { move: 'reject', reason: '改主意' })).status).toBe(422)
  })

  test('sent back waits for the vendor, and is rejected when it is not completed in time', async () => {
    const officer = await people.anOfficer()
    const { vendor, params } = await anApplicant()
    expect((await act(deskPage, officer, params, { move: 'return', reason: '' })).status).toBe(422)
    await act(deskPage, officer, params, { move: 'return', reason: '缺授权书有效期' })
    expect(await waits(vendor)).toContain('qualification')
    expect((await act(ownPage, vendor, {}, answersForm({ works: '5' }))).status).not.toBe(422)
    expect((await send(vendor)).status).not.toBe(422)
    expect((await standingOf(vendor)).state).toBe('in_review')
    await act(deskPage, officer, params, { move: 'return', reason: '仍缺' })
    await sql`update qualifications set cure_until = clock_timestamp() - interval '1 second' where id = ${params.qualificationId}`.execute(
      owner.db,
    )
    await tick()
    expect((await standingOf(vendor)).state).toBe('rejected')
  })

  test('is suspended and resumed with a reason; its end is warned of once, extended, or comes', async () => {
    const officer = await people.anOfficer()
    const { vendor, params } = await anApplicant()
    await act(deskPage, officer, params, { move: 'qualify' })
    await act(deskPage, officer, params, { move: 'suspend', reason: '投诉核查中' })
    expect(await standingOf(vendor)).toMatchObject({ state: 'suspended', reason: '投诉核查中' })
    await act(deskPage, officer, params, { move: 'resume' })
    const end = (days: number) =>
      sql`update qualifications set valid_until = clock_timestamp() + ${days} * interval '1 day' where id = ${params.qualificationId}`.execute(
        owner.db,
      )
    const warned = async () =>
      (
        await owner.db
          .selectFrom('events')
          .select('id')
          .where('subjectId', '=', params.qualificationId)
          .where('kind', '=', 'qualification.ending')
          .execute()
      ).length
    await end(20)
    await tick()
    await tick()
    expect(await warned()).toBe(1)
    await act(deskPage, officer, params, { move: 'extend' })
    expect((await standingOf(vendor)).validUntil!.getTime()).toBeGreaterThan(Date.now() + 380 * 86_400_000)
    await end(-1)
    await tick()
    expect((await standingOf(vendor)).state).toBe('expired')
    expect((await send(vendor)).location).toContain('qualification-applied')
  })

  test('is read by its vendor and the office alone, and decided by officers alone', async () => {
    const { vendor, params } = await anApplicant()
    const [other, auditor, buyer] = [await aVendor(), await people.someone('agency', ['auditor']), await people.aBuyer()] // oxfmt-ignore
    for (const who of [vendor, other, buyer]) expect((await load(deskPage, who, params)).status).toBe(404)
    expect((await load(ownPage, buyer)).status).toBe(404)
    expect((await load(deskPage, auditor, params)).status).toBe(200)
    expect((await load(listPage, auditor)).status).toBe(200)
    expect((await act(deskPage, auditor, params, { move: 'qualify' })).status).toBe(403)
    expect((await standingOf(vendor)).state).toBe('applied')
  })

  test('cannot be applied for without declaring that it is true', async () => {
    const vendor = await aNewVendor()
    await act(ownPage, vendor, {}, answersForm())
    expect(await act(ownPage, vendor, {}, { move: 'send' })).toMatchObject({ status: 422, data: { problems: [{ field: 'declared' }] } }) // oxfmt-ignore
  })

  test('is not sent before every criterion is met by one of its groups, and what is missing is named', async () => {
    const vendor = await aNewVendor()
    const missing = async () => {
      const { data } = await load(ownPage, vendor)
      return missingOf((data as { judged: Judged }).judged.checklist).map(
        ({ code, short }) => `${code} ${short}`,
      )
    }
    expect(await missing()).toContain('license-until unanswered')
    await act(ownPage, vendor, {}, answersForm({ 'response-hours': '25' }, ['license-until', 'authorized']))
    expect(await missing()).toEqual(['response-hours too-much', 'works no-evidence'])
    expect(await send(vendor)).toMatchObject({ status: 422, data: { refusal: { code: 'checklist-unmet' } } })
    // The other way to meet the last criterion; files sent before stay.
    await act(ownPage, vendor, {}, answersForm({}, ['guarantee']))
    expect(await missing()).toEqual([])
    expect((await send(vendor)).location).toContain('qualification-applied')
  })

  test('is not given over a requirement found wanting, until its answer is another one', async () => {
    const officer = await people.anOfficer()
    const { vendor, params } = await anApplicant()
    const review = (note: string) => act(deskPage, officer, params, { move: 'review', 'marks.0.requirement': 'works', 'marks.0.verdict': 'wanting', 'marks.0.note': note }) // oxfmt-ignore
    expect((await review('')).status).toBe(422)
    expect((await review('合同没有盖章')).location).toContain('done=saved')
    const qualify = () => act(deskPage, officer, params, { move: 'qualify' })
    expect(await qualify()).toMatchObject({ status: 422, data: { refusal: { code: 'requirements-unmet' } } })
    await act(deskPage, officer, params, { move: 'return', reason: '业绩材料不全' })
    const { data } = await load(ownPage, vendor)
    expect((data as { judged: Judged }).judged.wanting).toEqual({ works: '合同没有盖章' })
    expect(await send(vendor)).toMatchObject({ status: 422, data: { refusal: { code: 'checklist-unmet' } } })
    await act(ownPage, vendor, {}, answersForm({}, ['works']))
    await send(vendor)
    expect((await qualify()).location).toContain('done=saved')
  })

  test('is appealed when it is suspended, once at a time, and decided by an officer with a reason', async () => {
    const [officer, other] = [await people.anOfficer(), await people.anOfficer()]
    const { vendor, params } = await anApplicant()
    const appeal = () => act(ownPage, vendor, {}, { move: 'appeal', text: '投诉与本单位无关' })
    const rule = (who: Someone, move: string, reason = '查明投诉不实') => act(deskPage, who, params, { move, reason }) // oxfmt-ignore
    expect(await appeal()).toMatchObject({ status: 422, data: { refusal: { code: 'appeal-nothing' } } })
    await act(deskPage, officer, params, { move: 'qualify' })
    await act(deskPage, officer, params, { move: 'suspend', reason: '投诉核查中' })
    expect((await rule(officer, 'uphold')).status).toBe(422)
    expect((await appeal()).location).toContain('done=saved')
    expect(await appeal()).toMatchObject({ status: 422, data: { refusal: { code: 'already-moved' } } })
    expect((await rule(vendor, 'uphold')).status).toBe(404)
    expect(await waits(other)).toContain('appeals')
    expect((await rule(other, 'dismiss', '')).status).toBe(422)
    await rule(other, 'dismiss', '核查尚未结束')
    expect(await waits(other)).not.toContain('appeals')
    expect((await standingOf(vendor)).state).toBe('suspended')
    expect((await load(ownPage, vendor)).data).toMatchObject({ appeal: { upheld: false, reason: '核查尚未结束' } }) // oxfmt-ignore
    await appeal()
    expect(await act(deskPage, other, params, { move: 'resume' })).toMatchObject({ status: 422, data: { refusal: { code: 'appeal-open' } } }) // oxfmt-ignore
    await rule(other, 'uphold')
    expect(await standingOf(vendor)).toMatchObject({ state: 'qualified', suspendedBy: null })
  })

  test('is not judged on appeal by the officer who suspended it; the page tells that officer why', async () => {
    const [officer, other] = [await people.anOfficer(), await people.anOfficer()]
    const { vendor, params } = await anApplicant()
    await act(deskPage, officer, params, { move: 'qualify' })
    await act(deskPage, officer, params, { move: 'suspend', reason: '投诉核查中' })
    await act(ownPage, vendor, {}, { move: 'appeal', text: '投诉与本单位无关' })
    expect(await waits(officer)).not.toContain('appeals')
    expect((await load(deskPage, officer, params)).data).toMatchObject({ whyNot: 'own-suspension' })
    expect((await load(deskPage, other, params)).data).toMatchObject({ whyNot: null })
    for (const move of ['uphold', 'dismiss'])
      expect(await act(deskPage, officer, params, { move, reason: '查明' })).toMatchObject({ status: 422, data: { refusal: { code: 'own-suspension' } } }) // oxfmt-ignore
    const directly = officer.db
      .updateTable('qualificationAppeals')
      .set({ upheld: true, reason: '查明', decidedBy: officer.personId, decidedAt: new Date() })
      .where('qualificationId', '=', params.qualificationId)
    await expect(directly.execute()).rejects.toThrow('row-level security')
    expect((await act(deskPage, other, params, { move: 'uphold', reason: '查明' })).location).toContain(
      'saved',
    )
  })
})
