import type { bankOf } from './bank.ts'
import { minutesAfter, type Timeline } from './timeline.ts'

/** A buyer pays by transfer, and a bank on the way keeps ¥15 of it. */
export function planShort(story: Timeline, bank: ReturnType<typeof bankOf>) {
  const { db, clock } = story
  story.plan(clock.hours(-5), async () => {
    await story.as(null)
    const order = await db
      .selectFrom('orders')
      .innerJoin('organizations', 'organizations.id', 'orders.enterpriseId')
      .innerJoin('contacts', 'contacts.orgId', 'organizations.id')
      .innerJoin('orderDues', 'orderDues.orderId', 'orders.id')
      .select(['orders.paymentCode', 'orderDues.amount', 'organizations.name', 'contacts.bankAccount'])
      .where('orders.state', '=', 'confirmed')
      .where('orders.received', '=', 0n)
      .where('organizations.name', '=', '海曲仓储物流有限公司')
      .orderBy('orders.id', 'desc')
      .orderBy('orderDues.no')
      .executeTakeFirst()
    if (!order?.paymentCode) return
    bank.transfer({
      at: minutesAfter(story.moment(), 20),
      direction: 'C',
      amount: order.amount - 1_500n,
      name: order.name,
      account: order.bankAccount ?? '37020019000088880001',
      remark: `货款 ${order.paymentCode}`,
    })
  })
}
