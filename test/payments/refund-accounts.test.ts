import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { prepareRefund } from '~/payments/refunds/refund.server'
import { whyNotApproveRefund } from '~/payments/refunds/requesting'
import { keepUpload } from '~/people/upload.server'
import { aDatabase } from '../support/database'
import { moneyOf } from '../support/money'
import { refundsOf } from '../support/refunds'

const database = await aDatabase()
const { owner } = database
const money = await moneyOf(database)
const { officer } = money
const { ask, refundOf } = refundsOf(database, money)

test('a letter that was given once stays when the same account is prepared anew', async () => {
  const order = await money.aConfirmedOrder()
  await money.pay(order)
  const [id] = await ask(order, 1_000n)
  const fileId = await officer.db
    .transaction()
    .execute((tx) => keepUpload(tx, officer.actor, new File(['%PDF-1.7\n%'], '账户说明.pdf')))
  const payee = { payeeName: '新户名', payeeAccount: '622288889999', payeeBank: '', calledBack: true }
  const named = (letterFileId: string | null) =>
    officer.db
      .transaction()
      .execute((tx) => prepareRefund(tx, officer.actor, id!, { ...payee, letterFileId }))
  await named(fileId)
  await named(null)
  expect(await refundOf(id!)).toMatchObject({ letterFileId: fileId, payeeAccount: '622288889999' })
})

test('a refund goes to a known account, and not while the bank of the card takes the same money back', async () => {
  const prepared = {
    state: 'requested',
    preparedBy: 'one',
    approvedBy: null,
    suspended: false,
    rail: 'bank',
    payeeAccount: '6222',
  }
  expect(whyNotApproveRefund(prepared, 'two')).toBeNull()
  expect(whyNotApproveRefund({ ...prepared, suspended: true }, 'two')).toBe('chargeback-open')
  expect(whyNotApproveRefund({ ...prepared, payeeAccount: null }, 'two')).toBe('payee-account-missing')
  expect(whyNotApproveRefund({ ...prepared, payeeAccount: null, rail: 'card' }, 'two')).toBeNull()

  const order = await money.aConfirmedOrder()
  await money.pay(order)
  const { id: paymentId } = await owner.db
    .selectFrom('payments')
    .select('id')
    .where('orderId', '=', order.id)
    .executeTakeFirstOrThrow()
  await owner.db
    .insertInto('chargebacks')
    .values({
      disputeId: randomUUID(),
      paymentId,
      orderId: order.id,
      state: 'open',
      amount: 100_000n,
      currency: 'CNY',
      reason: 'fraudulent',
    })
    .execute()
  await expect(ask(order, 1_000n)).rejects.toThrow('chargeback-open')
  await owner.db
    .updateTable('chargebacks')
    .set({ state: 'won', closedAt: new Date() })
    .where('orderId', '=', order.id)
    .execute()
  expect(await ask(order, 1_000n)).toHaveLength(1)
})

test('another account than the payer’s needs a letter and a call back', async () => {
  const order = await money.aConfirmedOrder()
  await money.pay(order)
  const [id] = await ask(order, 1_000n)
  const payee = {
    payeeName: '新户名',
    payeeAccount: '622288889999',
    payeeBank: '',
    letterFileId: null,
    calledBack: true,
  }
  await expect(
    officer.db.transaction().execute((tx) => prepareRefund(tx, officer.actor, id!, payee)),
  ).rejects.toThrow('letter-and-call-needed')
})
