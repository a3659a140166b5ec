import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { answerChallenge, admitChallenge } from '~/awards/challenges/judge.server'
import { fileChallenge } from '~/awards/challenges/file.server'
import { remedyChallenge } from '~/awards/challenges/remedy.server'
import type { Remedy } from '~/awards/challenges/remedying'
import { recordPackage } from '~/awards/publication/package'
import { publisherOf } from '~/awards/publication/queries.server'
import { compile } from '~/awards/publication/record'
import type { Release } from '~/awards/publication/release'
import { readSchemas } from '~/awards/publication/schemas.server'
import { ocdsChecker } from '~/awards/publication/validating'
import { cancelRound } from '~/rounds/publishing.server'
import { awardingOf } from '../support/awarding'
import { aDatabase } from '../support/database'
import type { Someone } from '../support/people'

const connections = await aDatabase()
const market = awardingOf(connections)
const { owner } = connections
const folder = join(import.meta.dirname, '../../../shared/data/ocds')
const check = existsSync(folder) ? ocdsChecker(await readSchemas(folder, 'public')) : undefined
const inTx = <T>({ db }: Someone, work: (tx: typeof db) => Promise<T>) => db.transaction().execute(work)

async function aDecidedRound() {
  const round = await market.aRound({
    lots: [{ referencePrice: 1000n }],
    terms: { noticeWorkdays: 1, challengeWorkdays: 7, replyWorkdays: 7, complaintWorkdays: 15 },
  })
  await owner.db
    .updateTable('rounds')
    .set({ number: `R-${round.id.slice(-12)}` })
    .where('id', '=', round.id)
    .execute()
  const [winner, loser] = [await market.aVendor(), await market.aVendor()]
  const bids = {
    winner: await market.seal(winner, round, 0, { tiers: [[1, 600n]] }),
    loser: await market.seal(loser, round, 0, { tiers: [[1, 700n]] }),
  }
  await market.pledge(await market.anApprover(), round, 0, { quantity: 10 })
  await market.decide((await market.compute(round))!)
  return { round, bids, winner, loser }
}

type Decided = Awaited<ReturnType<typeof aDecidedRound>>

/** An upheld challenge with its remedy; the worker does what follows. */
async function remedy({ round, loser }: Decided, wish: { remedy: Remedy; bidId?: string }) {
  const id = await inTx(loser, (tx) =>
    fileChallenge(tx, loser.actor, round.id, {
      about: 'result',
      lotId: '',
      grounds: [{ fact: '授权已撤销', rule: '公告第三节', remedy: '重新测算' }],
    }),
  )
  const { officer } = round
  await inTx(officer, (tx) => admitChallenge(tx, officer.actor, id))
  await inTx(officer, (tx) =>
    answerChallenge(tx, officer.actor, id, [{ no: 1, finding: 'upheld', answer: '经核实已撤销' }]),
  )
  await inTx(officer, (tx) =>
    remedyChallenge(tx, officer.actor, id, {
      lotId: null,
      bidId: null,
      bidIds: [],
      reason: '授权已在投标前撤销',
      ...wish,
    }),
  )
  await market.work()
}

async function releasesOf(roundId: string) {
  const rows = await owner.db
    .selectFrom('ocdsReleases')
    .select('body')
    .where('roundId', '=', roundId)
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.map(({ body }) => body as unknown as Release)
}

const tagsOf = (releases: readonly Release[]) => releases.map(({ tag }) => tag.join('+'))
const awardsOf = (release: Release | undefined) =>
  (release?.awards ?? []) as { id: string; status: string; description?: string; suppliers?: object[] }[]

describe('the open data of an award', () => {
  test('say that it is decided, by lot alone; whose and at what price once it binds', async () => {
    const { round } = await aDecidedRound()
    await market.confirm(round.id)
    const releases = await releasesOf(round.id)
    expect(tagsOf(releases).slice(-2)).toEqual(['award', 'awardUpdate'])
    const [decided, binding] = releases.slice(-2).map((release) => awardsOf(release))
    expect(decided).toEqual([
      { id: binding![0]!.id, status: 'pending', date: expect.any(String), relatedLots: ['L01'] },
    ])
    expect(JSON.stringify(releases.at(-2))).not.toMatch(/amount|tenderer|supplier/)
    expect(binding![0]).toMatchObject({ status: 'active', suppliers: [expect.anything()] })
  })

  test('take a decision back after an upheld challenge, and tell what takes its place', async () => {
    const decided = await aDecidedRound()
    const { round, bids } = decided
    await remedy(decided, { remedy: 'recompute', bidId: bids.winner })
    await market.decide((await market.findRun(round.id))!)
    await market.confirm(round.id)
    const releases = await releasesOf(round.id)
    expect(tagsOf(releases).slice(-4)).toEqual(['award', 'awardCancellation', 'awardUpdate', 'awardUpdate'])
    const [first, withdrawn, replaced, binding] = releases.slice(-4).map((release) => awardsOf(release))
    expect(withdrawn).toMatchObject([
      { id: first![0]!.id, status: 'cancelled', description: '质疑成立，重新测算' },
    ])
    expect(replaced!.map(({ id, status }) => [id, status])).toEqual([
      [first![0]!.id, 'cancelled'],
      [binding![0]!.id, 'pending'],
    ])
    const record = compile(releases)!
    expect(awardsOf(record).map(({ id, status }) => [id, status])).toEqual([
      [first![0]!.id, 'cancelled'],
      [binding![0]!.id, 'active'],
    ])
    expect(awardsOf(record)[0]).not.toHaveProperty('suppliers')
    expectValid(releases)
  })

  test('say nothing of a remedy that changes no decision', async () => {
    const decided = await aDecidedRound()
    await remedy(decided, { remedy: 'go_on' })
    expect(tagsOf(await releasesOf(decided.round.id)).at(-1)).toBe('award')
  })

  test('of a round that is given up after its decision take its awards with it', async () => {
    const { round } = await aDecidedRound()
    const second = await market.anOfficer()
    for (const who of [round.officer, second])
      await inTx(who, (tx) => cancelRound(tx, who.actor, round.id, '采购预算被收回'))
    await market.work()
    const releases = await releasesOf(round.id)
    expect(tagsOf(releases).at(-1)).toBe('tenderCancellation+awardCancellation')
    expect(awardsOf(releases.at(-1))).toMatchObject([{ status: 'cancelled', description: '本轮终止' }])
    expectValid(releases)
  })
})

function expectValid(releases: readonly Release[]) {
  if (!check) return console.warn(`SKIPPED: the schemas of the standard, since ${folder} is absent.`)
  expect(check(recordPackage(publisherOf(releases[0]), '/ocds/records/x.json', releases))).toEqual([])
}
