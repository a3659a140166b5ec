import { dayOf } from '../../app/kernel/workdays.ts'
import { issueInvoice, requestInvoice } from '../../app/orders/invoices/invoice.server.ts'
import { moveInvoice } from '../../app/orders/invoices/move.server.ts'
import { findProfile } from '../../app/orders/invoices/queries.server.ts'
import { enterprises } from './cast.ts'
import { orgId } from './people.ts'
import { personOf } from './pledges.ts'
import type { Timeline } from './timeline.ts'

/**
 * Two invoices that wait: one that was asked for, one that is to be taken back in part. And of the CAD round, which the
 * platform resells: one asked of the office, and one both of whose legs are invoiced.
 */
export function planInvoices(story: Timeline) {
  const { db, clock } = story
  const orderOf = async (buyer: string, vendor: string) => {
    const org = enterprises.find(({ key, name }) => name === buyer || key === buyer)!
    const { id } = await db
      .selectFrom('orders')
      .select('id')
      .where('enterpriseId', '=', orgId(org.key))
      .where('vendorId', '=', orgId(vendor))
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow()
    return { id, org }
  }
  story.plan(clock.past(1, 15.5), async () => {
    const order = await orderOf('海曲晨曦印务有限公司', 'jinshanxing')
    const buyer = await story.as(personOf(order.org, 'buyer'))
    const { address, phone, bank, account, mail } = await findProfile(db, buyer)
    await requestInvoice(db, buyer, order.id, { kind: 'special', address, phone, bank, account, mail })
  })
  story.plan(clock.past(1, 11), async () => {
    const order = await orderOf('海曲船舶工业有限公司', 'anxun')
    const { id } = await db
      .selectFrom('invoices')
      .select('id')
      .where('orderId', '=', order.id)
      .executeTakeFirstOrThrow()
    await moveInvoice(db, await story.as('anxunRep'), id, {
      move: 'request_red',
      amount: 14_400n,
      reason: '双方同意按成交后的折扣退回差价，红冲相应金额。',
    })
  })
  const issued = (number: string) => ({
    ...{ medium: 'digital' as const, number, issuedOn: dayOf(story.moment()), lines: [] },
    xml: new File([`<?xml version="1.0" encoding="UTF-8"?>\n<EInvoice><EIid>${number}</EIid></EInvoice>\n`], `${number}.xml`), // oxfmt-ignore
  })
  const ask = async (key: string) => {
    const order = await orderOf(key, 'tuxing')
    const buyer = await story.as(personOf(order.org, 'buyer'))
    const { address, phone, bank, account, mail } = await findProfile(db, buyer)
    await requestInvoice(db, buyer, order.id, { kind: 'special', address, phone, bank, account, mail })
    return order
  }
  story.plan(clock.hours(-2.5), async () => {
    await ask('member51')
    const order = await ask('member41')
    await issueInvoice(db, await story.as('officer2'), order.id, issued('26370200000000002208'))
    await issueInvoice(db, await story.as('tuxingRep'), order.id, issued('26370200000000093117'))
  })
}
