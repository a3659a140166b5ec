import { expect, test } from 'vitest'
import { findScreens } from '~/awards/evaluation/screening.server'
import { sendDelivery, withdrawDelivery } from '~/orders/deliver.server'
import { awardingOf } from '../support/awarding'
import { aDatabase } from '../support/database'
import type { Someone } from '../support/people'

const connections = await aDatabase()
const market = awardingOf(connections)
const { owner } = connections

/** A confirmed round of one lot with its winner's order, paid. */
async function aPaidOrder() {
  const round = await market.aRound({ lots: [{ referencePrice: 1000n }] })
  const [winner, loser] = [await market.aVendor(), await market.aVendor()]
  await market.seal(winner, round, 0, { tiers: [[1, 700n]] })
  await market.seal(loser, round, 0, { tiers: [[1, 800n]] })
  await market.pledge(await market.anApprover(), round, 0, { quantity: 10 })
  await market.decide((await market.compute(round))!)
  await market.confirm(round.id)
  const ordered = owner.db.updateTable('orders').where('roundId', '=', round.id)
  await ordered.set({ state: 'confirmed', confirmedAt: new Date(), contractHash: '0'.repeat(64) }).execute()
  const order = await ordered
    .set({ state: 'funded', fundedAt: new Date() })
    .returning('id')
    .executeTakeFirstOrThrow()
  const line = await owner.db
    .selectFrom('orderLines')
    .select(['id', 'term', 'quantity'])
    .where('orderId', '=', order.id)
    .executeTakeFirstOrThrow()
  const handOver = (subcontractorId: string | null) =>
    winner.db.transaction().execute((tx) =>
      sendDelivery(tx, winner.actor, order.id, {
        remark: null,
        subcontractorId,
        lines: [
          {
            lineId: line.id,
            quantity: 5,
            termStart: '2026-12-01',
            termEnd: line.term === 'perpetual' ? null : '2027-11-30',
            maintenanceUntil: null,
            channel: 'volume-mak',
            licenseNo: null,
          },
        ],
      }),
    )
  return { round, winner, loser, handOver }
}

const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => 'accepted',
    (error: { code?: string }) => error.code,
  )

test('a bidder that lost and hands over in the winner’s stead shows on the screens, until the note is taken back', async () => {
  const { round, winner, loser, handOver } = await aPaidOrder()
  const officer = await market.anOfficer()
  const screened = async () => (await findScreens(officer.db, round.id)).lots.map((lot) => lot.subcontracted)
  await handOver(null)
  const outsider = await market.aVendor()
  const { id: other } = await handOver(outsider.orgId)
  expect(await screened()).toEqual([[]])
  await take(winner, other)
  const { id } = await handOver(loser.orgId)
  expect(await screened()).toEqual([[loser.orgId]])
  await take(winner, id)
  expect(await screened()).toEqual([[]])
})

const take = (vendor: Someone, noteId: string) =>
  vendor.db.transaction().execute((tx) => withdrawDelivery(tx, vendor.actor, noteId))

test('only another verified vendor hands over in a vendor’s stead', async () => {
  const { winner, handOver } = await aPaidOrder()
  const buyer = await market.anApprover()
  for (const id of [winner.orgId, buyer.orgId])
    expect(await refusalOf(handOver(id))).toBe('subcontractor-wrong')
})
