import type { Kysely } from 'kysely'
import { addDays } from '~/kernel/workdays'
import { acceptDelivery } from '~/orders/accept.server'
import { sendDelivery } from '~/orders/deliver.server'
import { splitTax } from '~/orders/tax'
import { listOpenLines } from '~/payments/matching/board.server'
import { approveMatch, matchLine } from '~/payments/matching/match.server'
import { proposedParts } from '~/payments/matching/match-parts'
import { releaseAccepted } from '~/payments/release.server'
import type { Database } from '~db/schema'
import { bankOf } from './bank'
import { tradeOf } from './orders'
import type { Someone } from './people'

type Connections = Parameters<typeof tradeOf>[0] & { owner: { db: Kysely<Database> } }
type Order = { id: string; buyer: Someone; vendor: Someone; lineIds: string[] }

let invoices = 0

/** A market with a house bank and two officers: orders are paid, delivered, accepted and invoiced by their commands. */
export async function moneyOf(connections: Connections) {
  const { owner } = connections
  const trade = tradeOf(connections)
  const bank = bankOf(connections, trade)
  const [officer, second, third] = [await trade.anOfficer(), await trade.anOfficer(), await trade.anOfficer()]
  const house = await bank.anAccount()
  const orderRow = (id: string) =>
    owner.db.selectFrom('orders').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

  /** The buyer transfers what is unpaid, or so much, and the office matches it. */
  async function pay(order: Order, amount?: bigint) {
    const { paymentCode, total, canceled, received } = await orderRow(order.id)
    const { name } = await owner.db
      .selectFrom('organizations')
      .select('name')
      .where('id', '=', order.buyer.orgId)
      .executeTakeFirstOrThrow()
    const account = order.buyer.orgId.replaceAll(/\D/g, '').padEnd(12, '0')
    const fen = amount ?? total - canceled - received
    const [lineId] = await bank.receive(officer, house, [
      { amount: fen, remark: paymentCode!, name, account },
    ])
    const [line] = await listOpenLines(officer.db, { lineId: lineId! })
    const { id, booked } = await officer.db
      .transaction()
      .execute((tx) =>
        matchLine(tx, officer.actor, { lineId: lineId!, parts: proposedParts(line!.proposal) }),
      )
    if (!booked) await second.db.transaction().execute((tx) => approveMatch(tx, second.actor, id))
    return lineId!
  }

  async function deliver(order: Order, units?: readonly number[], termStart = '2026-12-01') {
    const lines = await owner.db
      .selectFrom('orderLines')
      .select(['id', 'quantity', 'canceled', 'term'])
      .where('orderId', '=', order.id)
      .orderBy('no')
      .execute()
    const handed = lines
      .map(({ id, quantity, canceled, term }, at) => ({
        lineId: id,
        quantity: units?.[at] ?? quantity - canceled,
        termStart,
        termEnd: term === 'perpetual' ? null : addDays(termStart, 364),
        maintenanceUntil: null,
        channel: 'retail' as const,
        licenseNo: null,
      }))
      .filter(({ quantity }) => quantity > 0)
    const note = await order.vendor.db.transaction().execute((tx) =>
      sendDelivery(tx, order.vendor.actor, order.id, {
        remark: null,
        subcontractorId: null,
        lines: handed,
      }),
    )
    return note.id
  }

  async function accept(order: Order, noteId: string) {
    await order.buyer.db.transaction().execute((tx) => acceptDelivery(tx, order.buyer.actor, noteId))
    await trade.clock.db.transaction().execute((tx) => releaseAccepted(tx, order.id))
  }

  /** An invoice of so much, issued; red when below zero. Its head can be told to say something else. */
  async function invoice(order: Order, gross: bigint, { head = gross }: { head?: bigint } = {}) {
    invoices += 1
    const bps = 1300
    const { net, tax } = splitTax(gross, bps)
    await owner.db.transaction().execute(async (trx) => {
      const redOf =
        gross < 0n
          ? (
              await trx
                .selectFrom('invoices')
                .select('id')
                .where('orderId', '=', order.id)
                .executeTakeFirstOrThrow()
            ).id
          : null
      const { id } = await trx
        .insertInto('invoices')
        .values({
          orderId: order.id,
          issuerId: order.vendor.orgId,
          buyerId: order.buyer.orgId,
          state: 'issued',
          kind: 'ordinary',
          title: '测试企业',
          taxId: '91350200MA00000001',
          number: String(invoices).padStart(20, '0'),
          issuedOn: '2026-11-20',
          net: head - tax,
          tax,
          gross: head,
          redOf,
          issuedAt: new Date(),
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      await trx
        .insertInto('invoiceLines')
        .values({
          invoiceId: id,
          no: 1,
          taxCode: '1090511010000000000',
          text: '软件',
          quantity: 1,
          taxBps: bps,
          net,
          tax,
          gross,
        })
        .execute()
    })
  }

  /** A vendor's account that was checked long ago. */
  const payee = async (vendor: Someone, usableFrom = new Date(Date.now() - 86_400_000)) =>
    (
      await owner.db
        .insertInto('payeeAccounts')
        .values({
          vendorId: vendor.orgId,
          state: 'active',
          holder: '测试供货商',
          bank: '工商银行',
          number: vendor.orgId.replaceAll(/\D/g, '').padEnd(12, '0'),
          cnaps: '102100099996',
          proposedBy: vendor.personId,
          firstCheckedBy: officer.personId,
          secondCheckedBy: second.personId,
          calledBackAt: new Date(),
          usableFrom,
        })
        .returning('id')
        .executeTakeFirstOrThrow()
    ).id

  /** An order accepted, released and invoiced, whose vendor can be paid. */
  async function aPayableOrder(facts: Parameters<typeof trade.aConfirmedOrder>[0] = {}) {
    const order = await trade.aConfirmedOrder(facts)
    await pay(order)
    await accept(order, await deliver(order))
    const { total } = await orderRow(order.id)
    await invoice(order, total)
    return { ...order, total }
  }

  return {
    ...trade,
    bank,
    house,
    officer,
    second,
    third,
    orderRow,
    pay,
    deliver,
    accept,
    invoice,
    payee,
    aPayableOrder,
  }
}
