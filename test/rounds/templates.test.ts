import { expect, test } from 'vitest'
import * as draftTerms from '~/rounds/pages/draft-terms'
import * as roundNew from '~/rounds/pages/round-new'
import * as termsPage from '~/rounds/pages/terms'
import * as template from '~/rounds/templates/pages/template'
import * as templateNew from '~/rounds/templates/pages/template-new'
import * as templates from '~/rounds/templates/pages/templates'
import { aMarket } from '../support/database'
import { cookieOf, servePages, visit } from '../support/pages'

const { app, owner, worker } = await aMarket()
servePages(app.pool)
const officer = await cookieOf(worker.db, 'officer')

const send = (page: { action: unknown }, form: Record<string, string>, params: Record<string, string> = {}) =>
  visit(page.action as never, { params, cookie: officer, form })
const draft = async (form: Record<string, string>) => {
  const outcome = await send(roundNew, { title: '模板试用', profile: 'enterprise', ...form })
  return { outcome, roundId: /^\/rounds\/([0-9a-f-]{36})/.exec(outcome.location ?? '')?.[1] }
}
const termsOf = async (roundId: string) =>
  (
    await owner.db
      .selectFrom('roundTerms')
      .select('body')
      .where('roundId', '=', roundId)
      .executeTakeFirstOrThrow()
  ).body as Record<string, unknown>
const versions = () =>
  owner.db
    .selectFrom('roundTemplates')
    .selectAll()
    .where('name', '=', '办公软件')
    .orderBy('version')
    .execute()

test('terms are kept under a name, version after version; a round begins from one until it is retired', async () => {
  const { roundId: source } = await draft({ profile: 'quick' })
  await owner.pool.query(
    `update round_terms set body = body || '{"biddingDays": 7}', hash = sha256('7') where round_id = $1`,
    [source],
  )
  await send(templateNew, { name: '办公软件', nameEn: 'Office software' }, { roundId: source! })
  await owner.pool.query(
    `update round_terms set body = body || '{"biddingDays": 9}', hash = sha256('9') where round_id = $1`,
    [source],
  )
  const again = (next?: string) =>
    send(templateNew, { name: '办公软件', ...(next && { next }) }, { roundId: source! })
  for (const next of [undefined, '1', '3']) expect(await again(next)).toMatchObject({ status: 422, data: { refusal: { code: 'template-exists', field: 'name' } } }) // oxfmt-ignore
  expect((await again('2')).location).toContain('template-saved')
  const [first, second] = await versions()
  expect([first!.version, second!.version]).toEqual([1, 2])

  const older = await draft({ template: first!.id })
  const newer = await draft({ template: second!.id })
  expect(await termsOf(older.roundId!)).toMatchObject({ biddingDays: 7, minBids: 1 })
  expect(await termsOf(newer.roundId!)).toMatchObject({ biddingDays: 9, minBids: 1 })
  const list = await visit(templates.loader as never, { cookie: officer })
  const listed = (list.data as { templates: { name: string }[] }).templates.filter(
    ({ name }) => name === '办公软件',
  )
  expect(listed).toMatchObject([{ version: 2, rounds: 2 }])

  const version = await visit(template.loader as never, {
    cookie: officer,
    params: { templateId: second!.id },
  })
  expect(version.data).toMatchObject({ template: { version: 2, former: { version: 1, terms: { biddingDays: 7 } } }, begun: [{ id: newer.roundId }] }) // oxfmt-ignore
  const shown = await visit(termsPage.loader as never, {
    cookie: officer,
    params: { roundId: newer.roundId! },
  })
  expect(shown.data).toMatchObject({ origin: { id: second!.id, version: 2 } })

  await send(template, { move: 'retire' }, { templateId: second!.id })
  const late = await draft({ template: first!.id })
  expect(late.outcome).toMatchObject({ status: 422, data: { refusal: { code: 'template-retired' } } })
  expect(
    await visit(roundNew.loader as never, { cookie: officer, path: `/?template=${first!.id}` }),
  ).toMatchObject({
    status: 404,
  })
  expect(await termsOf(newer.roundId!)).toMatchObject({ biddingDays: 9 })
})

test('a version does not change, not even by the office', async () => {
  const [first] = await versions()
  await expect(
    owner.pool.query(`update round_templates set body = '{}' where id = $1`, [first!.id]),
  ).rejects.toMatchObject({ code: 'MU001' })
})

test('a template is the office’s: buyers and vendors neither see nor save one', async () => {
  for (const key of ['buyer', 'yunfanRep'] as const) {
    const cookie = await cookieOf(worker.db, key)
    for (const { loader } of [templates, templateNew, draftTerms])
      expect(
        (
          await visit(loader as never, {
            cookie,
            params: { roundId: '019a0000-0000-7000-8000-000000000000' },
          })
        ).status,
      ).not.toBe(200)
  }
})
