import { expect, test } from 'vitest'
import type { Certificate } from '~/awards/certificate'
import type { Instance } from '~/awards/instance'
import { pointsOf } from '~/awards/runs/progress'
import { verify } from '~/awards/verify'
import { roundId } from '~db/seeds/rounds'
import { aMarket } from '../support/database'

const { owner } = await aMarket()

test('the certificate of every award holds, and where the most is to be saved it says that nothing better exists', async () => {
  const runs = await owner.db
    .selectFrom('awardRuns')
    .innerJoin('awardInstances', 'awardInstances.hash', 'awardRuns.instanceHash')
    .select(['awardRuns.certificate', 'awardInstances.body', 'objective', 'exactBound', 'gapPpm'])
    .where('state', '=', 'adopted')
    .execute()
  expect(runs.length).toBeGreaterThanOrEqual(4)
  for (const { certificate, body, objective, exactBound, gapPpm } of runs) {
    const proven = verify(body as unknown as Instance, certificate as unknown as Certificate)
    expect(proven).toMatchObject({ ok: true, errors: [] })
    const { method, winners, scoring } = certificate as unknown as Certificate
    if (method === 'comprehensive') {
      const best = scoring.find(({ rank }) => rank === 1)
      expect([winners.map(({ vendor }) => vendor), exactBound]).toEqual([[best?.vendor], null])
      continue
    }
    expect(proven.optimal).toBe(true)
    expect([exactBound, gapPpm]).toEqual([objective, 0])
  }
})

test('the course of a computation that had something to search for is kept and can be drawn', async () => {
  const { progress, certificate } = await owner.db
    .selectFrom('awardRuns')
    .select(['progress', 'certificate'])
    .where('roundId', '=', roundId('os-1'))
    .executeTakeFirstOrThrow()
  expect((certificate as unknown as Certificate).engine.name).toBe('plans')
  const points = pointsOf(progress as never)
  expect(points.length).toBeGreaterThanOrEqual(2)
  const last = points.at(-1)!
  expect([last.phase, last.incumbent]).toEqual(['done', last.bound])
})

test('a scored round is decided against the cheapest; in another one sheet is in and one is being filled', async () => {
  const { certificate } = await owner.db
    .selectFrom('awardRuns')
    .select('certificate')
    .where('roundId', '=', roundId('hosts-1'))
    .executeTakeFirstOrThrow()
  const { scoring } = certificate as unknown as Certificate
  const [winner, cheapest] = [
    scoring.find(({ rank }) => rank === 1)!,
    scoring.toSorted((a, b) => b.priceScore - a.priceScore)[0]!,
  ]
  expect(winner.vendor).not.toBe(cheapest.vendor)
  const sheets = await owner.db
    .selectFrom('evaluators')
    .select('scoresInAt')
    .where('roundId', '=', roundId('visio-1'))
    .execute()
  expect(sheets.filter(({ scoresInAt }) => scoresInAt !== null)).toHaveLength(1)
  expect(sheets.length).toBeGreaterThan(1)
})

test('the notice of an award names its certificate and no buyer', async () => {
  const notices = await owner.db
    .selectFrom('notices')
    .innerJoin('awardRuns', 'awardRuns.roundId', 'notices.roundId')
    .select(['body', 'certificate'])
    .where('notices.kind', '=', 'award')
    .where('awardRuns.state', '=', 'adopted')
    .execute()
  for (const { body, certificate } of notices)
    expect((body as Record<string, unknown>).certificateHash).toBe(
      (certificate as unknown as Certificate).hash,
    )
})

test('two vendors are asked about a low price; one of them has explained it', async () => {
  const inquiries = await owner.db
    .selectFrom('priceInquiries')
    .innerJoin('bids', 'bids.id', 'priceInquiries.bidId')
    .select(['repliedAt', 'decidedAt', 'dueAt'])
    .where('bids.roundId', '=', roundId('db-1'))
    .execute()
  expect(inquiries).toHaveLength(2)
  expect(inquiries.filter(({ repliedAt }) => repliedAt !== null)).toHaveLength(1)
  for (const { dueAt, decidedAt } of inquiries) expect([dueAt > new Date(), decidedAt]).toEqual([true, null])
})

test('what is told of one day does not date what is told after it: wishes began on days of their own', async () => {
  const wishes = await owner.db.selectFrom('wishes').select('openedAt').execute()
  expect(new Set(wishes.map(({ openedAt }) => +openedAt)).size).toBe(wishes.length)
  const notices = await owner.db
    .selectFrom('notices')
    .innerJoin('rounds', 'rounds.id', 'notices.roundId')
    .select(['notices.publishedAt', 'rounds.decidedAt'])
    .where('notices.kind', '=', 'award')
    .execute()
  for (const { publishedAt, decidedAt } of notices) expect(publishedAt).toEqual(decidedAt)
})
