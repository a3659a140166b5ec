import fc from 'fast-check'
import { expect, test } from 'vitest'
import { effectOf, findOwnEffect, workOutNextEffect } from '~/awards/effects/effects.server'
import { takingAll, vetoCost } from '~/awards/effects/veto'
import { solve } from '~/awards/engine/solve'
import { effectOnOthers, leftOut, shareOf } from '~/awards/engine/without'
import * as award from '~/awards/pages/award'
import { awardingOf } from '../support/awarding'
import { aDatabase } from '../support/database'
import { anyInstance } from '../support/instances'
import { cookieFor, servePages, visit } from '../support/pages'
import type { Someone } from '../support/people'

const database = await aDatabase()
const market = awardingOf(database)
servePages(database.app.pool)

const options = { seed: '11'.repeat(32), noWorseOff: true }
const small = anyInstance({ lots: 2, vendors: 3, buyers: 4, pickyBuyers: true })

test('the others’ saving with and without a buyer, and the buyer’s own, add up to what the awards save', async () => {
  await fc.assert(
    fc.asyncProperty(small, async (instance) => {
      const stated = { ...instance, options: { noWorseOff: true } }
      const certificate = await solve(stated, options)
      const { id } = instance.buyers[0]!
      const again = await solve(leftOut(stated, id), options)
      const { saving, served } = effectOnOthers(stated, certificate, id, again)
      const own = shareOf(stated, certificate, id)
      expect(BigInt(saving.with) + own.saving).toBe(BigInt(certificate.objective))
      expect(saving.without).toBe(again.objective)
      expect(served.with + own.served).toBe(certificate.counts.served)
      expect(again.assign.every(([buyer]) => buyer !== id)).toBe(true)
      // What serves the others alone could be awarded with the buyer there too: never less in total.
      expect(BigInt(certificate.objective)).toBeGreaterThanOrEqual(BigInt(again.objective))
    }),
    { numRuns: 60 },
  )
})

test('a buyer that takes every vendor has no veto to pay for; another is compared with itself taking all', async () => {
  await fc.assert(
    fc.asyncProperty(small, async (instance) => {
      const stated = { ...instance, options: { noWorseOff: true } }
      const certificate = await solve(stated, options)
      for (const { id, pledges } of instance.buyers) {
        const open = takingAll(stated, id)
        if (pledges.every(({ acceptable }) => acceptable === null)) {
          expect(open).toBeNull()
          continue
        }
        const again = await solve(open!, options)
        const { saving } = vetoCost(stated, certificate, id, again)
        expect(saving.with).toBe(String(shareOf(stated, certificate, id).saving))
        expect(BigInt(again.objective)).toBeGreaterThanOrEqual(BigInt(certificate.objective))
      }
    }),
    { numRuns: 40 },
  )
})

/** V1 sells 100 together at 640; 40 alone cost 900, and only with the picky buyer's 60 is the step reached. */
async function aDecidedRound() {
  const round = await market.aRound({ lots: [{ referencePrice: 1000n, classOf: 2 }] })
  const [v1, v2] = [await market.aVendor(), await market.aVendor()]
  const [first, second] = round.lots[0]!.editions
  await market.seal(v1, round, 0, {
    edition: first!,
    tiers: [
      [1, 900n],
      [100, 640n],
    ],
  })
  await market.seal(v2, round, 0, { edition: second!, tiers: [[1, 600n]], maxQty: 60 })
  const picky = await market.anApprover()
  await market.pledge(picky, round, 0, {
    quantity: 60,
    acceptable: { rule: 'editions', editions: [first!] },
  })
  const other = await market.anApprover()
  await market.pledge(other, round, 0, { quantity: 40, acceptable: { rule: 'editions', editions: [first!] } })
  const run = (await market.compute(round))!
  await market.decide(run)
  return { round, run, picky, other, v1, v2 }
}

test('each buyer is told its own effect, and what its choice of vendors cost; nobody else is, the office neither', async () => {
  const { round, run, picky, other, v1 } = await aDecidedRound()
  while (await workOutNextEffect(market.clock.db));
  // With the 60 the others' 40 cost 640 each; without them 900.
  const own = await findOwnEffect(picky.db, picky.actor, run.id)
  expect(own!.effect!.others).toEqual({
    saving: { with: '14400', without: '4000' },
    cost: { with: '25600', without: '36000' },
    served: { with: 1, without: 1 },
  })
  // Only one vendor may win: taking both, the 60 alone go to the cheaper one and the rest stays unserved, or stays.
  expect(own!.effect!.veto).toMatchObject({ saving: { with: '21600' } })
  const read = (who: Someone) => who.db.selectFrom('buyerEffects').select('orgId').execute()
  expect(await read(picky)).toEqual([{ orgId: picky.orgId }])
  expect(await read(other)).toEqual([{ orgId: other.orgId }])
  const auditor = await market.someone('agency', ['auditor'])
  for (const who of [round.officer, auditor, v1, await market.anApprover()])
    expect(await read(who)).toEqual([])

  const params = { roundId: round.id }
  const seen = async (who: Someone) => {
    const { data } = await visit(award.loader, { params, cookie: await cookieFor(database.worker.db, who) })
    return (data as { award: { effect: unknown } }).award.effect
  }
  expect(await seen(picky)).toEqual(own)
  for (const who of [round.officer, v1]) expect(await seen(who)).toBeNull()
})

test('is worked out in a thread of its own as here, and once', async () => {
  const { run, picky } = await aDecidedRound()
  const before = await findOwnEffect(picky.db, picky.actor, run.id)
  expect(before).toEqual({ effect: null })
  while (await workOutNextEffect(market.clock.db));
  expect(await workOutNextEffect(market.clock.db)).toBe(false)
  const { body, certificate } = await database.owner.db
    .selectFrom('awardRuns')
    .innerJoin('awardInstances', 'awardInstances.hash', 'awardRuns.instanceHash')
    .innerJoin('buyerEffects', 'buyerEffects.runId', 'awardRuns.id')
    .select(['body', 'certificate', 'buyerCode'])
    .where('awardRuns.id', '=', run.id)
    .where('buyerEffects.orgId', '=', picky.orgId)
    .executeTakeFirstOrThrow()
    .then((row) => ({ ...row, body: row.body as never, certificate: row.certificate as never }))
  const { buyerCode } = await database.owner.db
    .selectFrom('buyerEffects')
    .select('buyerCode')
    .where('runId', '=', run.id)
    .where('orgId', '=', picky.orgId)
    .executeTakeFirstOrThrow()
  expect((await findOwnEffect(picky.db, picky.actor, run.id))!.effect).toEqual(
    await effectOf(body, certificate, buyerCode),
  )
})
