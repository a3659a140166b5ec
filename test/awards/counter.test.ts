import { describe, expect, test } from 'vitest'
import { awardHashOf, type Certificate, certificateHashOf } from '~/awards/certificate'
import { certify } from '~/awards/engine/certify'
import { whyNotHandIn } from '~/awards/counters/handing-in'
import * as counter from '~/awards/counters/pages/counter'
import type { Instance } from '~/awards/instance'
import { awardingOf } from '../support/awarding'
import { aDatabase } from '../support/database'
import { cookieFor, servePages, visit } from '../support/pages'
import type { Someone } from '../support/people'

const connections = await aDatabase()
servePages(connections.app.pool)
const market = awardingOf(connections)
const { owner } = connections
const cookie = (who: Someone) => cookieFor(connections.worker.db, who)
const file = (content: unknown) =>
  new File([typeof content === 'string' ? content : JSON.stringify(content)], 'better.json')

/** A decided round whose award serves one buyer too few, as a solver could have left it. */
async function aPoorAward() {
  const round = await market.aRound({ lots: [{ referencePrice: 1000n }] })
  const [winner, loser] = [await market.aVendor(), await market.aVendor()]
  await market.seal(winner, round, 0, { tiers: [[1, 600n]] })
  await market.seal(loser, round, 0, { tiers: [[1, 700n]] })
  const buyers = [await market.anApprover(), await market.anApprover()]
  for (const buyer of buyers) await market.pledge(buyer, round, 0, { quantity: 10 })
  const run = (await market.compute(round))!
  const best = run.certificate as unknown as Certificate
  const { body } = await owner.db
    .selectFrom('awardInstances')
    .select('body')
    .where('hash', '=', run.instanceHash!)
    .executeTakeFirstOrThrow()
  await market.decide(run)
  const [buyer, lot, vendor, quantity] = best.assign[0]!
  const facts = certify({
    instance: body as unknown as Instance,
    noWorseOff: best.options.noWorseOff,
    seed: best.options.seed,
    serves: [{ buyer, lot, vendor, quantity }],
    bound: { alpha: {}, beta: {}, value: BigInt(best.bound!.value) },
    engine: best.engine,
  })
  const poor = { ...facts, awardHash: awardHashOf(facts), hash: certificateHashOf(facts) }
  await owner.db
    .updateTable('awardRuns')
    .set({ certificate: JSON.stringify(poor), objective: 4000n, awardHash: poor.awardHash })
    .where('id', '=', run.id)
    .execute()
  return { round, run, best, vendors: [winner, loser], buyers }
}

type Standing = Awaited<ReturnType<typeof aPoorAward>>

const handIn = async (who: Someone, { round }: Pick<Standing, 'round'>, content: unknown) => {
  const form = new FormData()
  form.set('move', 'hand_in')
  form.set('file', file(content))
  return visit(counter.action, { params: { roundId: round.id }, cookie: await cookie(who), form })
}

const listed = (roundId: string) =>
  owner.db
    .selectFrom('counterAwards')
    .innerJoin('awardRuns', 'awardRuns.id', 'counterAwards.runId')
    .select(['counterAwards.id', 'accepted', 'gain', 'errors'])
    .where('awardRuns.roundId', '=', roundId)
    .orderBy('counterAwards.id')
    .execute()

const refused = (code: string) => ({ status: 422, data: { refusal: { code } } })

