import type { Kysely } from 'kysely'
import { approvePayout } from '~/payments/payouts/payout.server'
import { checkPayee } from '~/payments/payouts/payee.server'
import { continueOnboarding, intendAccount } from '~/payments/transfers/accounts.server'
import { prepareTransfers } from '~/payments/transfers/prepare.server'
import { sendReversals } from '~/payments/transfers/reversing.server'
import { sendTransfers } from '~/payments/transfers/sending.server'
import type { Database } from '~db/schema'
import type { cardTrade } from './card'
import type { moneyOf } from './money'
import type { Someone } from './people'
import type { stripeOf } from './stripe'

type Market = Awaited<ReturnType<typeof moneyOf>>
type Cards = Awaited<ReturnType<typeof stripeOf>>
type Trade = ReturnType<typeof cardTrade>

/** Vendors with accounts of their own at the double, and orders whose money goes there. */
export function transfersOf(owner: { db: Kysely<Database> }, market: Market, cards: Cards, trade: Trade) {
  const { officer, second } = market

  const accountOf = (vendorId: string) =>
    owner.db
      .selectFrom('connectedAccounts')
      .selectAll()
      .where('vendorId', '=', vendorId)
      .executeTakeFirstOrThrow()

  /** The vendor asks for an account and fills in Stripe's form. */
  async function ask(vendor: Someone) {
    await vendor.db.transaction().execute((tx) => intendAccount(tx, vendor.actor, { country: 'HK' }, true))
    return continueOnboarding(vendor.db, cards.rail, vendor.orgId)
  }

  /** An account that can receive, checked by two officers long ago. */
  async function connect(vendor: Someone): Promise<string> {
    await ask(vendor)
    const { accountId } = await accountOf(vendor.orgId)
    await cards.control('account', { account: accountId, status: 'active' })
    await cards.idle()
    const payee = await owner.db
      .selectFrom('payeeAccounts')
      .select('id')
      .where('vendorId', '=', vendor.orgId)
      .where('rail', '=', 'stripe_transfer')
      .executeTakeFirstOrThrow()
    for (const by of [officer, second])
      await by.db.transaction().execute((tx) => checkPayee(tx, by.actor, payee.id, true))
    await owner.db
      .updateTable('payeeAccounts')
      .set({ usableFrom: new Date(Date.now() - 86_400_000) })
      .where('id', '=', payee.id)
      .execute()
    return accountId!
  }

  /** An order paid by card, accepted, released and invoiced. */
  async function aCardPayableOrder() {
    const order = await trade.aPaidOrder()
    await market.accept(order, await market.deliver(order))
    const { total } = await market.orderRow(order.id)
    await market.invoice(order, total)
    return { ...order, total }
  }

  const prepare = (orderIds: readonly string[]) =>
    officer.db.transaction().execute((tx) => prepareTransfers(tx, officer.actor, orderIds, true))

  const approve = (payoutId: string, by = second) =>
    by.db.transaction().execute((tx) => approvePayout(tx, by.actor, payoutId))

  /** The worker asks for what waits, whatever it tried a moment ago. */
  async function run() {
    await owner.db
      .updateTable('stripeCalls')
      .set({ triedAt: new Date(0) })
      .where('answeredAt', 'is', null)
      .execute()
    await sendTransfers(market.clock.db, cards.rail)
    await sendReversals(market.clock.db, cards.rail)
    await cards.idle()
  }

  const payoutRow = (id: string) =>
    owner.db.selectFrom('payouts').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

  const reversalsOf = (payoutId: string) =>
    owner.db.selectFrom('transferReversals').selectAll().where('payoutId', '=', payoutId).execute()

  /** An order whose vendor was paid by transfer. */
  async function aTransferredOrder() {
    const order = await aCardPayableOrder()
    const destination = await connect(order.vendor)
    const [payoutId] = await prepare([order.id])
    await approve(payoutId!)
    await run()
    return { ...order, destination, payoutId: payoutId! }
  }

  return {
    ask,
    connect,
    accountOf,
    aCardPayableOrder,
    aTransferredOrder,
    prepare,
    approve,
    run,
    payoutRow,
    reversalsOf,
  }
}
