import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { addDays, dayOf } from '~/kernel/workdays'
import { certificatePdf } from '~/program/honors/certificate.server'
import { closeCalls } from '~/program/honors/clock.server'
import * as application from '~/program/honors/pages/application'
import * as review from '~/program/honors/pages/application-review'
import * as page from '~/program/honors/pages/call'
import * as desk from '~/program/honors/pages/call-desk'
import * as fresh from '~/program/honors/pages/call-new'
import * as paper from '~/program/honors/pages/certificate-pdf'
import * as list from '~/program/honors/pages/honors'
import * as proof from '~/program/honors/pages/proof'
import { rankOf, whyNotConclude } from '~/program/honors/ranking'
import { aDatabase } from '../support/database'
import { cookieFor, servePages, visit } from '../support/pages'
import { readPaper } from '../support/paper'
import { peopleOf, type Someone } from '../support/people'
import { trailOf } from '../support/trail'

const database = await aDatabase()
const { owner, app, worker } = database
const { anApprover, anOfficer, someone, clock } = peopleOf(database)
servePages(app.pool)

const cookie = async (who: Someone) => (await cookieFor(worker.db, who))!
const officer = await anOfficer()
const office = await cookie(officer)
const reviewers = await Promise.all([1, 2, 3].map(() => someone('agency', ['evaluator'])))
const judges = (await Promise.all(reviewers.map(cookie))) as [string, string, string]
const today = dayOf(new Date())

/** An enterprise whose facts are clean. */
async function aModel(status = 'compliant') {
  const who = await anApprover()
  await owner.db
    .insertInto('organizationStatuses')
    .values({ orgId: who.orgId, status: status as 'compliant' })
    .execute()
  return { ...who, cookie: await cookie(who) }
}

async function aCall({ places = 1, closesOn = addDays(today, 20), cleanYears = 3, needsPilot = false } = {}) {
  const form = {
    titleZh: '版权示范单位', titleEn: 'Honors', about: '', opensOn: addDays(today, -1), closesOn, cleanYears: String(cleanYears),
    noticeDays: '7', places: String(places), leastScores: '2', ...(needsPilot && { needsPilot: 'on' }),
    'criteria.0.zh': '制度', 'criteria.0.en': 'Rules', 'criteria.0.points': '40',
    'criteria.1.zh': '台账', 'criteria.1.en': 'Ledgers', 'criteria.1.points': '60',
  } // oxfmt-ignore
  const { location } = await visit(fresh.action, { cookie: office, form })
  const id = /honors\/([0-9a-f-]{36})/.exec(location!)![1]!
  await run(id, { move: 'open' })
  return id
}

const run = (callId: string, form: Record<string, string>, as = office) =>
  visit(desk.action, { cookie: as, params: { callId }, form })
const write = (callId: string, who: { cookie: string }, statement = '全员培训，台账每月核对') =>
  visit(application.action, {
    cookie: who.cookie,
    params: { callId },
    form: { move: 'save', statement, label: '' },
  })
const submit = (callId: string, who: { cookie: string }) =>
  visit(application.action, {
    cookie: who.cookie,
    params: { callId },
    form: { move: 'submit', agreed: 'on' },
  })
async function apply(callId: string, who: { cookie: string; orgId: string }) {
  await write(callId, who)
  const { location } = await submit(callId, who)
  const { id } = await owner.db
    .selectFrom('honorApplications')
    .select('id')
    .where('callId', '=', callId)
    .where('orgId', '=', who.orgId)
    .executeTakeFirstOrThrow()
  return { id, done: location?.split('done=')[1] }
}
const give = (applicationId: string, as: string, rules: number, ledgers: number) =>
  visit(review.action, {
    cookie: as,
    params: { applicationId },
    form: { move: 'score', 'points.c1': String(rules), 'points.c2': String(ledgers) },
  })
const object = (callId: string, applicationId: string, as: string) =>
  visit(page.action, {
    cookie: as,
    params: { callId },
    form: { applicationId, text: '该企业上月仍在使用未授权的设计软件。' },
  })
const rowOf = (id: string) =>
  owner.db.selectFrom('honorApplications').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const refusalOf = ({ data }: { data: unknown }) =>
  (data as { refusal: { code: string } | null }).refusal?.code