describe('a better award', () => {
  test('is handed in from the decision to the end of the standstill', () => {
    const terms = { method: 'lowest_price' } as const
    const decided = { state: 'decided', standstillEndsAt: new Date(10), terms } as const
    expect(whyNotHandIn(decided, new Date(9))).toBeNull()
    expect(whyNotHandIn(decided, new Date(10))).toBe('counter-closed')
    for (const state of ['prices_opened', 'confirmed'] as const)
      expect(whyNotHandIn({ ...decided, state }, new Date(9))).toBe('counter-not-open')
    expect(whyNotHandIn({ ...decided, state: 'suspended' }, new Date(9))).toBe('round-suspended')
    // Where scores decide nothing that saves more is better.
    const scored = { ...decided, terms: { method: 'comprehensive' } } as const
    expect(whyNotHandIn(scored, new Date(9))).toBe('counter-scored')
  })

  test('of a bidder is accepted by the verifier alone, confirmed by an officer, and takes the other’s place', async () => {
    const standing = await aPoorAward()
    const { round, run, best, vendors, buyers } = standing
    const before = await owner.db
      .selectFrom('rounds')
      .select('standstillEndsAt')
      .where('id', '=', round.id)
      .executeTakeFirstOrThrow()
    expect((await handIn(vendors[1]!, standing, { assign: best.assign })).location).toContain(
      'counter-better',
    )
    const [accepted] = await listed(round.id)
    expect(accepted).toMatchObject({ accepted: true, gain: 4000n, errors: [] })
    const replace = { move: 'replace', counter: accepted!.id }
    const params = { roundId: round.id }
    const asVendor = await cookie(vendors[1]!)
    expect((await visit(counter.action, { params, cookie: asVendor, form: replace })).status).toBe(422)
    const asOfficer = await cookie(round.officer)
    expect((await visit(counter.action, { params, cookie: asOfficer, form: replace })).location).toContain(
      'counter-confirmed',
    )
    await market.work()
    const runs = await owner.db
      .selectFrom('awardRuns')
      .select(['id', 'state', 'objective', 'gapPpm'])
      .where('roundId', '=', round.id)
      .orderBy('id')
      .execute()
    expect(runs).toMatchObject([
      { id: run.id, state: 'superseded' },
      { state: 'adopted', objective: 8000n, gapPpm: 0 },
    ])
    const served = await owner.db
      .selectFrom('allocations')
      .innerJoin('awards', 'awards.id', 'allocations.awardId')
      .select('orgId')
      .where('runId', '=', runs[1]!.id)
      .execute()
    expect(new Set(served.map(({ orgId }) => orgId))).toEqual(new Set(buyers.map(({ orgId }) => orgId)))
    const notices = await owner.db
      .selectFrom('notices')
      .select('kind')
      .where('roundId', '=', round.id)
      .orderBy('publishedAt')
      .execute()
    expect(notices.map(({ kind }) => kind)).toEqual(['award', 'replacement'])
    const after = await owner.db
      .selectFrom('rounds')
      .select(['state', 'standstillEndsAt', 'decidedAt'])
      .where('id', '=', round.id)
      .executeTakeFirstOrThrow()
    expect(after.state).toBe('decided')
    expect(after.standstillEndsAt!.getTime()).toBeGreaterThanOrEqual(before.standstillEndsAt!.getTime())
    expect(await visit(counter.action, { params, cookie: asOfficer, form: replace })).toMatchObject(
      refused('counter-not-better'),
    )
    await market.confirm(round.id)
    const states = await owner.db
      .selectFrom('pledges')
      .select('state')
      .where('roundId', '=', round.id)
      .execute()
    expect(states.every(({ state }) => state === 'served' || state === 'ordered')).toBe(true)
  })

  test('that is not feasible, or saves no more, is kept with what the verifier says, and replaces nothing', async () => {
    const standing = await aPoorAward()
    const { round, best, vendors, buyers } = standing
    const poor = best.assign.slice(0, 1)
    expect((await handIn(buyers[0]!, standing, { assign: poor })).location).toContain('counter-kept')
    const twice = { assign: [...best.assign, best.assign[0]] }
    expect((await handIn(vendors[0]!, standing, twice)).location).toContain('counter-kept')
    expect(await listed(round.id)).toMatchObject([
      { accepted: false, gain: 0n, errors: [] },
      { accepted: false, errors: [{ code: 'double' }] },
    ])
    const [, broken] = await listed(round.id)
    const form = { move: 'replace', counter: broken!.id }
    const params = { roundId: round.id }
    expect(await visit(counter.action, { params, cookie: await cookie(round.officer), form })).toMatchObject(
      refused('counter-not-better'),
    )
    for (const unreadable of ['not json', { assign: [['B1']] }])
      expect(await handIn(buyers[0]!, standing, unreadable)).toMatchObject(refused('counter-unreadable'))
    const own = await visit(counter.loader, { params, cookie: await cookie(buyers[0]!) })
    expect((own.data as { counters: unknown[] }).counters).toHaveLength(1)
    const office = await visit(counter.loader, { params, cookie: await cookie(round.officer) })
    expect((office.data as { counters: unknown[] }).counters).toHaveLength(2)
  })

  test('is nobody’s to hand in but a member’s, and not once the standstill is over', async () => {
    const standing = await aPoorAward()
    const { round, best, buyers } = standing
    const stranger = await market.anApprover()
    const params = { roundId: round.id }
    expect((await visit(counter.loader, { params, cookie: await cookie(stranger) })).status).toBe(404)
    expect((await handIn(stranger, standing, { assign: best.assign })).status).toBe(422)
    await owner.db
      .updateTable('rounds')
      .set({ standstillEndsAt: new Date(Date.now() - 1000) })
      .where('id', '=', round.id)
      .execute()
    expect(await handIn(buyers[0]!, standing, { assign: best.assign })).toMatchObject(
      refused('counter-closed'),
    )
    expect(await listed(round.id)).toEqual([])
  })
})
