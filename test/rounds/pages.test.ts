import { beforeAll, expect, test } from 'vitest'
import { orgId } from '~db/seeds/people'
import * as lots from '~/rounds/pages/lots'
import * as pledge from '~/rounds/pages/pledge'
import * as pledgeNew from '~/rounds/pages/pledge-new'
import * as pledges from '~/rounds/pages/pledges'
import * as questions from '~/rounds/pages/questions'
import * as round from '~/rounds/pages/round'
import * as rounds from '~/rounds/pages/rounds'
import * as signature from '~/rounds/pages/signature'
import { aMarket } from '../support/database'
import { cookieOf, servePages, visit } from '../support/pages'

const { app, owner, worker } = await aMarket()
servePages(app.pool)
const people = ['buyer', 'approver', 'lantuApprover', 'officer', 'yunfanRep', 'auditor'] as const
const cookies = {} as Record<(typeof people)[number], string>
beforeAll(async () => {
  for (const key of people) cookies[key] = await cookieOf(worker.db, key)
})

/** A lot in which one may pledge, and in which the enterprise of the buyer has not yet. */
async function aFreeLot() {
  const { rows } = await owner.pool.query(
    `select l.id as "lotId", l.round_id as "roundId" from lots l join rounds r on r.id = l.round_id
     where r.state = 'published' and l.state = 'active' and not exists (
       select from pledges p where p.lot_id = l.id and p.org_id in ($1, $2)) limit 1`,
    [orgId('jinghe'), orgId('lantu')],
  )
  return rows[0] as { lotId: string; roundId: string }
}

const roundIn = async (state: string) =>
  (
    await owner.db
      .selectFrom('rounds')
      .select('id')
      .where('state', '=', state as 'draft')
      .limit(1)
      .executeTakeFirstOrThrow()
  ).id

test('anyone reads the list and a published round; a draft exists for the office alone', async () => {
  const { data } = await visit(rounds.loader as never, { path: '/rounds' })
  expect((data as { rows: { state: string }[] }).rows.every(({ state }) => state === 'published')).toBe(true)
  const params = { roundId: await roundIn('published') }
  for (const page of [round, lots, questions])
    expect(await visit(page.loader as never, { params })).toMatchObject({ status: 200 })
  const draft = { roundId: await roundIn('draft') }
  for (const cookie of [undefined, cookies.buyer, cookies.yunfanRep])
    expect(await visit(round.loader as never, { params: draft, ...(cookie && { cookie }) })).toMatchObject({
      status: 404,
    })
  expect(await visit(round.loader as never, { params: draft, cookie: cookies.officer })).toMatchObject({
    status: 200,
  })
})

test('before the freeze buyers, vendors and visitors are shown the same figures, and nobody exact ones', async () => {
  const params = { roundId: await roundIn('published') }
  const figures = async (cookie?: string) => {
    const { data } = await visit(lots.loader as never, { params, ...(cookie && { cookie }) })
    const shown = data as {
      lots: { low: bigint; high: bigint; buyers: number | null }[]
      exact: object
      pledgers: unknown[]
    }
    return {
      bands: shown.lots.map(({ low, high, buyers }) => [low, high, buyers]),
      exact: shown.exact,
      pledgers: shown.pledgers,
    }
  }
  const visitor = await figures()
  expect(visitor.pledgers).toEqual([])
  expect(await figures(cookies.buyer)).toEqual(visitor)
  expect(await figures(cookies.yunfanRep)).toEqual(visitor)
  const office = await figures(cookies.officer)
  expect(office.bands).toEqual(visitor.bands)
  expect(office.exact).toEqual({})
  expect(office.pledgers.length).toBeGreaterThan(0)
})

test('a pledge from form to signature; the same form twice is one pledge', async () => {
  const params = await aFreeLot()
  const form = { quantity: '１２', _key: 'pledge-form-1' }
  const post = () =>
    visit(pledgeNew.action as never, { params, cookie: cookies.buyer, form, path: '/pledge' })
  const answers = await Promise.all([post(), post()])
  const location = answers[0]!.location!
  expect(location).toMatch(/^\/pledges\/[0-9a-f-]+\/signature\?done=pledge-saved$/)
  expect(answers[1]!.location).toBe(location)
  const pledgeId = location.split('/')[2]!
  const standing = await owner.db
    .selectFrom('pledges')
    .select(['id', 'quantity'])
    .where('lotId', '=', params.lotId)
    .where('orgId', '=', orgId('jinghe'))
    .execute()
  expect(standing).toEqual([{ id: pledgeId, quantity: 12 }])

  await visit(pledge.action as never, { params: { pledgeId }, cookie: cookies.buyer, form: { move: 'ask' } })
  const { data } = await visit(signature.loader as never, { params: { pledgeId }, cookie: cookies.approver })
  const { hash, whyNot } = data as { hash: string; whyNot: string | null }
  expect(whyNot).toBeNull()
  expect(
    await visit(signature.action as never, {
      params: { pledgeId },
      cookie: cookies.approver,
      form: { hash },
    }),
  ).toMatchObject({ location: `/pledges/${pledgeId}?done=pledge-signed` })
  expect(await visit(pledge.loader as never, { params: { pledgeId }, cookie: cookies.buyer })).toMatchObject({
    data: { pledge: { state: 'active', signer: '王振华' }, moves: ['edit', 'withdraw'] },
  })
})

