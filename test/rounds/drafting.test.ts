import { expect, test } from 'vitest'
import { decryptWith, makeKey } from '~/rounds/sealing/age'
import { fromBase64 } from '~/kernel/base64'
import * as draftOpeners from '~/rounds/openers/pages/draft-openers'
import * as ownKey from '~/rounds/openers/pages/own-key'
import { personId } from '~db/seeds/people'
import { editionsOf } from '../support/rounds'
import * as cancellation from '~/rounds/pages/cancellation'
import * as draft from '~/rounds/pages/draft'
import * as draftLot from '~/rounds/pages/draft-lot'
import * as draftLots from '~/rounds/pages/draft-lots'
import * as draftReview from '~/rounds/pages/draft-review'
import * as draftTerms from '~/rounds/pages/draft-terms'
import * as draftTimetable from '~/rounds/pages/draft-timetable'
import * as roundNew from '~/rounds/pages/round-new'
import * as suspension from '~/rounds/pages/suspension'
import * as round from '~/rounds/pages/round'
import { aMarket } from '../support/database'
import { cookieOf, servePages, visit } from '../support/pages'
import { aSeed } from '../support/sealing'

const { app, owner, worker } = await aMarket()
servePages(app.pool)
const [first, second, buyer] = [
  await cookieOf(worker.db, 'officer'),
  await cookieOf(worker.db, 'officer2'),
  await cookieOf(worker.db, 'buyer'),
]
type Page = { loader: unknown; action?: unknown }
const read = async (page: Page, params: Record<string, string>, path = '/', cookie = first) =>
  (await visit(page.loader as never, { params, path, cookie })).data as any
const post = (page: Page, params: Record<string, string>, form: Record<string, string>, cookie = first) =>
  visit(page.action as never, { params, cookie, form })

const lotForm = (subject: string) => ({
  subject,
  justification: '延续现有系统',
  metric: 'device',
  term: 'subscription',
  termMonths: '12',
  referencePrice: '1,234.50',
  referenceSource: 'quote',
  referenceNote: '三家经销商报价的中位数',
  minVolume: '50',
  milestones: '50, 200, 500',
  maxWinners: '2',
  contractMonths: '12',
})

async function aDraft() {
  const { location } = await post(roundNew, {}, { title: '测试轮次采购', titleEn: '', profile: 'quick' })
  const roundId = location!.split('/')[2]!
  return { roundId }
}

async function aCompleteDraft() {
  const at = await aDraft()
  const [editionId] = await editionsOf(owner)
  await post(draftLot, at, lotForm(`edition:${editionId}`))
  await makeKeys(at)
  return at
}

const openers = ['opener1', 'opener2', 'opener3']
const named = Object.fromEntries(openers.map((key, place) => [`openers.${place}`, personId(key)]))

/** What the three openers' browsers do: make a key each, and open the rehearsal with it. */
async function makeKeys(at: { roundId: string }) {
  await post(draftOpeners, at, { sealing: 'openers', ...named })
  for (const who of openers) {
    const cookie = await cookieOf(worker.db, who)
    const { identity, recipient } = await makeKey()
    await post(ownKey, at, { move: 'make', recipient }, cookie)
    const { rehearsal } = await read(ownKey, at, '/', cookie)
    const secret = (await decryptWith(identity, fromBase64(rehearsal)))!
    await post(ownKey, at, { move: 'prove', secret: Buffer.from(secret).toString('hex') }, cookie)
  }
  await drawSeed(at)
}

/** What an officer's browser does then: draws the seed and seals it to the three. */
async function drawSeed(at: { roundId: string }) {
  const { recipients, office } = await review(at)
  const { envelope } = await aSeed(at.roundId, office, recipients)
  return post(draftReview, at, { move: 'seed', sealed: envelope })
}

const recipientsOfMarket = () => Promise.all(openers.map(async () => (await makeKey()).recipient))

