import { paymentsBank } from './payments-bank'
import { paymentsBankPayouts } from './payments-bank-payouts'
import { paymentsBooks } from './payments-books'
import { paymentsDebts } from './payments-debts'
import { paymentsFees } from './payments-fees'
import { paymentsMonths } from './payments-months'
import { paymentsExplorer } from './payments-explorer'
import { paymentsOnline } from './payments-online'
import { paymentsOutgoing } from './payments-outgoing'
import { paymentsPaying } from './payments-paying'
import { paymentsShort } from './payments-short'
import { paymentsTransfers } from './payments-transfers'

export { paymentsRefusals } from './payments-refusals'

/** All that the room says, by noun. */
export const payments = {
  ...paymentsBank,
  ...paymentsBankPayouts,
  ...paymentsBooks,
  ...paymentsDebts,
  ...paymentsFees,
  ...paymentsMonths,
  ...paymentsPaying,
  ...paymentsOnline,
  ...paymentsExplorer,
  ...paymentsOutgoing,
  ...paymentsShort,
  ...paymentsTransfers,
}
