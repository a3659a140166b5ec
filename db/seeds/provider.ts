import { seeBankPayout } from '../../app/payments/stripe/bank-payouts.server.ts'
import type { bankOf } from './bank.ts'
import { seconds, stripeOf } from './stripe.ts'
import { later, minutesAfter, type Timeline } from './timeline.ts'

/** Card money that the provider pays to the office's own account: on the bank's statement, come back once, on its way. */
export function planProvider(story: Timeline, bank: ReturnType<typeof bankOf>) {
  const { clock } = story
  const { hear, movement } = stripeOf(story)

  function payOut(at: Date, no: number, amount: number, ends: 'seen' | 'failed' | 'on_its_way') {
    const id = `po_told${String(no).padStart(6, '0')}`
    const payout = (status: string, failed = false) => ({
      id,
      object: 'payout',
      amount,
      currency: 'cny',
      status,
      created: seconds(at),
      arrival_date: seconds(later(at, 2)),
      failure_code: failed ? 'account_frozen' : null,
      balance_transaction: movement(`txn_${id}`, 'payout', id, -amount),
      failure_balance_transaction: failed ? movement(`txn_${id}f`, 'payout_failure', id, amount) : null,
    })
    const say = (type: string, object: ReturnType<typeof payout>) =>
      hear(type, object, (tx) => seeBankPayout(tx, object as never))
    story.plan(at, () => say('payout.created', payout('in_transit')))
    if (ends === 'on_its_way') return
    story.plan(later(at, 2), () => say('payout.paid', payout('paid')))
    if (ends === 'failed') return story.plan(later(at, 3), () => say('payout.failed', payout('failed', true)))
    bank.transfer({
      at: minutesAfter(later(at, 2), 35),
      direction: 'C',
      amount: BigInt(amount),
      name: 'Stripe Payments',
      account: '0000778800',
      remark: `STRIPE ${id}`,
    })
  }

  payOut(clock.past(22, 9), 1, 200_000, 'seen')
  payOut(clock.past(14, 9), 2, 120_000, 'failed')
  payOut(clock.past(8, 9), 3, 120_000, 'seen')
  payOut(clock.past(1, 9), 4, 60_000, 'on_its_way')
}