const review = (at: { roundId: string }, cookie = first) => read(draftReview, at, '/', cookie)
const consent = (at: { roundId: string }, seen: string, cookie: string) =>
  post(draftReview, at, { move: 'consent', seen }, cookie)

test('a round from name to publication: steps are kept, problems name their step, two officers consent', async () => {
  const at = await aDraft()
  await makeKeys(at)
  expect((await review(at)).problems).toEqual([{ field: 'lots', code: 'no-lots' }])
  const [editionId] = await editionsOf(owner)
  const { data } = await post(draftLot, at, {
    ...lotForm(`edition:${editionId}`),
    referencePrice: '1.234,50',
  })
  expect(data).toMatchObject({ problems: [{ field: 'referencePrice' }] })
  await post(draftLot, at, lotForm(`edition:${editionId}`))
  const [lot] = (await read(draftLots, at)).lots
  expect(lot).toMatchObject({
    code: 'L01',
    referencePrice: 123_450n,
    milestones: [50, 200, 500],
    maxWinners: 2,
  })
  await post(draftLot, { ...at, lotId: lot.id }, { ...lotForm(`edition:${editionId}`), minVolume: '60' })
  await post(draftTerms, at, {
    minBids: '2', biddingDays: '6', freezeToCloseWorkdays: '1', noticeWorkdays: '1', challengeWorkdays: '3', lateJoinDays: '0',
    lateJoinCapPct: '0', maxTiers: '6', contractDays: '20', tierMode: 'free', publishBuyers: 'codes', method: 'comprehensive',
    priceWeight: '60', 'criteria.0.name': '服务', 'criteria.0.weight': '30', 'criteria.1.name': '', 'criteria.1.weight': '',
  }) // oxfmt-ignore
  await post(draftTimetable, at, { move: 'reset' })
  expect((await review(at)).problems).toEqual([{ field: 'criteria', code: 'weights-not-100' }])
  await post(draftTerms, at, {
    minBids: '2', biddingDays: '6', freezeToCloseWorkdays: '1', noticeWorkdays: '1', challengeWorkdays: '3', lateJoinDays: '0',
    lateJoinCapPct: '0', maxTiers: '6', contractDays: '20', tierMode: 'free', publishBuyers: 'codes', method: 'comprehensive',
    priceWeight: '60', 'criteria.0.name': '服务', 'criteria.0.weight': '40',
  }) // oxfmt-ignore
  const { hash, problems } = await review(at)
  expect(problems).toEqual([])
  expect(await consent(at, hash, first)).toMatchObject({ location: expect.stringMatching(/done=consented$/) })
  expect(await consent(at, hash, first)).toMatchObject({ data: { refusal: { code: 'already-consented' } } })
  expect(await consent(at, hash, second)).toMatchObject({
    location: `/rounds/${at.roundId}?done=published`,
  })
  expect(await read(round, at, '/', buyer)).toMatchObject({
    round: { state: 'published', noticeHash: hash, deed: { code: 'pledge' } },
  })
  const told = await owner.db
    .selectFrom('notifications')
    .select((row) => row.fn.countAll<bigint>().as('n'))
    .where('kind', '=', 'round.published')
    .where('href', '=', `/rounds/${at.roundId}`)
    .executeTakeFirstOrThrow()
  expect(told.n).toBeGreaterThan(20n)
})

test('a change after the first consent makes it void, and nobody consents to what they have not read', async () => {
  const at = await aCompleteDraft()
  const { hash } = await review(at)
  await consent(at, hash, first)
  await post(draft, at, { title: '改了名称的轮次', titleEn: '', profile: 'quick' })
  expect(await consent(at, hash, second)).toMatchObject({ data: { refusal: { code: 'draft-changed' } } })
  const changed = await review(at, second)
  expect(changed.consents).toMatchObject([{ stale: true }])
  await consent(at, changed.hash, second)
  expect(await read(round, at)).toMatchObject({ round: { state: 'draft' } })
})

