import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { rejectDelivery } from '~/orders/accept.server'
import { moveCase } from '~/mediation/moves.server'
import { disputesOf } from '../support/cases'
import { aDatabase } from '../support/database'
import { moneyOf } from '../support/money'

const database = await aDatabase()
const { owner, worker } = database
const disputes = disputesOf(database)
const money = await moneyOf(database)
const { work } = disputes

const toldOf = (kind: string) =>
  owner.db
    .selectFrom('notifications')
    .select(['personId', 'href', 'facts'])
    .where('kind', '=', kind)
    .execute()

/** The enterprise's figures find a gap in a product. */
async function findGap(orgId: string, lineId: string) {
  const { productId } = await owner.db
    .selectFrom('orderLines')
    .innerJoin('editions', 'editions.id', 'orderLines.editionId')
    .select('editions.productId')
    .where('orderLines.id', '=', lineId)
    .executeTakeFirstOrThrow()
  const facts = JSON.stringify({ organization: orgId, product: productId, units: 3 })
  await sql`select record_event('compliance.gap_found', ${orgId}::uuid, ${facts}::jsonb, ${orgId}::uuid)`.execute(
    worker.db,
  )
  await disputes.letReact()
}

test('a gap in what a case is about is told to the enterprise’s side alone, and says no figure', async () => {
  const its = await disputes.aMediation()
  await findGap(its.claimant.orgId, its.order.lineIds[0]!)
  expect(await toldOf('case.own_gap')).toMatchObject([
    { personId: its.claimant.personId, href: `/cases/${its.caseId}` },
  ])
  const [told] = await toldOf('case.own_gap')
  expect(Object.keys(told!.facts as object).toSorted()).toEqual(['body', 'bodyEn', 'number'])
})

test('a case that is over, one about something else and the other side’s figures give no hint', async () => {
  const before = (await toldOf('case.own_gap')).length
  const its = await disputes.aNegotiation()
  const other = await disputes.aNegotiation()
  await findGap(its.claimant.orgId, other.order.lineIds[0]!)
  await work(its.claimant, (tx) => moveCase(tx, its.caseId, 'withdraw'))
  await findGap(its.claimant.orgId, its.order.lineIds[0]!)
  expect(await toldOf('case.own_gap')).toHaveLength(before)
})

test('who sends a delivery back is told that mediation is a way; in a case already, not again', async () => {
  for (const [disputed, told] of [
    [false, 1],
    [true, 0],
  ] as const) {
    await owner.db.deleteFrom('notifications').where('kind', '=', 'order.mediation_possible').execute()
    const order = disputed
      ? (await disputes.aFiledCase({ pay: (one) => money.pay(one) })).order
      : await disputes.aConfirmedOrder({})
    if (!disputed) await money.pay(order)
    const note = await money.deliver(order)
    await work(order.buyer, (tx) => rejectDelivery(tx, order.buyer.actor, note, { reason: '密钥无效' }))
    await disputes.letReact()
    const hints = await toldOf('order.mediation_possible')
    expect(hints.map(({ personId, href }) => [personId, href])).toEqual(
      Array.from({ length: told }, () => [order.buyer.personId, `/orders/${order.id}`]),
    )
  }
})
