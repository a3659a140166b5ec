import { fork } from 'node:child_process'
import { once } from 'node:events'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Certificate } from '~/awards/certificate'
import { runNextAward } from '~/awards/runs/run.server'
import { awardingOf } from '../support/awarding'
import { aDatabase } from '../support/database'

const database = await aDatabase()
const { owner } = database
const market = awardingOf(database)

/** Prices are open and the run is queued; nobody computes it yet. Capacity and two winners need the general method. */
async function aQueuedRun() {
  const round = await market.aRound({ lots: [{ referencePrice: 1000n, maxWinners: 2 }] })
  for (const [price, maxQty] of [
    [700n, 60],
    [760n, 50],
    [790n, 80],
  ] as const)
    await market.seal(await market.aVendor(), round, 0, {
      tiers: [
        [1, price + 100n],
        [40, price],
      ],
      maxQty,
    })
  for (const quantity of [30, 25, 20, 15, 10])
    await market.pledge(await market.anApprover(), round, 0, { quantity })
  await market.close(round)
  await market.open(round, 'technical')
  await market.admit(round.id)
  await market.open(round, 'price')
  const { letReact } = await import('../support/reactions')
  await letReact(market.clock.db)
  return (await market.findRun(round.id))!
}

test('a worker killed while it computes leaves the run to the next one, which comes to the same award', async () => {
  const { id, roundId } = await aQueuedRun()
  // A process of its own takes the run up, computes it, and is killed before anything of it is kept.
  const config = JSON.stringify(database.as('muster_worker'))
  const child = fork('test/support/compute-in-child.ts', [config, '"certificate" ='], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  expect((await once(child, 'message'))[0]).toBe('standing')
  child.kill('SIGKILL')
  await once(child, 'exit')
  const taken = (await market.findRun(roundId))!
  expect(taken).toMatchObject({ id, state: 'running', certificate: null })

  // As long as the silence may be a slow moment, nobody takes it away.
  expect(await runNextAward(market.clock.db)).toBe(false)
  await sql`update award_runs set alive_at = alive_at - interval '2 minutes' where id = ${id}`.execute(
    owner.db,
  )
  expect(await runNextAward(market.clock.db)).toBe(true)
  const first = (await market.findRun(roundId))!
  expect(first).toMatchObject({ id, state: 'finished' })

  // Computed by somebody who was never interrupted it is the same, byte for byte.
  const { body } = await owner.db
    .selectFrom('awardInstances')
    .select('body')
    .where('hash', '=', first.instanceHash!)
    .executeTakeFirstOrThrow()
  const { solve } = await import('~/awards/engine/solve')
  const certificate = first.certificate as unknown as Certificate
  const again = await solve(body as never, certificate.options)
  expect(again).toEqual(certificate)
  expect(again.awardHash).toBe(first.awardHash)
})