test('subjects of the board become lots with what catalog and needs say of them', async () => {
  const { rows } = await owner.pool.query(
    `select edition_id from demand_lines where state = 'open' and edition_id is not null limit 1`,
  )
  const [editionId] = await editionsOf(owner)
  const subject = `edition:${rows[0]?.edition_id ?? editionId}`
  const { location } = await post(
    roundNew,
    {},
    { title: '由需求汇总发起', titleEn: '', profile: 'quick', subjects: subject },
  )
  const { lots } = await read(draftLots, { roundId: location!.split('/')[2]! })
  expect(lots).toMatchObject([{ code: 'L01', kind: 'product', referenceSource: 'list' }])
})

test('only officers draft; a published round is no draft any more', async () => {
  const at = await aCompleteDraft()
  expect((await visit(roundNew.loader as never, { cookie: buyer })).status).toBe(404)
  const { hash } = await review(at)
  await consent(at, hash, first)
  await consent(at, hash, second)
  expect((await visit(draft.loader as never, { params: at, cookie: first })).status).toBe(404)
  expect(await post(draft, at, { title: '晚了', titleEn: '', profile: 'quick' })).toMatchObject({
    data: { refusal: { code: 'not-a-draft' } },
  })
})

test('suspended, a round stands still and its deadlines move by the pause; canceled, it takes two', async () => {
  const at = await aCompleteDraft()
  const { hash } = await review(at)
  for (const cookie of [first, second]) await consent(at, hash, cookie)
  const before = (await read(round, at)).round
  await post(suspension, at, { reason: '收到质疑，先行核查' })
  expect(await read(round, at)).toMatchObject({ round: { state: 'suspended', may: { resume: true } } })
  expect(await post(round, at, { move: 'resume' })).toMatchObject({ status: 302 })
  const after = (await read(round, at)).round
  expect(after.state).toBe('published')
  expect(after.pledgesCloseAt.getTime()).toBeGreaterThan(before.pledgesCloseAt.getTime())
  expect(await post(cancellation, at, { reason: '需求变化' })).toMatchObject({
    location: `/rounds/${at.roundId}?done=cancel-proposed`,
  })
  expect(await read(cancellation, at, '/', second)).toMatchObject({
    own: false,
    proposal: { note: '需求变化' },
  })
  expect(await post(cancellation, at, { reason: '需求变化' }, second)).toMatchObject({
    location: '/rounds?done=round-canceled',
  })
  expect(await read(round, at)).toMatchObject({ round: { state: 'canceled', reason: '需求变化' } })
})

