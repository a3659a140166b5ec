import { invalid } from '../errors.ts'
import type { Thing, World } from '../world.ts'
import { addTransaction } from './paying.ts'

const disputeFee = 10_000
const dueIn = 7 * 24 * 3600

type Wish = {
  charge?: string
  payment_intent?: string
  amount?: number
  reason?: string
  warning?: boolean
  /** of a warning: whether the payment may still be given back */
  refundable?: boolean
}

/** The cardholder's bank takes the money back, or (`warning`) first asks. */
export function openDispute(
  world: World,
  { reason = 'product_not_received', warning = false, refundable = warning, ...of }: Wish,
): Thing {
  const made = of.charge
    ? world.find('charge', of.charge)
    : world.find('charge', world.find('payment_intent', of.payment_intent ?? '').latest_charge)
  const dispute = world.add('disputes.retrieve', 'du', {
    amount: of.amount ?? made.amount,
    balance_transactions: [],
    charge: made.id,
    currency: made.currency,
    evidence_details: {
      due_by: world.now() + dueIn,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
    },
    is_charge_refundable: refundable,
    metadata: {},
    payment_intent: made.payment_intent,
    reason,
    status: warning ? 'warning_needs_response' : 'needs_response',
  })
  made.disputed = true
  made.double_refundable = refundable
  world.emit('charge.dispute.created', dispute)
  if (!warning) withdraw(world, dispute)
  return dispute
}

function withdraw(world: World, dispute: Thing) {
  dispute.balance_transactions.push(
    addTransaction(world, {
      amount: -dispute.amount,
      fee: disputeFee,
      source: dispute.id,
      type: 'adjustment',
    }),
  )
  world.emit('charge.dispute.funds_withdrawn', dispute)
}

/** Evidence is kept; sent to the bank it cannot be changed any more. */
export function updateDispute(world: World, id: string, params: Record<string, any>): Thing {
  const dispute = world.find('dispute', id)
  if (dispute.evidence_details.submission_count > 0)
    throw invalid('Evidence of this dispute was submitted already.')
  if (!dispute.status.endsWith('needs_response')) throw invalid(`This dispute is ${dispute.status}.`)
  Object.assign(dispute.evidence, params.evidence)
  Object.assign(dispute.metadata, params.metadata)
  dispute.evidence_details.has_evidence = true
  if (params.submit !== false) {
    dispute.evidence_details.submission_count = 1
    dispute.status = dispute.status.replace('needs_response', 'under_review')
  }
  world.emit('charge.dispute.updated', dispute)
  return dispute
}

/** Gives in: the dispute counts as lost. */
export function closeDispute(world: World, id: string): Thing {
  const dispute = world.find('dispute', id)
  if (!/needs_response$|under_review$/.test(dispute.status))
    throw invalid(`This dispute is ${dispute.status}.`)
  return decideDispute(world, id, 'lost')
}

/** The bank decides. A warning that comes to nothing closes. */
export function decideDispute(world: World, id: string, outcome: 'won' | 'lost'): Thing {
  const dispute = world.find('dispute', id)
  const warning = dispute.status.startsWith('warning_')
  dispute.status = warning ? 'warning_closed' : outcome
  if (warning) world.find('charge', dispute.charge).double_refundable = true
  if (outcome === 'won' && !warning) {
    dispute.balance_transactions.push(
      addTransaction(world, {
        amount: dispute.amount,
        source: dispute.id,
        type: 'adjustment',
        at_once: true,
      }),
    )
    world.find('charge', dispute.charge).disputed = false
    world.emit('charge.dispute.funds_reinstated', dispute)
  }
  world.emit('charge.dispute.closed', dispute)
  return dispute
}
