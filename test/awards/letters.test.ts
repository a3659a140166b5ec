import { expect, test } from 'vitest'
import { findLetter } from '~/awards/letters/facts.server'
import * as paper from '~/awards/letters/pages/letter-pdf'
import { placeOf, whyLost } from '~/awards/letters/standing'
import { findShownRound } from '~/bids/queries.server'
import { awardingOf } from '../support/awarding'
import { aDatabase } from '../support/database'
import { cookieFor, servePages, visit } from '../support/pages'
import type { Someone } from '../support/people'

test('a bid stands by its total where it was scored, else by its effective price', () => {
  const figures = (effectivePrice: bigint | null) => ({ alone: null, effectivePrice })
  const lot = new Map([
    ['a', figures(500n)],
    ['b', figures(400n)],
    ['c', figures(null)],
  ])
  expect(placeOf('a', lot, [])).toEqual({ rank: 2, of: 2 })
  expect(placeOf('c', lot, [])).toBeNull()
  const scored = [
    { vendor: 'a', rank: 1, total: 9000 },
    { vendor: 'b', rank: 2, total: 8000 },
  ]
  expect(placeOf('b', lot, scored)).toEqual({ rank: 2, of: 2 })
  expect(whyLost('b', ['a'], lot, scored)).toBe('total')
  expect(whyLost('a', ['b'], lot, [])).toBe('rank')
  expect(whyLost('b', ['a'], lot, [])).toBe('combination')
  expect(whyLost('a', [], lot, [])).toBeNull()
})

const connections = await aDatabase()
servePages(connections.app.pool)
const market = awardingOf(connections)
const cookie = (who: Someone) => cookieFor(connections.worker.db, who)

test('every bidder and buyer of a decided round has a letter with its own figures, and nobody else has one', async () => {
  const round = await market.aRound({ lots: [{ referencePrice: 1000n }] })
  const [winner, loser] = [await market.aVendor(), await market.aVendor()]
  await market.seal(winner, round, 0, { tiers: [[1, 600n]] })
  await market.seal(loser, round, 0, { tiers: [[1, 700n]] })
  const [buyer, picky] = [await market.anApprover(), await market.anApprover()]
  await market.pledge(buyer, round, 0, { quantity: 10 })
  await market.pledge(picky, round, 0, { quantity: 5, ceiling: 500n })
  const run = (await market.compute(round))!
  const letterOf = async (who: Someone) =>
    findLetter(who.db, who.actor, (await findShownRound(who.db, who.actor, round.id))!)
  expect(await letterOf(loser)).toBeUndefined()
  await market.decide(run)

  expect(await letterOf(loser)).toMatchObject({
    bids: [
      {
        code: 'L01',
        state: 'lost',
        place: { rank: 2, of: 2 },
        why: 'rank',
        figures: { alone: { price: 700 } },
      },
    ],
    winners: [{ unitPrice: 600n, quantity: 10 }],
    shares: [],
  })
  expect(await letterOf(winner)).toMatchObject({
    bids: [{ state: 'won', place: { rank: 1, of: 2 }, why: null }],
  })
  expect(await letterOf(buyer)).toMatchObject({ bids: [], shares: [{ quantity: 10, unitPrice: 600n }] })
  expect(await letterOf(picky)).toMatchObject({ shares: [], refused: [{ code: 'L01', reason: 'ceiling' }] })
  expect(await letterOf(await market.aVendor())).toBeUndefined()

  const answer = async (who: Someone, language = '') =>
    (await paper.loader({
      request: new Request(`http://localhost/rounds/${round.id}/award/letter.pdf${language}`, {
        headers: { cookie: await cookie(who) },
      }),
      params: { roundId: round.id },
      context: {},
    } as never)) as Response
  const sizes = await Promise.all(
    ['', '?language=zh', '?language=en'].map(async (language) => {
      const pdf = Buffer.from(await (await answer(loser, language)).arrayBuffer())
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
      return pdf.length
    }),
  )
  expect(sizes[0]).toBeGreaterThan(sizes[2]!)
  const stranger = { params: { roundId: round.id }, cookie: await cookie(await market.aVendor()) }
  expect((await visit(paper.loader, stranger)).status).toBe(404)
})
