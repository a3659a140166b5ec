import { describe, expect, test } from 'vitest'
import { findCeremony } from '~/bids/ceremony.server'
import { findShownRound } from '~/bids/queries.server'
import { pledgeForm } from '~/rounds/form'
import { savePledge } from '~/rounds/pledges/draft.server'
import { findOwnConditions } from '~/rounds/pledges/queries.server'
import { readRound } from '~/awards/runs/facts.server'
import { type BiddingRound, biddingOf, type PledgeFacts, type RoundOfOpeners } from '../support/bidding'
import { aDatabase } from '../support/database'
import { openWithKey } from '../support/openers'

const connections = await aDatabase()
const { owner } = connections
const { aBuyer, aRoundOfOpeners, aVendor, clock, close, pledge, sealInBrowser, stateOf } =
  biddingOf(connections)

const admitAll = async (roundId: string) => {
  await owner.pool.query(`update bids set state = 'eligible' where round_id = $1 and state = 'opened'`, [
    roundId,
  ])
  await owner.pool.query(`update rounds set state = 'eligibility_fixed' where id = $1`, [roundId])
}

/** A round with a bid and these pledges; whoever opens has opened the technical parts. */
async function aRoundBeforePrices(
  pledges: readonly PledgeFacts[],
  change?: (round: RoundOfOpeners) => Promise<unknown>,
) {
  const round = await aRoundOfOpeners()
  await sealInBrowser(await aVendor(), round)
  const ids: string[] = []
  for (const facts of pledges) ids.push(await pledge(await aBuyer(), round, 0, facts))
  await change?.(round)
  await close(round)
  for (const opener of round.openers.slice(0, 2)) await openWithKey(opener, round.id, 'technical')
  await admitAll(round.id)
  return { round, ids }
}

const openedOf = async (round: BiddingRound) => {
  const { rows } = await owner.pool.query(
    `select i.kind, i.pledge_id, o.body, o.fault, o.key is not null as published, o.frame is not null as framed
     from sealed_items i join opened_items o on o.item_id = i.id
     where i.round_id = $1 and i.kind in ('ceiling', 'seed') order by i.kind, i.id`,
    [round.id],
  )
  return rows as {
    kind: string
    pledge_id: string | null
    body: any
    fault: string | null
    published: boolean
  }[]
}