test('three openers of three organizations, each with a key that only they have; until all have rehearsed nothing is published', async () => {
  const at = await aDraft()
  const [editionId] = await editionsOf(owner)
  await post(draftLot, at, lotForm(`edition:${editionId}`))
  // The usual openers of the last round stand in a new draft from the start, without keys.
  const before = await read(draftOpeners, at)
  expect(before.openers.map(({ personId: who }: { personId: string }) => who)).toEqual(openers.map(personId))
  expect((await review(at)).problems).toEqual([
    ...[1, 2, 3].map((no) => ({ field: `openers.${no}`, code: 'opener-not-ready' })),
    { field: 'seed', code: 'seed-missing' },
  ])
  const twice = { sealing: 'openers', ...named, 'openers.1': personId('opener1') }
  expect(await post(draftOpeners, at, twice)).toMatchObject({ data: { problems: [{ field: 'openers.1' }] } })
  const stranger = { sealing: 'openers', ...named, 'openers.1': personId('buyer') }
  expect(await post(draftOpeners, at, stranger)).toMatchObject({
    data: { refusal: { code: 'opener-unknown' } },
  })
  const opener = await cookieOf(worker.db, 'opener2')
  const [key, other] = [await makeKey(), await makeKey()]
  const mistyped = key.recipient.replace(/.$/, (last) => (last === 'q' ? 'p' : 'q'))
  expect(await post(ownKey, at, { move: 'make', recipient: mistyped }, opener)).toMatchObject({
    data: { refusal: { code: 'recipient-unknown' } },
  })
  await post(ownKey, at, { move: 'make', recipient: key.recipient }, opener)
  const { rehearsal, own } = await read(ownKey, at, '/', opener)
  expect(own).toMatchObject({ no: 2, recipient: key.recipient, readyAt: null })
  expect(await decryptWith(other.identity, fromBase64(rehearsal))).toBeNull()
  expect(await post(ownKey, at, { move: 'prove', secret: '0'.repeat(64) }, opener)).toMatchObject({
    data: { refusal: { code: 'rehearsal-differs' } },
  })
  expect((await review(at)).problems).toHaveLength(4)
  // Who is not named has no key to make, and does not see the draft.
  expect(
    (await visit(ownKey.loader as never, { params: at, cookie: await cookieOf(worker.db, 'officer') }))
      .status,
  ).not.toBe(200)
  await makeKeys(at)
  const { hash, problems } = await review(at)
  expect(problems).toEqual([])
  await consent(at, hash, first)
  await consent(at, hash, second)
  expect(await post(ownKey, at, { move: 'make', recipient: key.recipient }, opener)).toMatchObject({
    data: { refusal: { code: 'keys-are-fixed' } },
  })
})

test('the seed is sealed to the keys of the notice: another key makes it be drawn again, and both say yes again', async () => {
  const at = await aCompleteDraft()
  const before = await review(at)
  await consent(at, before.hash, first)
  const [opener, key] = [await cookieOf(worker.db, 'opener2'), await makeKey()]
  await post(ownKey, at, { move: 'make', recipient: key.recipient }, opener)
  const codes = (await review(at)).problems.map(({ code }: { code: string }) => code)
  expect(codes).toEqual(['opener-not-ready', 'seed-missing'])
  await makeKeys(at)
  const after = await review(at)
  expect(after).toMatchObject({ problems: [], consents: [{ stale: true }] })
  const { rows } = await owner.pool.query(
    `select encode(commitment, 'hex') as told, state from sealed_items
     where round_id = $1 and kind = 'seed' order by received_at`,
    [at.roundId],
  )
  expect(rows.map(({ state }) => state)).toEqual(['withdrawn', 'current'])
  await consent(at, after.hash, first)
  await consent(at, after.hash, second)
  const { notice } = await owner.db
    .selectFrom('roundTerms')
    .select('notice')
    .where('roundId', '=', at.roundId)
    .executeTakeFirstOrThrow()
  expect(JSON.parse(notice!).seedCommitment).toBe(rows.at(-1).told)
  const late = await aSeed(at.roundId, before.office, before.recipients)
  expect(await post(draftReview, at, { move: 'seed', sealed: late.envelope })).toMatchObject({
    data: { refusal: { code: 'not-a-draft' } },
  })
})

test('only a quick round may be sealed by the platform, and its notice says so', async () => {
  const at = await aDraft()
  const [editionId] = await editionsOf(owner)
  await post(draftLot, at, lotForm(`edition:${editionId}`))
  await post(draftOpeners, at, { sealing: 'platform', ...named })
  expect(await review(at)).toMatchObject({ problems: [], draft: { terms: { sealing: 'platform' } } })
  const { envelope } = await aSeed(at.roundId, (await review(at)).office, await recipientsOfMarket())
  expect(await post(draftReview, at, { move: 'seed', sealed: envelope })).toMatchObject({
    data: { refusal: { code: 'sealed-by-platform' } },
  })
  await post(draft, at, { title: '测试轮次采购', titleEn: '', profile: 'enterprise' })
  expect(await post(draftOpeners, at, { sealing: 'platform', ...named })).toMatchObject({
    data: { refusal: { code: 'sealing-needs-openers' } },
  })
})