const problemsOf = ({ data }: { data: unknown }) =>
  (data as { problems: { field: string }[] }).problems.map(({ field }) => field)
const endNotice = (callId: string) =>
  owner.db
    .updateTable('honorCalls')
    .set({ noticeUntil: sql<Date>`now() - interval '1 minute'` })
    .where('id', '=', callId)
    .execute()

async function blacklist(orgId: string, daysAgo: number) {
  await sql`
    insert into blacklist_entries (org_id, decision_no, authority, decided_on, ground, uscc, file_sha256, state, final_on, proposed_by, noticed_at, answer_due,
      considered, listed_by, listed_at, public_at, review_on, removed_by, removed_at, removed_ground)
    select ${orgId}, '文执罚〔2025〕9号', '版权局', ${addDays(today, -daysAgo - 90)}, '使用未授权软件', '91350200TEST', sha256('x'), 'removed',
      ${addDays(today, -daysAgo - 30)}, ${officer.personId}, now() - make_interval(days => ${daysAgo + 30}::int), now() - make_interval(days => ${daysAgo + 10}::int),
      '未提出意见', ${reviewers[0]!.personId}, t, t, ${today}, ${reviewers[0]!.personId}, now(), '整改完成'
    from (select now() - make_interval(days => ${daysAgo}::int) as t) t`.execute(owner.db)
}

test('acceptance 7: the application of an enterprise blacklisted last year is ineligible, with the reason shown', async () => {
  const call = await aCall()
  const model = await aModel()
  await blacklist(model.orgId, 300)
  expect((await apply(call, model)).done).toBe('honor-ineligible')
  const { data } = await visit(application.loader, { cookie: model.cookie, params: { callId: call } })
  expect(data).toMatchObject({ own: { state: 'ineligible', reasons: ['blacklisted'] } })
})

test('what counts is the years that the call names, and every other fact has its reason as well', async () => {
  const [strict, mild] = [await aCall({ needsPilot: true }), await aCall({ cleanYears: 1 })]
  const model = await aModel('gap')
  await blacklist(model.orgId, 500)
  const reasons = async (callId: string) =>
    (
      (await visit(application.loader, { cookie: model.cookie, params: { callId } })).data as {
        reasons: string[]
      }
    ).reasons
  expect(await reasons(strict)).toEqual(['not-compliant', 'blacklisted', 'no-pilot'])
  expect(await reasons(mild)).toEqual(['not-compliant'])
})

test('from application to certificate: scored alone, ranked by the mean, on notice, honored', async () => {
  const call = await aCall({ places: 1 })
  const [first, second] = [await aModel(), await aModel()]
  const [a, b] = [await apply(call, first), await apply(call, second)]
  expect(refusalOf(await run(call, { move: 'notice' }))).toBe('already-moved')
  await run(call, { move: 'begin_scoring' })
  await give(a.id, judges[0], 30, 50)
  await give(a.id, judges[1], 31, 50)
  await give(b.id, judges[0], 40, 60)
  expect(refusalOf(await run(call, { move: 'notice' }))).toBe('scores-missing')
  await give(b.id, judges[1], 40, 59)
  await run(call, { move: 'notice' })
  expect(await rowOf(b.id)).toMatchObject({ state: 'noticed', score: 9950, rank: 1 })
  expect(await rowOf(a.id)).toMatchObject({
    state: 'rejected',
    score: 8050,
    rank: 2,
    reasons: ['ranked-below'],
  })
  const { data } = await visit(page.loader, { params: { callId: call } })
  expect(data).toMatchObject({ honored: [{ applicationId: b.id, rank: 1 }] })

  expect(refusalOf(await run(call, { move: 'conclude' }))).toBe('notice-running')
  await endNotice(call)
  await run(call, { move: 'conclude' })
  const { certificateNo, state } = await rowOf(b.id)
  expect([state, certificateNo]).toEqual(['recommended', expect.stringMatching(/^HU-\d{4}-[0-9A-F]{10}$/)])
  expect((await visit(proof.loader, { params: { certificateNo: certificateNo! } })).data).toMatchObject({
    proven: { applicationId: b.id },
  })
  expect((await visit(list.loader, {})).data).toMatchObject({ honored: [{ applicationId: b.id }] })
  const pdf = (as: string) => visit(paper.loader, { cookie: as, params: { applicationId: b.id } })
  expect([(await pdf(second.cookie)).status, (await pdf(first.cookie)).status]).toEqual([200, 404])
  expect(await trailOf(owner.db, b.id)).toEqual([
    'honor.written',
    'honor.submitted',
    'honor.scored',
    'honor.scored',
    'honor.noticed',
    'honor.recommended',
  ])
}, 30_000)

