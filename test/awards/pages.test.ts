import { expect, test } from 'vitest'
import * as award from '~/awards/pages/award'
import * as awardJson from '~/awards/pages/award-json'
import { awardingOf } from '../support/awarding'
import { aDatabase } from '../support/database'
import { cookieFor, servePages, visit } from '../support/pages'

const database = await aDatabase()
const market = awardingOf(database)
servePages(database.app.pool)

test('two officers decide on the page; a buyer then reads its own share, a stranger nothing', async () => {
  const round = await market.aRound({ lots: [{ referencePrice: 1000n }] })
  const [vendor, buyer, stranger] = [
    await market.aVendor(),
    await market.anApprover(),
    await market.anApprover(),
  ]
  await market.seal(vendor, round, 0, { tiers: [[1, 800n]] })
  await market.pledge(buyer, round, 0, { quantity: 10 })
  const run = (await market.compute(round))!
  const params = { roundId: round.id }
  const signIn = (who: Parameters<typeof cookieFor>[1]) => cookieFor(database.worker.db, who)
  const load = async (who: typeof buyer) =>
    (await visit(award.loader as never, { params, cookie: await signIn(who) })).data
  const decide = async (who: typeof buyer) =>
    visit(award.action as never, {
      params,
      cookie: await signIn(who),
      form: { move: 'decide', run: run.id, seen: run.awardHash! },
    })
  expect(await load(buyer)).toMatchObject({ award: null })
  expect((await decide(buyer)).status).toBe(404)
  const first = await market.anOfficer()
  expect((await decide(first)).location).toContain('done=award-consented')
  expect((await decide(first)).status).toBe(422)
  expect((await decide(await market.anOfficer())).location).toContain('done=award-decided')
  expect(await load(buyer)).toMatchObject({
    award: { winners: [{ unitPrice: 800n }], shares: [{ quantity: 10, unitPrice: 800n }] },
  })
  expect(await load(stranger)).toMatchObject({ award: null })
  const proof = async (who: typeof buyer, name: string) =>
    (
      await visit(awardJson.loader as never, {
        params: { ...params, proof: name },
        cookie: await signIn(who),
      })
    ).status
  expect([await proof(buyer, 'certificate'), await proof(buyer, 'instance')]).toEqual([200, 200])
  expect([await proof(stranger, 'certificate'), await proof(buyer, 'nothing')]).toEqual([404, 404])
})
