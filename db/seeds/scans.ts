import { decideScan, sendScan } from '../../app/orders/seals/scan.server.ts'
import { findContract } from '../../app/orders/queries.server.ts'
import { vendors } from './cast/vendors.ts'
import { enterprises } from './cast.ts'
import { orgId } from './people.ts'
import { paint } from './picture.ts'
import { personOf } from './pledges.ts'
import type { Timeline } from './timeline.ts'

/** Sides that confirm on stamped paper: one that was legible only the second time, and one of a vendor; both wait. */
export function planScans(story: Timeline) {
  const { db, clock } = story

  /** A side of the oldest order that it has not confirmed yet sends its paper. */
  async function send(side: 'enterprise' | 'vendor', skip = 0) {
    const order = await db
      .selectFrom('orders')
      .select(['id', 'enterpriseId', 'vendorId'])
      .where('state', '=', 'placed')
      .where((row) =>
        row.not(
          row.exists(
            row
              .selectFrom('contractConfirmations')
              .innerJoin('contracts', 'contracts.id', 'contractConfirmations.contractId')
              .whereRef('contracts.orderId', '=', 'orders.id')
              .where('contractConfirmations.side', '=', side),
          ),
        ),
      )
      .orderBy('id')
      .offset(skip)
      .limit(1)
      .executeTakeFirst()
    if (!order) return undefined
    const buyer = enterprises.find(({ key }) => orgId(key) === order.enterpriseId)!
    const vendor = vendors.find(({ key }) => orgId(key) === order.vendorId)!
    const actor = await story.as(side === 'enterprise' ? personOf(buyer, 'buyer') : `${vendor.key}Rep`)
    const { hash } = (await findContract(db, order.id))!
    const file = new File([stampedPaper()], '盖章合同.png')
    return sendScan(db, actor, order.id, { hash, file })
  }

  let first: string | undefined
  story.plan(clock.hours(-3), async () => {
    first = await send('enterprise')
  })
  story.plan(clock.hours(-2.5), async () => {
    if (first)
      await decideScan(db, await story.as('officer2'), {
        move: 'refuse',
        scanId: first,
        reason: '第 3 页页脚的文本摘要看不清，请重新扫描。',
      })
  })
  story.plan(clock.hours(-0.8), () => send('enterprise'))
  story.plan(clock.hours(-0.5), () => send('vendor', 1))
}

/** A page with lines of text and a round red stamp, as a scanner makes it. */
export const stampedPaper = () =>
  paint(620, 877, (x, y) => {
    const ring = Math.hypot(x - 430, y - 690)
    if (ring > 72 && ring < 80) return [200, 40, 45]
    const isText = x > 60 && x < 560 - ((y * 7) % 90) && y > 60 && y < 600 && y % 26 < 7
    return isText ? [70, 70, 75] : [247, 247, 247]
  })