test('a foreign organization sees nothing of a pledge', async () => {
  const { id: pledgeId } = await owner.db
    .selectFrom('pledges')
    .select('id')
    .where('orgId', '=', orgId('jinghe'))
    .where('state', '=', 'awaiting_approval')
    .executeTakeFirstOrThrow()
  for (const page of [pledge, signature]) {
    const at = { params: { pledgeId }, cookie: cookies.lantuApprover }
    expect(await visit(page.loader as never, at)).toMatchObject({ status: 404 })
  }
  expect(
    await visit(pledge.action as never, {
      params: { pledgeId },
      cookie: cookies.lantuApprover,
      form: { move: 'withdraw' },
    }),
  ).toMatchObject({ status: 422, data: { refusal: { code: 'pledge-unknown' } } })
  const { data } = await visit(pledges.loader as never, { cookie: cookies.lantuApprover })
  expect((data as { rows: { orgId: string }[] }).rows.every((row) => row.orgId === orgId('lantu'))).toBe(true)
})

test('a late pledge is refused with the server’s time and keeps what was typed', async () => {
  const params = await aFreeLot()
  await owner.db
    .updateTable('rounds')
    .set({ questionsCloseAt: new Date(Date.now() - 2000), pledgesCloseAt: new Date(Date.now() - 1000) })
    .where('id', '=', params.roundId)
    .execute()
  const answer = await visit(pledgeNew.action as never, {
    params,
    cookie: cookies.buyer,
    form: { quantity: '12', accept: 'any' },
  })
  expect(answer).toMatchObject({ status: 422, data: { values: { quantity: '12' } } })
  const { refusal } = answer.data as { refusal: { code: string; sentence: string } }
  expect(refusal.code).toBe('pledges-closed')
  expect(refusal.sentence).toMatch(/服务器时间 \d{4}年\d+月\d+日 \d\d:\d\d:\d\d\.\d{3}/)
})

test('a question is anonymous to the office, answered to all, and late after its deadline', async () => {
  const roundId = await roundIn('published')
  await owner.db
    .updateTable('rounds')
    .set({ questionsCloseAt: new Date(Date.now() + 60_000), pledgesCloseAt: new Date(Date.now() + 120_000) })
    .where('id', '=', roundId)
    .execute()
  const ask = (text: string) =>
    visit(questions.action as never, {
      params: { roundId },
      cookie: cookies.yunfanRep,
      form: { move: 'ask', lotId: '', text },
    })
  expect(await ask('是否接受等效的开源产品？')).toMatchObject({ status: 302 })
  const seenBy = async (cookie?: string) => {
    const { data } = await visit(questions.loader as never, {
      params: { roundId },
      ...(cookie && { cookie }),
    })
    return (data as { questions: { id: string; text: string; answer: string | null }[] }).questions.find(
      ({ text }) => text.startsWith('是否接受等效'),
    )
  }
  expect(await seenBy()).toBeUndefined()
  const question = (await seenBy(cookies.officer))!
  expect(JSON.stringify(question)).not.toContain(orgId('yunfan'))
  await visit(questions.action as never, {
    params: { roundId },
    cookie: cookies.officer,
    form: { move: 'answer', questionId: question.id, answer: '本标段按商业软件竞争。' },
  })
  expect(await seenBy()).toMatchObject({ answer: '本标段按商业软件竞争。' })
  expect(
    await visit(questions.action as never, {
      params: { roundId },
      cookie: cookies.officer,
      form: { move: 'answer', questionId: question.id, answer: '改口。' },
    }),
  ).toMatchObject({ data: { refusal: { code: 'already-answered' } } })
  expect(
    await visit(questions.action as never, {
      params: { roundId },
      cookie: cookies.yunfanRep,
      form: { move: 'ask', lotId: roundId, text: '这个标段在哪里？' },
    }),
  ).toMatchObject({ data: { refusal: { code: 'lot-unknown', field: 'lotId' } } })
  await owner.db
    .updateTable('rounds')
    .set({ questionsCloseAt: new Date(Date.now() - 1000) })
    .where('id', '=', roundId)
    .execute()
  expect(await ask('还能再问吗？')).toMatchObject({
    status: 422,
    data: { refusal: { code: 'questions-closed' } },
  })
})