test('a reviewer of the applicant’s group, or once of its people, gives no points; whoever stands back does not count', async () => {
  const call = await aCall()
  const [model, owned] = [await aModel(), await aModel()]
  const [its, other] = [await apply(call, model), await apply(call, owned)]
  await owner.db
    .insertInto('ownerships')
    .values({ ownerId: reviewers[0]!.orgId, ownedId: owned.orgId, shareBps: 3000, since: '2020-01-01' })
    .execute()
  await owner.db
    .insertInto('members')
    .values({
      personId: reviewers[1]!.personId,
      orgId: owned.orgId,
      roles: ['buyer'],
      until: sql<Date>`now()`,
    })
    .execute()
  await run(call, { move: 'begin_scoring' })
  expect(refusalOf(await give(other.id, judges[0], 1, 1))).toBe('reviewer-conflict')
  expect(refusalOf(await give(other.id, judges[1], 1, 1))).toBe('reviewer-conflict')
  await expect(
    reviewers[0]!.db
      .insertInto('honorScores')
      .values({
        applicationId: other.id,
        orgId: reviewers[0]!.orgId,
        reviewerId: reviewers[0]!.personId,
        total: 99,
      })
      .execute(),
  ).rejects.toThrow(/row-level security/)
  await give(its.id, judges[0], 10, 10)
  await visit(review.action, {
    cookie: judges[0],
    params: { applicationId: its.id },
    form: { move: 'conflict', reason: '曾任顾问' },
  })
  await give(its.id, judges[1], 20, 20)
  const { data } = await visit(desk.loader, { cookie: office, params: { callId: call } })
  expect((data as { applications: object[] }).applications).toContainEqual(
    expect.objectContaining({ id: its.id, scores: 1, conflicts: 1, mean: 4000 }),
  )
})

test('points stay within their criterion, and nobody scores before or after', async () => {
  const call = await aCall()
  const model = await aModel()
  const { id } = await apply(call, model)
  expect(refusalOf(await give(id, judges[0], 40, 60))).toBe('scoring-over')
  await run(call, { move: 'begin_scoring' })
  expect(problemsOf(await give(id, judges[0], 41, 60))).toEqual(['points.c1'])
  expect((await give(id, judges[0], 40, 60)).location).toContain('done=honor-score')
  expect((await visit(review.loader, { cookie: model.cookie, params: { applicationId: id } })).status).toBe(
    404,
  )
})

async function noticed() {
  const call = await aCall({ places: 5 })
  const model = await aModel()
  const { id } = await apply(call, model)
  await run(call, { move: 'begin_scoring' })
  await Promise.all([give(id, judges[0], 30, 30), give(id, judges[1], 30, 30)])
  await run(call, { move: 'notice' })
  return { call, model, id }
}

test('whoever objects while the notice stands is answered, and one that is upheld ends the honor', async () => {
  const { call, id } = await noticed()
  const witness = await aModel('gap')
  expect((await object(call, id, witness.cookie)).location).toContain('done=honor-objected')
  await endNotice(call)
  expect(refusalOf(await object(call, id, witness.cookie))).toBe('notice-over')
  expect(refusalOf(await run(call, { move: 'conclude' }))).toBe('objections-open')
  const { id: objectionId } = await owner.db
    .selectFrom('honorObjections')
    .select('id')
    .where('callId', '=', call)
    .executeTakeFirstOrThrow()
  const answer = { move: 'answer', objectionId, answer: '经核查属实。', upheld: 'yes' }
  await run(call, answer)
  expect(refusalOf(await run(call, answer))).toBe('already-moved')
  expect(await rowOf(id)).toMatchObject({ state: 'rejected', reasons: ['objection-upheld'] })
  await run(call, { move: 'conclude' })
  expect(
    (await owner.db.selectFrom('honorCalls').select('state').where('id', '=', call).executeTakeFirstOrThrow())
      .state,
  ).toBe('closed')
  const seen = async (as: string) =>
    ((await visit(page.loader, { cookie: as, params: { callId: call } })).data as { objections: unknown[] })
      .objections.length
  expect([await seen(witness.cookie), await seen((await aModel()).cookie)]).toEqual([1, 0])
})

