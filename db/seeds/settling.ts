import { type Payable, type Payee, whyNotPayOut } from '../../app/payments/payouts/paying-out.ts'
import { dayOf } from '../../app/kernel/workdays.ts'
import { issueRed } from '../../app/orders/invoices/invoice.server.ts'
import { moveInvoice } from '../../app/orders/invoices/move.server.ts'
import { listOpenLines } from '../../app/payments/matching/board.server.ts'
import { settleLine } from '../../app/payments/matching/settle-line.server.ts'
import { checkPayee, proposePayee } from '../../app/payments/payouts/payee.server.ts'
import { approvePayout, preparePayout, sendPayout } from '../../app/payments/payouts/payout.server.ts'
import { listPayable } from '../../app/payments/payouts/queries.server.ts'
import { approveRefund, prepareRefund, sendRefund } from '../../app/payments/refunds/refund.server.ts'
import { reconcile } from '../../app/payments/reconciliation/reconcile.server.ts'
import { requestRefund } from '../../app/payments/refunds/request.server.ts'
import { listLeftPayments, refundUnapplied } from '../../app/payments/unapplied.server.ts'
import type { bankOf } from './bank.ts'
import { vendors } from './cast/vendors.ts'
import { enterprises } from './cast.ts'
import { orgId } from './people.ts'
import { personOf } from './pledges.ts'
import { later, minutesAfter, type Timeline } from './timeline.ts'

type Bank = ReturnType<typeof bankOf>
type Work = (officer: Awaited<ReturnType<Timeline['as']>>) => Promise<unknown>

/** Money after acceptance: to vendors in payouts, back to payers in refunds, or kept until it is known what for. */
export function planSettling(story: Timeline, bank: Bank) {
  const { past } = story.clock
  planPayees(story)
  const desk = deskOf(story, bank)
  desk.payOut(past(180), 'jinshanxing')
  desk.payOut(past(178), 'yunfan', ['海曲城市商业银行股份有限公司', '海曲日报传媒集团有限公司'])
  desk.payOut(past(20), 'anxun', ['海曲船舶工业有限公司', '海曲鼎盛重工股份有限公司'])
  desk.payOut(past(8), 'anxun', ['海曲港务集团有限公司'], 'sent')
  desk.payOut(past(1), 'anxun', undefined, 'prepared')

  const daily = ['海曲日报传媒集团有限公司', 'yunfan'] as const
  desk.takeBackInvoice(past(160), daily, 20_000n)
  desk.giveBack(past(158), daily, 20_000n, 'paid')
  desk.giveBack(past(170), ['海曲晨曦印务有限公司', 'jinshanxing'], 31_800n, 'paid')
  desk.giveBack(past(2), ['海曲船舶工业有限公司', 'anxun'], 14_400n, 'requested')
  desk.giveBack(past(1, 15), ['海曲晨曦印务有限公司', 'jinshanxing'], 25_440n, 'requested')

  desk.overpay(past(9), ['海曲港务集团有限公司', 'anxun'], 568_800n)
  desk.overpay(past(5), ['海曲鼎盛重工股份有限公司', 'anxun'], 30_000n)
  desk.returnUnapplied(past(1, 16), '海曲港务集团有限公司')
  for (const back of [3, 2, 1]) desk.compare(past(back, 2.2))
}

/** Vendors name their accounts; those that sell for long were checked long ago, two are new. */
function planPayees(story: Timeline) {
  const { db, clock } = story
  const banks = ['工商银行海曲分行', '建设银行海曲分行', '招商银行海曲分行', '中国银行海曲分行'] as const
  const named = { jinshanxing: 200, yunfan: 199, anxun: 60, shuguang: 3, tuxing: 1 }
  for (const [at, [key, back]] of Object.entries(named).entries()) {
    const values = {
      bank: banks[at % banks.length]!,
      number: `62${orgId(key).replaceAll(/\D/g, '').padEnd(17, '7').slice(0, 17)}`,
      cnaps: `10245200${String(at + 1).padStart(4, '0')}`,
    }
    let id = ''
    const check = (back: number, by: string, calledBack: boolean) =>
      story.plan(clock.past(back, 11), async () => checkPayee(db, await story.as(by), id, calledBack))
    story.plan(clock.past(back, 9.5), async () => {
      id = await proposePayee(db, await story.as(`${key}Rep`), values)
    })
    if (back > 1) check(back - 1, 'officer2', true)
    if (back > 3) check(back - 2, 'officer', false)
  }
}

