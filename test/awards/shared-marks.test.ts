import { expect, test } from 'vitest'
import { findScreens } from '~/awards/evaluation/screening.server'
import { baseOf, type Mark, sharedMarks } from '~/awards/prices/shared-marks'
import { sealBid } from '~/bids/seal.server'
import { awardingOf } from '../support/awarding'
import { aDatabase } from '../support/database'
import type { Someone } from '../support/people'

const mark = (vendorId: string, its: string, facts: Partial<Mark> = {}): Mark => ({
  roundId: 'r1',
  lotId: 'l1',
  kind: 'author',
  vendorId,
  mark: its,
  ...facts,
})

test('vendors who share a mark in a round are named together; what programs write is nobody', () => {
  expect(
    sharedMarks([
      mark('b', 'Li Wei'),
      mark('a', ' li wei'),
      mark('a', 'li wei', { lotId: 'l2' }),
      mark('c', 'Zhang'),
      mark('d', 'Li Wei', { roundId: 'r2' }),
      mark('c', 'Administrator'),
      mark('d', 'administrator'),
    ]),
  ).toEqual([{ kind: 'author', vendors: ['a', 'b'] }])
  expect(sharedMarks([mark('a', 'x', { kind: 'network' }), mark('b', 'x', { kind: 'author' })])).toEqual([])
})

test('the base rate counts the rounds in which two could have shared one', () => {
  const marks = [
    mark('a', 'Li'),
    mark('b', 'Li'),
    mark('a', 'Li', { roundId: 'r2' }),
    mark('b', 'Wang', { roundId: 'r2' }),
    mark('a', 'Li', { roundId: 'r3' }),
  ]
  expect(baseOf(marks, 'author')).toEqual({ rounds: 2, shared: 1 })
  expect(baseOf(marks, 'network')).toEqual({ rounds: 0, shared: 0 })
})

const connections = await aDatabase()
const market = awardingOf(connections)
const { owner } = connections

const aPdf = (author: string) => Buffer.from(`%PDF-1.7\n1 0 obj << /Author (${author}) >> endobj\n%%EOF`)

test('the screens name who came from one network and whose files one author wrote; no vendor reads a mark', async () => {
  const round = await market.aRound({ lots: [{ referencePrice: 1000n }] })
  const vendors = [await market.aVendor(), await market.aVendor(), await market.aVendor()] as const
  const seal = (who: Someone, address: string, author: string) =>
    who.db
      .transaction()
      .execute((tx) =>
        sealBid(
          tx,
          who.actor,
          round.id,
          round.lots[0]!.id,
          market.anEntry(round, 0, { tiers: [[1, 700n]] }),
          [{ name: '授权书.pdf', bytes: aPdf(author) }] as never,
          address,
        ),
      )
  await seal(vendors[0], '203.0.113.7', 'Li Wei')
  await seal(vendors[1], '203.0.113.200', 'Zhang')
  await seal(vendors[2], '198.51.100.1', 'Zhang')
  const marksSeenBy = async ({ db }: Someone) =>
    (await db.selectFrom('bidNetworks').select('bidId').execute()).length
  const officer = await market.anOfficer()
  expect(await marksSeenBy(officer)).toBe(0)
  await market.pledge(await market.anApprover(), round, 0, { quantity: 10 })
  await market.compute(round)
  const { lots, marks } = await findScreens(officer.db, round.id)
  const pair = (...two: Someone[]) => two.map(({ orgId }) => orgId).toSorted()
  expect(lots[0]!.shared).toEqual([
    { kind: 'author', vendors: pair(vendors[1], vendors[2]) },
    { kind: 'network', vendors: pair(vendors[0], vendors[1]) },
  ])
  expect(marks).toEqual({ network: { rounds: 1, shared: 1 }, author: { rounds: 1, shared: 1 } })
  expect(await marksSeenBy(officer)).toBe(3)
  for (const who of [...vendors, await market.someone('agency', ['evaluator'])])
    expect(await marksSeenBy(who)).toBe(0)
  const kept = await owner.db.selectFrom('bidNetworks').selectAll().execute()
  expect(JSON.stringify(kept)).not.toContain('203.0.113')
})