test('whoever lost its standing while on notice is not honored', async () => {
  const { call, model, id } = await noticed()
  await blacklist(model.orgId, 1)
  await endNotice(call)
  await run(call, { move: 'conclude' })
  expect(await rowOf(id)).toMatchObject({ state: 'rejected', reasons: ['blacklisted'] })
})

test('an application is handed in once, written before, and not after the call', async () => {
  const call = await aCall()
  const model = await aModel()
  expect(refusalOf(await submit(call, model))).toBe('statement-missing')
  await write(call, model)
  const both = await Promise.all([submit(call, model), submit(call, model)])
  expect(both.filter(({ status }) => status === 302)).toHaveLength(1)
  expect(refusalOf(await write(call, model, '改写'))).toBe('already-moved')
  await owner.db
    .updateTable('honorCalls')
    .set({ closesOn: addDays(today, -1), opensOn: addDays(today, -9) })
    .where('id', '=', call)
    .execute()
  const late = await aModel()
  expect(refusalOf(await write(call, late))).toBe('call-closed')
  await clock.db.transaction().execute((tx) => closeCalls(tx, new Date()))
  await clock.db.transaction().execute((tx) => closeCalls(tx, new Date()))
  expect(await trailOf(owner.db, call)).toEqual(['honor.call_created', 'honor.opened', 'honor.scoring_begun'])
})

test('a call that nobody eligible applied to cannot be ranked, and one whose day is past not be opened', async () => {
  const call = await aCall()
  await apply(call, await aModel('gap'))
  await run(call, { move: 'begin_scoring' })
  expect(refusalOf(await run(call, { move: 'notice' }))).toBe('nobody-eligible')
  const { rows } = await sql<{ id: string }>`
    insert into honor_calls (title_zh, opens_on, closes_on, places, criteria) values ('去年', ${addDays(today, -90)}, ${addDays(today, -60)}, 1, '[]') returning id`.execute(
    owner.db,
  )
  expect(refusalOf(await run(rows[0]!.id, { move: 'open' }))).toBe('call-over')
})

test('a draft is the enterprise’s own, and its files are not for others', async () => {
  const call = await aCall()
  const model = await aModel()
  await write(call, model)
  const { id } = await owner.db
    .selectFrom('honorApplications')
    .select('id')
    .where('orgId', '=', model.orgId)
    .executeTakeFirstOrThrow()
  expect((await visit(review.loader, { cookie: office, params: { applicationId: id } })).status).toBe(404)
  const { data } = await visit(application.loader, {
    cookie: (await aModel()).cookie,
    params: { callId: call },
  })
  expect(data).toMatchObject({ own: null })
})

test('ranks follow the scores, equal scores share a place and the next one counts them', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(5), { maxLength: 12 }), (scores) => {
      const ranked = rankOf(scores.map((score, at) => ({ id: String(at), score })))
      for (const { score, rank } of ranked)
        expect(rank).toBe(1 + scores.filter((other) => other > score).length)
      expect(ranked.map(({ rank }) => rank)).toEqual(ranked.map(({ rank }) => rank).toSorted((a, b) => a - b))
    }),
  )
  const past = new Date(0)
  expect([
    whyNotConclude(null, 0, past),
    whyNotConclude(past, 0, new Date()),
    whyNotConclude(past, 1, new Date()),
  ]).toEqual(['notice-running', null, 'objections-open'])
})

test('a certificate is one sheet with the enterprise and where it is verified', async () => {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const its = { titleZh: '2026 年度', titleEn: '2026', certificateNo: 'HU-2026-7F3A9B21C0', decidedAt: new Date(), organization: '海曲精和机械制造有限公司', organizationEn: 'Jinghe' } // oxfmt-ignore
  for (const locale of ['zh', 'en'] as const) {
    const bytes = await certificatePdf(its, locale)
    expect((await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise).numPages).toBe(1)
    expect(await readPaper(bytes, `honor-${locale}`)).toContain('honors/certificates/HU-2026-7F3A9B21C0')
  }
}, 20_000)
