import { describe, expect, test } from 'vitest'
import { changed, type Scenario, whyNotAsk } from '~/awards/scenarios/change'
import * as scenarios from '~/awards/scenarios/pages/scenarios'
import { awardingOf } from '../support/awarding'
import { aDatabase } from '../support/database'
import { t0 } from '../support/instances'
import { cookieFor, servePages, visit } from '../support/pages'
import type { Someone } from '../support/people'

const connections = await aDatabase()
servePages(connections.app.pool)
const market = awardingOf(connections)
const { owner } = connections
const signIn = (who: Someone) => cookieFor(connections.worker.db, who)

describe('a scenario', () => {
  const base = {
    ...t0(),
    lots: [...t0().lots, { id: 'L2', referencePrice: 10, maxWinners: 1 }],
    bids: [...t0().bids, { ...t0().bids[0]!, lot: 'L2' }],
    bundles: [{ vendor: 'V1', lots: ['L1', 'L2'], discountBps: 100 }],
  }

  test('changes what it names and leaves the facts alone', () => {
    const before = structuredClone(base)
    const more = changed(base, { winners: { lot: 'L1', most: 2 } })
    expect(more.lots.map(({ maxWinners }) => maxWinners)).toEqual([2, 1])
    const all = changed(base, { winners: { lot: null, most: 3 } })
    expect(all.lots.map(({ maxWinners }) => maxWinners)).toEqual([3, 3])
    const without = changed(base, { withoutVendor: 'V1' })
    expect(without.bids.map(({ vendor }) => vendor)).toEqual(['V2'])
    expect(without.bundles).toEqual([])
    const smaller = changed(base, { withoutLot: 'L2' })
    expect(smaller.lots.map(({ id }) => id)).toEqual(['L1'])
    expect(smaller.bundles).toEqual([])
    expect(changed(base, { noWorseOff: true }).options).toEqual({ noWorseOff: true })
    expect(base).toEqual(before)
  })

  test.each<[string, Scenario, Scenario[]]>([
    ['scenario-empty', {}, []],
    ['scenario-unknown', { withoutVendor: 'V9' }, []],
    ['scenario-unknown', { winners: { lot: 'L9', most: 1 } }, []],
    ['scenario-not-scored', { priceWeight: 40 }, []],
    ['scenario-same', { winners: { lot: 'L1', most: 1 } }, []],
    ['scenario-asked', { withoutVendor: 'V1' }, [{ withoutVendor: 'V1' }]],
  ])('is not computed: %s', (code, scenario, asked) => {
    expect(whyNotAsk(scenario, base, asked)).toBe(code)
  })

  test('without the only lot has nothing left', () => {
    expect(whyNotAsk({ withoutLot: 'L1' }, t0(), [])).toBe('scenario-no-lot')
    expect(whyNotAsk({ withoutVendor: 'V1' }, t0(), [])).toBeNull()
  })
})

describe('scenarios of a round', () => {
  test('stand beside the official result, which stays byte for byte what it was; looks are recorded', async () => {
    const round = await market.aRound({ lots: [{ referencePrice: 1000n }] })
    const [cheap, dear] = [await market.aVendor(), await market.aVendor()]
    await market.seal(cheap, round, 0, { tiers: [[1, 600n]] })
    await market.seal(dear, round, 0, { tiers: [[1, 800n]] })
    await market.pledge(await market.anApprover(), round, 0, { quantity: 10 })
    const params = { roundId: round.id }
    const cookie = await signIn(round.officer)
    const ask = (body: Record<string, string>) => visit(scenarios.action, { params, cookie, form: body })
    expect(await ask({ withoutVendor: cheap.orgId })).toMatchObject({
      data: { refusal: { code: 'scenario-too-early' } },
    })
    const official = await market.compute(round)
    expect((await ask({ withoutVendor: cheap.orgId })).status).toBe(302)
    expect((await ask({ withoutVendor: cheap.orgId })).status).toBe(422)
    await market.work()

    const { data } = await visit(scenarios.loader, { params, cookie })
    expect(data).toMatchObject({
      scenarios: {
        official: { saving: 4000n, pledges: 1 },
        scenarios: [
          {
            state: 'finished',
            change: { withoutVendor: cheap.orgId },
            result: {
              saving: 2000n,
              open: 0n,
              lots: [{ winners: [{ vendor: dear.orgId, quantity: 10, unitPrice: 800n }] }],
            },
          },
        ],
      },
    })
    expect(await market.findRun(round.id)).toMatchObject({ kind: 'scenario' })
    const after = await owner.db
      .selectFrom('awardRuns')
      .selectAll()
      .where('id', '=', official!.id)
      .executeTakeFirstOrThrow()
    expect(after).toEqual(official)
    const awards = await owner.db
      .selectFrom('awards')
      .select('vendorId')
      .where('runId', 'in', [official!.id, (await market.findRun(round.id))!.id])
      .execute()
    expect(awards).toEqual([{ vendorId: cheap.orgId }])
    const looks = await owner.db
      .selectFrom('events')
      .select('actorId')
      .where('kind', '=', 'scenarios.looked')
      .where('subjectId', '=', round.id)
      .execute()
    expect(looks).toEqual([{ actorId: round.officer.personId }])
  })

  test('can never be decided on, and are nobody’s but the office’s', async () => {
    const round = await market.aRound({ lots: [{ referencePrice: 1000n }] })
    const [vendor, buyer] = [await market.aVendor(), await market.anApprover()]
    await market.seal(vendor, round, 0, { tiers: [[1, 600n]] })
    await market.seal(await market.aVendor(), round, 0, { tiers: [[1, 700n]] })
    await market.pledge(buyer, round, 0, { quantity: 10 })
    await market.compute(round)
    const params = { roundId: round.id }
    const cookie = await signIn(round.officer)
    await visit(scenarios.action, { params, cookie, form: { winners: '2' } })
    await market.work()
    const run = (await market.findRun(round.id))!
    expect(run.kind).toBe('scenario')
    await expect(market.consentAs(await market.anOfficer(), run)).rejects.toMatchObject({
      code: 'scenario-not-official',
    })
    for (const who of [vendor, buyer])
      expect((await visit(scenarios.loader, { params, cookie: await signIn(who) })).status).toBe(404)
    const auditor = await market.someone('agency', ['auditor'])
    const asAuditor = { params, cookie: await signIn(auditor) }
    expect((await visit(scenarios.loader, asAuditor)).status).toBe(200)
    expect((await visit(scenarios.action, { ...asAuditor, form: { winners: '3' } })).status).toBe(403)
  })
})
