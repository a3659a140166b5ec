import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import * as filePage from '~/people/pages/file'
import { listWaiting } from '~/program/waiting.server'
import { isEnding, whyNotApply } from '~/rounds/qualifications/applying'
import { moveQualificationsDue } from '~/rounds/qualifications/clock.server'
import * as deskPage from '~/rounds/qualifications/pages/qualification'
import * as listPage from '~/rounds/qualifications/pages/qualifications'
import * as ownPage from '~/rounds/qualifications/pages/own'
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

function application(changes: Record<string, string> = {}) {
  const form = new FormData()
  const answers = { genuine: '权利人授权经销', authorization: '金山办公，WPS 系列，本市，至 2028 年', service: '五个工作日交付', record: '近三年无处罚', declared: 'on', ...changes } // oxfmt-ignore
  for (const [name, value] of Object.entries(answers)) form.set(name, value)
  form.set('evidence', new File(['%PDF-1.7\n1 0 obj\n'], '授权书.pdf', { type: 'application/pdf' }))
  return form
}

/** A vendor of the market that has no standing yet, and has applied. */
async function anApplicant() {
  const vendor = await aVendor()
  await owner.db.deleteFrom('qualifications').where('vendorId', '=', vendor.orgId).execute()
  expect((await act(ownPage, vendor, {}, application())).location).toContain('done=qualification-applied')
  const { id } = await standingOf(vendor)
  return { vendor, params: { qualificationId: id } }
}

test('who may apply: nobody twice, nobody shut out, the sent back in time', () => {
  const now = new Date(1000)
  const standing = (state: Parameters<typeof isEnding>[0]['state'], cureUntil: Date | null = null) => ({ state, cureUntil, validUntil: null }) // oxfmt-ignore
  expect(whyNotApply(null, now)).toBeNull()
  for (const state of ['rejected', 'expired'] as const) expect(whyNotApply(standing(state), now)).toBeNull()
  expect(whyNotApply(standing('applied'), now)).toBe('in-review-already')
  expect(whyNotApply(standing('qualified'), now)).toBe('qualified-already')
  expect(whyNotApply(standing('banned'), now)).toBe('vendor-shut-out')
  expect(whyNotApply(standing('returned', new Date(1001)), now)).toBeNull()
  expect(whyNotApply(standing('returned', new Date(1000)), now)).toBe('cure-over')
})

describe('a vendor’s qualification', () => {
  test('is applied for with a paper, decided by an officer, and holds a year', async () => {
    const officer = await people.anOfficer()
    const { vendor, params } = await anApplicant()
    expect(await waits(officer)).toContain('qualifications')
    expect((await act(ownPage, vendor, {}, application())).status).toBe(422)
    const { data } = await load(deskPage, officer, params)
    const { standing } = data as { standing: { fileId: string; answers: Record<string, string> } }
    expect(standing.answers).toMatchObject({ genuine: '权利人授权经销' })
    const file = await load(filePage, officer, { fileId: standing.fileId })
    expect(file.status).toBe(200)
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
    expect((await act(ownPage, vendor, {}, application({ genuine: '权利人本身' }))).status).not.toBe(422)
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
    expect((await act(ownPage, vendor, {}, application())).location).toContain('qualification-applied')
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
    const vendor = await aVendor()
    await owner.db.deleteFrom('qualifications').where('vendorId', '=', vendor.orgId).execute()
    const form = application()
    form.delete('declared')
    expect(await act(ownPage, vendor, {}, form)).toMatchObject({ status: 422, data: { problems: [{ field: 'declared' }] } }) // oxfmt-ignore
  })
})