function deskOf(story: Timeline, bank: Bank) {
  const { db } = story
  const step = (at: Date, by: string, work: Work) => story.plan(at, async () => work(await story.as(by)))

  const orderOf = ([buyer, vendor]: readonly [string, string]) =>
    db
      .selectFrom('orders')
      .innerJoin('organizations', 'organizations.id', 'orders.enterpriseId')
      .selectAll('orders')
      .select('organizations.name as buyer')
      .where('organizations.name', '=', buyer)
      .where('orders.vendorId', '=', orgId(vendor))
      .orderBy('orders.id', 'desc')
      .executeTakeFirstOrThrow()

  const accountOf = async (buyer: string) => {
    const { key } = enterprises.find(({ name }) => name === buyer)!
    const { bankAccount } = await db
      .selectFrom('contacts')
      .select('bankAccount')
      .where('orgId', '=', orgId(key))
      .executeTakeFirstOrThrow()
    return bankAccount!
  }

  /** What a vendor may be paid for now, of these buyers or of all: prepared, approved by a second person, sent, settled. */
  function payOut(
    at: Date,
    vendor: string,
    buyers?: readonly string[],
    until: 'prepared' | 'sent' | 'settled' = 'settled',
  ) {
    let id = ''
    step(at, 'officer2', async (officer) => {
      const payable: (Payable & Payee & { orderId: string; vendorId: string })[] = await listPayable(db)
      const own = payable.filter(
        (order) => order.vendorId === orgId(vendor) && whyNotPayOut(order, order, story.moment()) === null,
      )
      const wanted = buyers
        ? await Promise.all(buyers.map((buyer) => orderOf([buyer, vendor])))
        : own.map(({ orderId }) => ({ id: orderId }))
      id = await preparePayout(
        db,
        officer,
        wanted.map((order) => order.id),
      )
    })
    if (until === 'prepared') return
    step(minutesAfter(at, 130), 'officer', (officer) => approvePayout(db, officer, id))
    const sent = later(at, 1, 9.2)
    step(sent, 'officer2', async () => {
      await sendPayout(db, id)
      if (until === 'sent') return
      const { code, amount } = await db
        .selectFrom('payouts')
        .select(['code', 'amount'])
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
      const { holder, number } = await db
        .selectFrom('payeeAccounts')
        .select(['holder', 'number'])
        .where('vendorId', '=', orgId(vendor))
        .where('rail', '=', 'bank')
        .where('state', '=', 'active')
        .executeTakeFirstOrThrow()
      leave(minutesAfter(sent, 4), { amount, name: holder, account: number, code })
    })
  }

  type Leaving = { amount: bigint; name: string; account: string; code: string }

  /** The bank carries it out; an officer settles it by the line of the statement. */
  function leave(at: Date, { amount, name, account, code }: Leaving) {
    bank.transfer({
      at,
      direction: 'D',
      amount,
      name,
      account,
      remark: `${code.slice(0, 4)}-${code.slice(4)}`,
    })
    step(later(at, 3, 11), 'officer2', async (officer) => {
      const lines = await listOpenLines(db, { direction: 'D' })
      const line = lines.find(({ codes }) => codes.includes(code))
      if (line) await settleLine(db, officer, line.id)
    })
  }

  /** A vendor agrees that the price of an order was too high by so much. */
  function giveBack(
    at: Date,
    order: readonly [buyer: string, vendor: string],
    amount: bigint,
    until: 'requested' | 'paid',
  ) {
    let ids: string[] = []
    step(at, `${vendors.find(({ key }) => key === order[1])!.key}Rep`, async () => {
      const { id } = await orderOf(order)
      const line = await db
        .selectFrom('orderLines')
        .select('id')
        .where('orderId', '=', id)
        .orderBy('no')
        .executeTakeFirstOrThrow()
      ids = await requestRefund(db, {
        orderId: id,
        cause: 'consent',
        lines: [{ lineId: line.id, quantity: 0, amount }],
      })
    })
    if (until === 'requested') return
    step(later(at, 1, 10), 'officer2', (officer) => prepareRefund(db, officer, ids[0]!, null))
    step(later(at, 1, 15), 'officer', (officer) => approveRefund(db, officer, ids[0]!))
    step(later(at, 2, 9.2), 'officer2', async () => {
      await sendRefund(db, ids[0]!)
      const refund = await db
        .selectFrom('refunds')
        .selectAll()
        .where('id', '=', ids[0]!)
        .executeTakeFirstOrThrow()
      leave(minutesAfter(story.moment(), 6), {
        amount: refund.amount,
        name: refund.payeeName!,
        account: refund.payeeAccount!,
        code: refund.code,
      })
    })
  }

  /** A part of an invoice is taken back by its vendor's red letter, so that what it was for may go back. */
  function takeBackInvoice(at: Date, order: readonly [buyer: string, vendor: string], amount: bigint) {
    const rep = `${vendors.find(({ key }) => key === order[1])!.key}Rep`
    const buyer = personOf(
      enterprises.find(({ name }) => name === order[0])!,
      'buyer',
    )
    let id = ''
    step(at, rep, async (vendor) => {
      const found = await db
        .selectFrom('invoices')
        .select('id')
        .where('orderId', '=', (await orderOf(order)).id)
        .where('redOf', 'is', null)
        .executeTakeFirstOrThrow()
      id = found.id
      const reason = '双方核对后退回多收的价差。'
      await moveInvoice(db, vendor, id, { move: 'request_red', amount, reason })
    })
    step(minutesAfter(at, 60), buyer, (side) => moveInvoice(db, side, id, { move: 'confirm_red' }))
    step(minutesAfter(at, 150), rep, (vendor) => {
      const issuedOn = dayOf(story.moment())
      const number = `${issuedOn.slice(2, 4)}370200000000000031`
      const xml = new File([`<?xml version="1.0" encoding="UTF-8"?>\n<EInvoice><EIid>${number}</EIid></EInvoice>\n`], `${number}.xml`) // oxfmt-ignore
      return issueRed(db, vendor, id, { medium: 'digital', number, issuedOn, xml })
    })
  }

  /** A buyer transfers more than its order costs. */
  function overpay(at: Date, order: readonly [buyer: string, vendor: string], amount: bigint) {
    story.plan(minutesAfter(at, -1), async () => {
      const { paymentCode, buyer } = await orderOf(order)
      const remark = `货款 ${paymentCode!.slice(0, 4)}-${paymentCode!.slice(4)}`
      bank.transfer({ at, direction: 'C', amount, name: buyer, account: await accountOf(buyer), remark })
    })
  }

  /** An officer prepares that what a buyer paid too much goes back. */
  function returnUnapplied(at: Date, buyer: string) {
    step(at, 'officer2', async (officer) => {
      const enterpriseId = orgId(enterprises.find(({ name }) => name === buyer)!.key)
      const [payment] = await listLeftPayments(db, enterpriseId)
      const id = await refundUnapplied(db, enterpriseId, payment!.id)
      await prepareRefund(db, officer, id, null)
    })
  }

  /** The books are compared, as every night. */
  function compare(at: Date) {
    story.plan(at, async () => {
      await story.as(null)
      await reconcile(db, story.moment())
    })
  }

  return { payOut, takeBackInvoice, giveBack, overpay, returnUnapplied, compare }
}
