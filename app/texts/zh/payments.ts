import { paymentsBank } from './payments-bank'
import { paymentsBooks } from './payments-books'
import { paymentsMonths } from './payments-months'
import { paymentsExplorer } from './payments-explorer'
import { paymentsOnline } from './payments-online'
import { paymentsOutgoing } from './payments-outgoing'
import { paymentsPaying } from './payments-paying'
import { paymentsTransfers } from './payments-transfers'

export { paymentsRefusals } from './payments-refusals'

/** All that the room says, by noun. */
export const payments = {
  ...paymentsBank,
  ...paymentsBooks,
  ...paymentsMonths,
  ...paymentsPaying,
  ...paymentsOnline,
  ...paymentsExplorer,
  ...paymentsOutgoing,
  ...paymentsTransfers,
}
