import { expect, test } from 'vitest'
import { addDays, dayOf } from '~/kernel/workdays'
import { askSubscription, draftBrief, moveBrief, settleSubscription } from '~/program/briefs/commands.server'
import * as briefPage from '~/program/briefs/pages/brief'
import * as issuePage from '~/program/briefs/pages/issue'
import { briefPdf } from '~/program/briefs/pdf.server'
import { computeFigures, findBrief, findIssue } from '~/program/briefs/queries.server'
import { lastQuarter } from '~/program/briefs/quarter'
import { sendBrief } from '~/program/briefs/reactions.server'
import type { Someone } from '../support/people'
import { aDatabase } from '../support/database'
import { anOffice } from '../support/office'
import { cookieFor, servePages, visit } from '../support/pages'
import { readPaper } from '../support/paper'
import { trailOf } from '../support/trail'

const database = await aDatabase()
const { app, owner, worker } = database
servePages(app.pool)
const { officer, second, liaison, visitor, clock, anEnterpriseIn, stoodOn } = await anOffice(database)

const today = dayOf(new Date())
const [from, to] = [addDays(today, -90), today]
for (let n = 0; n < 6; n += 1) {
  const id = await anEnterpriseIn('370211', { sector: 'L72' })
  if (n < 4) await stoodOn(id, addDays(today, -200 + n * 40), n < 3 ? 'compliant' : 'gap')
}
await stoodOn(await anEnterpriseIn('370202'), addDays(today, -10), 'compliant')

const doing = <T>(who: Someone, work: (tx: Someone['db']) => Promise<T>) => who.db.transaction().execute(work)
const draft = (correctsId?: string) =>
  doing(officer, (tx) =>
    draftBrief(tx, officer.actor, {
      title: '第三季度进展',
      coversFrom: from,
      coversTo: to,
      ...(correctsId && { correctsId }),
    }),
  )
const move = (who: Someone, id: string, asked: Parameters<typeof moveBrief>[3]) =>
  doing(who, (tx) => moveBrief(tx, who.actor, id, asked))
const published = async (correctsId?: string) => {
  const id = await draft(correctsId)
  await move(officer, id, { move: 'submit' })
  await move(second, id, { move: 'publish' })
  return id
}

test('a brief drafted for a period contains exactly the computed figures', async () => {
  const brief = (await findBrief(officer.db, await draft()))!
  expect(brief.figures).toEqual(await computeFigures(officer.db, from, to))
  expect(brief.figures).toMatchObject({
    enterprises: 7,
    compliantBefore: 3,
    compliant: 4,
    gaps: 1,
    mediated: null,
  })
})

test('a district with fewer than five enterprises shows no share', async () => {
  const { districts } = await computeFigures(officer.db, from, to)
  expect(districts.map(({ code, enterprises, compliant }) => [code, enterprises, compliant])).toEqual([
    ['370202', 1, null],
    ['370211', 6, 3],
  ])
})

test('no form reaches the figures of a draft', async () => {
  const id = await draft()
  const cookie = await cookieFor(worker.db, officer)
  const form = {
    move: 'write',
    title: '改',
    titleEn: '',
    body: '正文',
    bodyEn: '',
    figures: '{"compliant":99}',
  }
  expect(await visit(briefPage.action as never, { params: { briefId: id }, cookie, form })).toMatchObject({
    status: 302,
  })
  expect(await findBrief(officer.db, id)).toMatchObject({
    title: '改',
    body: '正文',
    figures: { compliant: 4 },
  })
})

test('publishing needs a second person', async () => {
  const id = await draft()
  await move(officer, id, { move: 'submit' })
  await expect(move(officer, id, { move: 'publish' })).rejects.toMatchObject({ code: 'own-text' })
  await expect(move(liaison, id, { move: 'publish' })).rejects.toMatchObject({ code: 'not-your-move' })
  await expect(move(second, id, { move: 'return', reason: null })).rejects.toMatchObject({
    code: 'reason-missing',
  })
  await move(second, id, { move: 'publish' })
  expect(await findIssue(visitor.db, '1')).toMatchObject({ id, state: 'published' })
  expect(await trailOf(owner.db, id)).toEqual([
    'brief.drafted',
    'brief.refreshed',
    'brief.submitted',
    'brief.published',
  ])
})

