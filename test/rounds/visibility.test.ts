import { afterAll, expect, test } from 'vitest'
import * as notice from '~/awards/pages/notice'
import * as proof from '~/awards/pages/award-json'
import * as award from '~/awards/pages/award'
import * as eligibility from '~/awards/pages/eligibility'
import * as comparison from '~/awards/evaluation/pages/comparison'
import * as evaluation from '~/awards/evaluation/pages/evaluation'
import * as scenarios from '~/awards/scenarios/pages/scenarios'
import * as opening from '~/bids/pages/opening'
import * as live from '~/rounds/pages/live'
import * as lots from '~/rounds/pages/lots'
import * as round from '~/rounds/pages/round'
import * as timeline from '~/rounds/pages/timeline'
import { endLive } from '~/web/live.server'
import { awardingOf } from '../support/awarding'
import { aDatabase } from '../support/database'
import { cookieFor, servePages } from '../support/pages'
import type { Someone } from '../support/people'

// Acceptance 11 of procurement.md: the table of what is shown (§5), walked with everybody through every phase.
const database = await aDatabase()
const market = awardingOf(database)
servePages(database.app.pool)
afterAll(endLive)

const pages: { loader: unknown; params?: Record<string, string> }[] = [
  round,
  lots,
  timeline,
  opening,
  eligibility,
  evaluation,
  comparison,
  scenarios,
  award,
  notice,
  live,
]
const files: typeof pages = [
  { loader: proof.loader, params: { proof: 'instance' } },
  { loader: proof.loader, params: { proof: 'certificate' } },
]

/** All that every page of a round tells somebody, or its files, as text; what is refused tells nothing. */
async function told(who: Someone | null, roundId: string, served: typeof pages): Promise<string> {
  const gone = new AbortController()
  const cookie = who && (await cookieFor(database.worker.db, who))
  const texts: string[] = []
  for (const { loader, params = {} } of served) {
    const request = new Request('http://localhost:3000/', {
      headers: { ...(cookie && { cookie }), 'accept-language': 'zh' },
      signal: gone.signal,
    })
    const args = { request, params: { roundId, ...params }, context: { requestId: 'test', ip: '127.0.0.1' } }
    const answer: unknown = await (loader as (args: unknown) => Promise<unknown>)(args).catch(
      (thrown: unknown) => {
        if (thrown instanceof Response) return ''
        throw thrown
      },
    )
    texts.push(answer instanceof Response ? await firstOf(answer) : textOf(answer))
  }
  gone.abort()
  return texts.join('\n')
}

const textOf = (data: unknown) =>
  JSON.stringify(data, (_, value) =>
    typeof value === 'bigint' ? String(value) : value instanceof Map ? [...value] : value,
  )

async function firstOf(answer: Response) {
  if (!answer.headers.get('content-type')?.startsWith('text/event-stream')) return answer.text()
  const reader = answer.body!.getReader()
  await reader.read()
  const { value } = await reader.read()
  return new TextDecoder().decode(value)
}

const phases = [
  'published',
  'frozen',
  'closed',
  'technical_opened',
  'eligibility_fixed',
  'prices_opened',
  'decided',
  'confirmed',
] as const
type Phase = (typeof phases)[number]

/** Facts about others: who pledged, the exact volume, a ceiling, who bids, at which price, who won. */
type Fact = 'pledger' | 'volume' | 'ceiling' | 'winner' | 'loser' | 'winning price' | 'losing price'

const office: Record<Phase, readonly Fact[]> = {
  published: ['pledger'],
  frozen: ['pledger', 'volume'],
  closed: ['pledger', 'volume', 'winner', 'loser'],
  technical_opened: ['pledger', 'volume', 'winner', 'loser'],
  eligibility_fixed: ['pledger', 'volume', 'winner', 'loser'],
  prices_opened: ['pledger', 'volume', 'winner', 'loser', 'winning price', 'losing price'],
  decided: ['pledger', 'volume', 'winner', 'loser', 'winning price', 'losing price'],
  // Whose pledges were served is told by their orders from here on.
  confirmed: ['volume', 'winner', 'loser', 'winning price', 'losing price'],
}
const nothingUntil = (from: Phase, facts: readonly Fact[]) =>
  Object.fromEntries(
    phases.map((phase) => [phase, phases.indexOf(phase) >= phases.indexOf(from) ? facts : []]),
  ) as Record<Phase, readonly Fact[]>

// Whoever did not bid is shown on no page what a losing bid asked, nor whose it was.
const asMember: readonly Fact[] = ['winner', 'winning price']

/**
 * Departure from the table: from the decision on the two files hold every bid's prices, for those who may then recompute
 * the award; the page beside them says so. Vendors and buyers stand in them by id and code.
 */