describe('the opening of prices opens ceilings and the seed', () => {
  test.each([
    [0, 1],
    [0, 2],
    [1, 2],
  ])('by openers %i and %i; the keys of ceilings are never kept', async (first, second) => {
    const { round, ids } = await aRoundBeforePrices([
      { quantity: 20, ceiling: 88_000n },
      { quantity: 5, stretch: 5, stretchCeiling: 70_000n, acceptable: { rule: 'recommended' } },
    ])
    expect(await openedOf(round)).toEqual([])
    expect(await openWithKey(round.openers[first]!, round.id, 'price')).toBe(false)
    expect(await openedOf(round)).toEqual([])
    expect(await openWithKey(round.openers[second]!, round.id, 'price')).toBe(true)
    const opened = await openedOf(round)
    expect(opened.map(({ kind, fault, published }) => [kind, fault, published])).toEqual([
      ['ceiling', null, false],
      ['ceiling', null, false],
      ['seed', null, true],
    ])
    const { facts } = await clock.db.transaction().execute((tx) => readRound(tx, round.id))
    expect(facts.pledges.map(({ conditions }) => conditions)).toEqual(
      expect.arrayContaining([
        { ceiling: 88_000n, stretchCeiling: null, acceptable: { rule: 'any' } },
        { ceiling: null, stretchCeiling: 70_000n, acceptable: { rule: 'recommended' } },
      ]),
    )
    expect(ids).toHaveLength(2)
  })

  test('what a ceiling is about is asked again: one of another pledge or of no shape accepts nothing, one above the reference price acts as that price', async () => {
    const other = '0198a0e0-0000-7000-8000-000000000001'
    const { round } = await aRoundBeforePrices([
      { ceiling: 90_000n, inside: { pledge: other } },
      { ceiling: 100_001n },
      { stretch: 2, ceiling: 10n, stretchCeiling: 20n },
      { inside: { acceptable: { rule: 'nobody' } } },
    ])
    for (const opener of round.openers.slice(1)) await openWithKey(opener, round.id, 'price')
    const faults = (await openedOf(round)).flatMap(({ kind, fault }) => (kind === 'ceiling' ? [fault] : []))
    expect(faults).toEqual(['other-lot', null, 'schema', 'schema'])
    const { facts } = await clock.db.transaction().execute((tx) => readRound(tx, round.id))
    expect(facts.pledges.map(({ conditions }) => conditions)).toEqual([
      'broken',
      { ceiling: 100_001n, stretchCeiling: null, acceptable: { rule: 'any' } },
      'broken',
      'broken',
    ])
  })

  test('each buyer reads what came out of their own, nobody anybody else’s; the ceremony does not say whose they are', async () => {
    const round = await aRoundOfOpeners()
    const [mine, yours] = [await aBuyer(), await aBuyer()]
    await sealInBrowser(await aVendor(), round)
    const id = await pledge(mine, round, 0, { ceiling: 81_000n })
    const { conditionsItemId: item } = await owner.db
      .selectFrom('pledges')
      .select('conditionsItemId')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    expect(await findOwnConditions(mine.db, mine.actor, item)).toMatchObject({ told: null })
    await close(round)
    for (const opener of round.openers.slice(0, 2)) await openWithKey(opener, round.id, 'technical')
    await admitAll(round.id)
    for (const opener of round.openers.slice(0, 2)) await openWithKey(opener, round.id, 'price')
    expect(await findOwnConditions(mine.db, mine.actor, item)).toMatchObject({ told: { ceiling: 81_000n } })
    expect(await findOwnConditions(yours.db, yours.actor, item)).toBeNull()
    const [opener] = round.openers
    const shown = (await findShownRound(opener!.db, opener!.actor, round.id))!
    const { envelopes } = await findCeremony(opener!.db, opener!.actor, shown)
    expect(envelopes.filter(({ kind }) => kind === 'ceiling')).toMatchObject([{ vendor: null, fault: null }])
  })

  test('a seed that does not open is replaced by what nobody knew either: the commitments, and a salt of the ciphertext', async () => {
    const { round } = await aRoundBeforePrices([{ quantity: 3 }], async ({ id }) => {
      await owner.pool.query('alter table sealed_items disable trigger keep_sealed')
      await owner.pool.query(
        `update sealed_items set envelope = jsonb_set(envelope, '{keyRecipient}', '"age1q"') where round_id = $1 and kind = 'seed' and state = 'current'`,
        [id],
      )
      await owner.pool.query('alter table sealed_items enable trigger keep_sealed')
    })
    for (const opener of round.openers.slice(0, 2)) await openWithKey(opener, round.id, 'price')
    expect(await stateOf('rounds', round.id)).toBe('prices_opened')
    const { facts } = await clock.db.transaction().execute((tx) => readRound(tx, round.id))
    expect(facts.seed).toMatch(/^[0-9a-f]{64}$/)
    expect(facts.codeSalt).toMatch(/^[0-9a-f]{64}$/)
    const again = await clock.db.transaction().execute((tx) => readRound(tx, round.id))
    expect(again.facts).toMatchObject({ seed: facts.seed, codeSalt: facts.codeSalt })
  })
})

test('a pledge of a round that openers open is never told the conditions in the clear', async () => {
  const [round, buyer] = [await aRoundOfOpeners(), await aBuyer()]
  const save = (form: Record<string, unknown>) =>
    buyer.db
      .transaction()
      .execute((tx) =>
        savePledge(tx, buyer.actor, round.lots[0]!.id, pledgeForm.parse({ quantity: '5', ...form })),
      )
  for (const form of [
    { ceiling: '900' },
    { accept: 'recommended' },
    { stretchQuantity: '2', stretchCeiling: '8' },
  ])
    await expect(save(form)).rejects.toMatchObject({ code: 'seal-in-browser' })
  // Without conditions it needs no script.
  expect(await stateOf('pledges', await save({ stretchQuantity: '2' }))).toBe('draft')
})
