import { expect } from 'vitest'
import { toDecimal } from '~/kernel/money'
import { aMember, db } from '../../support/browser'
import { one, said, type Walk } from './walk'

/** An order is confirmed, paid, delivered and accepted. */
export function walkToDelivery(walk: Walk) {
  const { step, enterprise, others, t, o } = walk

  step('8 both sides confirm the order and hold the same contract', async () => {
    const { orderId } = walk
    for (const side of [walk.founder, await aMember('yunfanRep', others)]) {
      await side.open(`/orders/${orderId}/confirmation`)
      await side.fill({ agreed: true })
      await side.press(said(side).orders.confirmation.submit, `/orders/${orderId}?done=order-confirmed`)
      const contract = await side.context.request.get(`/orders/${orderId}/contract.pdf?language=zh`)
      expect((await contract.body()).subarray(0, 5).toString()).toBe('%PDF-')
    }
  })

  step('9 the money comes under its code; an officer matches the line of the bank', async () => {
    const { founder } = walk
    await founder.open(`/orders/${walk.orderId}/payment`)
    const [code] = /\b[0-9A-Z]{4}-[0-9A-Z]{4}\b/.exec(await founder.main().innerText())!
    const { accountId, ...statement } = await statementOf(code)
    const officer = await aMember('officer2', others)
    const texts = o.payments.statements
    await officer.open('/office/statements')
    await officer.fill({ accountId })
    await officer.main().locator('input[type=file]').setInputFiles(statement)
    await officer.press(texts.submit, /^\/office\/statements\/.{36}/)
    await officer.waitsFor(texts.phases.checked)
    await officer.decide(texts.commit('1'), /^\/office\/statements\/.*done/)
    await officer.waitsFor(texts.phases.committed)
    await officer.open(`/office/matching?q=${code}`)
    // What the contract made due is booked by the worker; until then the line has nobody to be proposed to (and the
    // words of the button stand in the list of keys).
    await officer.waitsForButton(o.payments.matching.confirm)
    await officer.press(o.payments.matching.confirm, /^\/office\/matching.*done/)
    await founder.open(`/orders/${walk.orderId}/payment`)
    await founder.sees(t.payments.pay.closed.paid)
  })

  step(
    '10 the vendor delivers: right, record and compliance are there at once; the enterprise accepts',
    async () => {
      const { founder, orderId } = walk
      const vendor = await aMember('yunfanRep', others)
      await vendor.open(`/orders/${orderId}/deliveries/new`)
      await vendor.press(o.orders.delivery.submit, `/orders/${orderId}?done=delivered`)
      await founder.open('/licenses')
      await founder.sees(/E-\d{4}-\d{6}/)
      await founder.open('/compliance')
      await founder.sees(t.compliance.history.causes['license.issued'])
      await founder.open(`/deliveries/${await one('deliveryNotes', { orderId })}/acceptance`)
      await founder.decide(t.orders.acceptance.accept, `/orders/${orderId}?done=accepted`)
    },
  )

  /** One line as the bank writes it: the whole price of the order, the code in the remark. */
  async function statementOf(code: string) {
    const account = await db
      .selectFrom('bankAccounts')
      .select(['id', 'number'])
      .orderBy('id')
      .executeTakeFirstOrThrow()
    const { total } = await db
      .selectFrom('orders')
      .select('total')
      .where('id', '=', walk.orderId)
      .executeTakeFirstOrThrow()
    const now = new Date().toISOString().slice(0, 19)
    const line = [account.number, code, now, 'C', toDecimal(total), 'CNY', enterprise.name, code]
    return {
      accountId: account.id,
      name: `${code}.csv`,
      mimeType: 'text/csv',
      buffer: Buffer.from(
        `account_no,serial_no,booked_at,direction,amount,currency,counterparty_name,remark\r\n${line.join(',')}`,
      ),
    }
  }
}
