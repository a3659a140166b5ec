import { listDebts } from '../../app/payments/debts/queries.server.ts'
import { proposeWriteOff } from '../../app/payments/debts/write-off.server.ts'
import { issueFeeInvoice } from '../../app/payments/fees/issue.server.ts'
import { findFeeBuyer, listFeesDue } from '../../app/payments/fees/queries.server.ts'
import { dayOf } from '../../app/kernel/workdays.ts'
import { orgId } from './people.ts'
import type { Timeline } from './timeline.ts'

/** The platform's fee on the endpoint round: once invoiced to its vendor, and some since; a debt that is to be written off. */
export function planFees(story: Timeline) {
  const { db, clock } = story

  story.plan(clock.past(29, 15.2), async () => {
    const officer = await story.as('officer2')
    const vendorId = orgId('anxun')
    if ((await listFeesDue(db, vendorId)).length === 0) return
    const { kind, address, phone, bank, account, mail } = (await findFeeBuyer(db, vendorId))!
    const issuedOn = dayOf(story.moment())
    const number = `${issuedOn.slice(2, 4)}370200000000001207`
    const xml = new File([`<?xml version="1.0" encoding="UTF-8"?>\n<EInvoice><EIid>${number}</EIid></EInvoice>\n`], `${number}.xml`) // oxfmt-ignore
    const paper = { medium: 'digital' as const, number, issuedOn, xml }
    await issueFeeInvoice(db, officer, vendorId, { kind, address, phone, bank, account, mail, ...paper })
  })

  story.plan(clock.past(1, 16.2), async () => {
    const officer = await story.as('officer2')
    const [debt] = await listDebts(db)
    if (debt && debt.owed > 0n)
      await proposeWriteOff(db, officer, debt.vendorId, {
        amount: debt.owed,
        reason: '退款对应的授权已由厂商免费换发，供货商未从厂商取得返还；双方核对后，由平台承担这笔差额。',
      })
  })
}