test('whoever writes it last may not publish it', async () => {
  const id = await draft()
  await move(second, id, { move: 'write', title: '改写', titleEn: '', body: '', bodyEn: '' })
  await move(officer, id, { move: 'submit' })
  await expect(move(second, id, { move: 'publish' })).rejects.toMatchObject({ code: 'own-text' })
  await move(officer, id, { move: 'publish' })
  expect(await trailOf(owner.db, id)).toEqual([
    'brief.drafted',
    'brief.written',
    'brief.refreshed',
    'brief.submitted',
    'brief.published',
  ])
})

test('what is published never changes; a correction is a new issue that links back', async () => {
  const first = await published()
  await expect(
    owner.db.updateTable('briefs').set({ title: '改' }).where('id', '=', first).execute(),
  ).rejects.toMatchObject({ code: 'MU001' })
  const next = await published(first)
  const [old, fresh] = [await findBrief(visitor.db, first), await findBrief(visitor.db, next)]
  expect(old).toMatchObject({ state: 'corrected', correctedByNo: fresh!.no })
  expect(await trailOf(owner.db, first)).toEqual([
    'brief.drafted',
    'brief.refreshed',
    'brief.submitted',
    'brief.published',
    'brief.corrected',
  ])
  expect(fresh).toMatchObject({ state: 'published', correctsNo: old!.no })
  await expect(draft(first)).rejects.toMatchObject({ code: 'nothing-to-correct' })
})

test('two who publish at once get two numbers in a row', async () => {
  const ids = [await draft(), await draft()]
  for (const id of ids) await move(officer, id, { move: 'submit' })
  await Promise.all(ids.map((id) => move(second, id, { move: 'publish' })))
  const numbers = await Promise.all(ids.map(async (id) => (await findBrief(visitor.db, id))!.no!))
  expect(Math.abs(numbers[0]! - numbers[1]!)).toBe(1)
})

test('a draft is the office’s own', async () => {
  const id = await draft()
  expect(await findBrief(visitor.db, id)).toBeUndefined()
  const cookie = await cookieFor(worker.db, liaison)
  expect(await visit(briefPage.loader as never, { params: { briefId: id }, cookie })).toMatchObject({
    status: 403,
  })
  expect(await visit(issuePage.loader as never, { params: { no: '999' } })).toMatchObject({ status: 404 })
})

test('a subscription counts once confirmed, gets each brief, and ends by its link', async () => {
  await doing(visitor, (tx) => askSubscription(tx, 'reader@example.cn', 'en'))
  const { token } = await worker.db.selectFrom('subscriptions').select('token').executeTakeFirstOrThrow()
  const mailsTo = async () =>
    (
      await worker.db
        .selectFrom('mails')
        .select('subject')
        .where('address', '=', 'reader@example.cn')
        .execute()
    ).length
  const send = async () => {
    const id = await published()
    const event = await worker.db
      .selectFrom('events')
      .select('id')
      .where('subjectId', '=', id)
      .where('kind', '=', 'brief.published')
      .executeTakeFirstOrThrow()
    await doing(clock, (tx) => sendBrief(tx, { id: event.id, subjectId: id }))
  }
  await send()
  expect(await mailsTo()).toBe(1)
  await doing(visitor, (tx) => settleSubscription(tx, token, 'confirm'))
  await doing(visitor, (tx) => askSubscription(tx, 'reader@example.cn', 'en'))
  await send()
  expect(await mailsTo()).toBe(2)
  await doing(visitor, (tx) => settleSubscription(tx, token, 'end'))
  await expect(doing(visitor, (tx) => settleSubscription(tx, token, 'end'))).rejects.toMatchObject({
    code: 'link-over',
  })
})

test.each(['zh', 'en'] as const)(
  'the %s paper shows its text and draws ink on every page',
  async (locale) => {
    const brief = (await findBrief(officer.db, await draft()))!
    const body = Array.from({ length: 40 }, (_, n) => `第 ${n + 1} 段：各区县推进软件正版化工作。`).join(
      '\n\n',
    )
    const bytes = await briefPdf({ ...brief, body, bodyEn: '' }, locale)
    expect(await readPaper(bytes, `brief-${locale}`)).toContain('各区县推进软件正版化工作')
  },
)

test.each([
  ['2026-11-27', '2026-07-01', '2026-09-30'],
  ['2026-01-05', '2025-10-01', '2025-12-31'],
  ['2026-04-01', '2026-01-01', '2026-03-31'],
])('on %s the last quarter is %s to %s', (day, coversFrom, coversTo) =>
  expect(lastQuarter(new Date(`${day}T04:00:00Z`))).toEqual({ coversFrom, coversTo }),
)