const recomputes: readonly Fact[] = ['winning price', 'losing price']
const judges = ['officer', 'auditor', 'evaluator']
const members = [...judges, 'buyer', 'bidder']
const inFiles = (phase: Phase, reader: string) =>
  phase === 'confirmed' || (phase === 'decided' && members.includes(reader)) ? recomputes : []

test('everybody is shown at each phase what the table gives them, and no fact more', async () => {
  const its = await market.aRound({ lots: [{ referencePrice: 100_000n, classOf: 3, milestones: [50] }] })
  const [first, second, third] = its.lots[0]!.editions
  const [winner, loser, bidder] = [await market.aVendor(), await market.aVendor(), await market.aVendor()]
  const [pledger, buyer] = [await market.anApprover(), await market.anApprover()]
  const readers: Record<string, { who: Someone | null; sees: Record<Phase, readonly Fact[]> }> = {
    officer: { who: its.officer, sees: office },
    auditor: { who: await market.someone('agency', ['auditor']), sees: office },
    evaluator: {
      who: await market.someone('agency', ['evaluator']),
      sees: {
        ...nothingUntil('closed', ['winner', 'loser']),
        ...Object.fromEntries(
          (['prices_opened', 'decided', 'confirmed'] as const).map((phase) => [
            phase,
            ['volume', 'winner', 'loser', 'winning price', 'losing price'] satisfies Fact[],
          ]),
        ),
      },
    },
    opener: {
      who: await market.someone('agency', ['opener']),
      sees: {
        ...nothingUntil('closed', ['winner', 'loser']),
        confirmed: ['winner', 'loser', 'winning price'],
      },
    },
    buyer: { who: buyer, sees: nothingUntil('decided', asMember) },
    bidder: {
      who: bidder,
      sees: nothingUntil('decided', ['winner', 'loser', 'winning price', 'losing price']),
    },
    rival: { who: await market.aVendor(), sees: nothingUntil('confirmed', asMember) },
    foreign: { who: await market.anApprover(), sees: nothingUntil('confirmed', asMember) },
    visitor: { who: null, sees: nothingUntil('confirmed', asMember) },
  }
  // Every fact has a mark that nothing else on any page has.
  const nameOf = async ({ orgId }: Someone) =>
    (
      await database.owner.db
        .selectFrom('organizations')
        .select('name')
        .where('id', '=', orgId)
        .executeTakeFirstOrThrow()
    ).name
  const marks: Record<Fact, RegExp> = {
    pledger: new RegExp(`"${await nameOf(pledger)}"|${pledger.orgId}`),
    // Not within an id, whose groups may be any four digits.
    volume: /(?<![-\w])1984(?![-\w])/,
    ceiling: /(?<![-\w])88873(?![-\w])/,
    winner: new RegExp(`"${await nameOf(winner)}"`),
    loser: new RegExp(`"${await nameOf(loser)}"`),
    'winning price': /\b77731\b/,
    'losing price': /\b79931\b/,
  }
  await market.seal(winner, its, 0, { edition: first!, tiers: [[1, 77_731n]] })
  await market.seal(loser, its, 0, { edition: second!, tiers: [[1, 79_931n]] })
  await market.seal(bidder, its, 0, { edition: third!, tiers: [[1, 81_000n]] })
  await market.pledge(pledger, its, 0, { quantity: 1370, ceiling: 88_873n })
  await market.pledge(buyer, its, 0, { quantity: 203 })
  // One is not served, so that what was awarded is not what was asked for.
  await market.pledge(await market.anApprover(), its, 0, { quantity: 411, ceiling: 60_000n })

  const reach: Record<Phase, () => Promise<unknown>> = {
    published: async () => {},
    frozen: () => market.freeze(its),
    closed: () => market.close(its),
    technical_opened: () => market.open(its, 'technical'),
    eligibility_fixed: () => market.admit(its.id),
    prices_opened: async () => {
      await market.open(its, 'price')
      await market.work()
    },
    decided: async () => market.decide((await market.findRun(its.id))!),
    confirmed: () => market.confirm(its.id),
  }
  const seen: string[] = []
  const expected: string[] = []
  for (const phase of phases) {
    await reach[phase]()
    for (const [name, { who, sees }] of Object.entries(readers)) {
      const where = [
        ['on pages', await told(who, its.id, pages), sees[phase]],
        ['in files', await told(who, its.id, files), inFiles(phase, name)],
      ] as const
      for (const [place, text, given] of where)
        for (const [fact, mark] of Object.entries(marks) as [Fact, RegExp][]) {
          if (mark.test(text)) seen.push(`${phase}: ${name} sees ${fact} ${place}`)
          if (given.includes(fact)) expected.push(`${phase}: ${name} sees ${fact} ${place}`)
        }
    }
  }
  expect(seen).toEqual(expected)
})
