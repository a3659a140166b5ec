import { splitTax } from '~/orders/tax'
import { account } from './accounts'
import { fee } from '~/orders/fee'

/** One row of a posting, fen; positive is debit. */
export type Entry = { account: string; amount: bigint }

/** What `post()` takes: the key makes "twice" impossible, the entries sum to zero per currency. */
export type Posting = {
  key: string
  kind: string
  orderId: string | null
  entries: Entry[]
  reverses: string | null
}

type Fact = { key: string; kind: string; orderId?: string; reverses?: string }

/** Adds up entries of one account, drops zeros, and refuses to hand out what the database would refuse. */
function posting({ key, kind, orderId, reverses }: Fact, debits: Entry[], credits: Entry[]): Posting {
  const sums = new Map<string, bigint>()
  const add = (to: string, amount: bigint) => sums.set(to, (sums.get(to) ?? 0n) + amount)
  for (const { account: to, amount } of debits) add(to, amount)
  for (const { account: to, amount } of credits) add(to, -amount)
  const entries = [...sums]
    .filter(([, amount]) => amount !== 0n)
    .map(([to, amount]) => ({ account: to, amount }))
  if (entries.length < 2) throw new Error(`posting ${key} has ${entries.length} entries`)
  return { key, kind, orderId: orderId ?? null, entries, reverses: reverses ?? null }
}

const entry = (to: string, amount: bigint): Entry => ({ account: to, amount })

/** Debits one account, credits another. */
const move = (fact: Fact, debit: string, credit: string, amount: bigint) =>
  posting(fact, [entry(debit, amount)], [entry(credit, amount)])

type OrderPart = { orderId: string; amount: bigint }

/** Agreed, unpaid: recv / due. */
export const orderConfirmed = (orderId: string, total: bigint) =>
  move(
    { key: `order:${orderId}:confirmed`, kind: 'order_confirmed', orderId },
    account.receivable(orderId),
    account.due(orderId),
    total,
  )

/** A decrease or cancellation takes back what is no longer agreed; `cause` names the change, `canceled` or `expired`. */
export const orderReduced = (orderId: string, cause: string, amount: bigint) =>
  move(
    { key: `order:${orderId}:${cause}`, kind: 'order_reduced', orderId },
    account.due(orderId),
    account.receivable(orderId),
    amount,
  )

/** A line of the bank's statement, posted to a suspense account of its own. */
export function bankLine(
  lineId: string,
  bankAccountId: string,
  direction: 'C' | 'D',
  amount: bigint,
): Posting {
  const [debit, credit] = [account.bank(bankAccountId), account.suspense(lineId)]
  const fact = { key: `line:${lineId}`, kind: 'bank_line' }
  return direction === 'C' ? move(fact, debit, credit, amount) : move(fact, credit, debit, amount)
}

/** Received for orders: recv falls, and what was due becomes money of the order; the rest stays unapplied. */
function received(fact: Fact, from: string, parts: readonly OrderPart[], rest: Entry[]): Posting {
  const total = sumOf(parts) + sumOf(rest)
  return posting(
    fact,
    [entry(from, total), ...parts.map(({ orderId, amount }) => entry(account.due(orderId), amount))],
    [
      ...parts.flatMap(({ orderId, amount }) => [
        entry(account.receivable(orderId), amount),
        entry(account.order(orderId), amount),
      ]),
      ...rest,
    ],
  )
}

/** A confirmed match of one bank line: parts on orders, the rest unapplied for the payer. */
export function matched(
  match: { id: string; lineId: string; enterpriseId: string | null },
  parts: readonly OrderPart[],
  unapplied = 0n,
): Posting {
  const rest = unapplied ? [entry(account.unapplied(match.enterpriseId!), unapplied)] : []
  return received(
    { key: `match:${match.id}`, kind: 'match', ...onlyOrder(parts) },
    account.suspense(match.lineId),
    parts,
    rest,
  )
}

export const unappliedUsed = (applicationId: string, enterpriseId: string, parts: readonly OrderPart[]) =>
  received(
    { key: `apply:${applicationId}`, kind: 'unapplied_used', ...onlyOrder(parts) },
    account.unapplied(enterpriseId),
    parts,
    [],
  )

export const cardPaid = (intentId: string, orderId: string, amount: bigint) =>
  received(
    { key: `${intentId}:paid`, kind: 'card_paid', orderId },
    account.psp('pending'),
    [{ orderId, amount }],
    [],
  )

/** Paid by card for an order that takes no money any more, or another amount than asked. */
export const cardUnexpected = (intentId: string, enterpriseId: string, amount: bigint) =>
  move(
    { key: `${intentId}:unexpected`, kind: 'card_unexpected' },
    account.psp('pending'),
    account.unapplied(enterpriseId),
    amount,
  )

export const pspFee = (transactionId: string, amount: bigint) =>
  move({ key: `${transactionId}:fee`, kind: 'psp_fee' }, account.pspFee, account.psp('pending'), amount)

export const pspAvailable = (transactionId: string, amount: bigint, currency = 'CNY') =>
  move(
    { key: `${transactionId}:available`, kind: 'psp_available' },
    account.psp('available', currency),
    account.psp('pending', currency),
    amount,
  )

/** The provider settles a payment in another currency. */
export const settledAbroad = (
  transactionId: string,
  amount: bigint,
  foreign: { currency: string; amount: bigint },
) =>
  posting(
    { key: `${transactionId}:fx`, kind: 'psp_fx' },
    [entry(account.fx(), amount), entry(account.psp('pending', foreign.currency), foreign.amount)],
    [entry(account.psp('pending'), amount), entry(account.fx(foreign.currency), foreign.amount)],
  )

export type Release = {
  orderId: string
  /** released so far and from now on: min(accepted, received), cumulative */
  before: bigint
  after: bigint
  /** of this step, what an open hold keeps */
  held: bigint
  feeBps: number
  feeTaxBps: number
}

/** Accepted money leaves the order: to the vendor, to its hold, and the fee with its tax. */
export function released({ orderId, before, after, held, feeBps, feeTaxBps }: Release): Posting {
  const [feeBefore, feeAfter] = [fee(before, feeBps), fee(after, feeBps)]
  const net = splitTax(feeAfter, feeTaxBps).net - splitTax(feeBefore, feeTaxBps).net
  const gross = feeAfter - feeBefore
  const step = after - before
  return posting(
    { key: `release:${orderId}:${after}`, kind: 'release', orderId },
    [entry(account.order(orderId), step)],
    [
      entry(account.payable(orderId), step - gross - held),
      entry(account.held(orderId), held),
      entry(account.fee, net),
      entry(account.taxOutput, gross - net),
    ],
  )
}

export const held = (holdId: string, orderId: string, amount: bigint) =>
  move(
    { key: `hold:${holdId}`, kind: 'hold', orderId },
    account.payable(orderId),
    account.held(orderId),
    amount,
  )

export const holdReleased = (holdId: string, orderId: string, amount: bigint) =>
  move(
    { key: `hold:${holdId}:released`, kind: 'hold_released', orderId },
    account.held(orderId),
    account.payable(orderId),
    amount,
  )

/** One payout joins a vendor's orders; what the vendor owes is netted first. */
export function payoutApproved(
  payout: { id: string; vendorId: string },
  parts: readonly OrderPart[],
  clawback: bigint,
): Posting {
  return posting(
    { key: `payout:${payout.id}`, kind: 'payout', ...onlyOrder(parts) },
    parts.map(({ orderId, amount }) => entry(account.payable(orderId), amount)),
    [
      entry(account.clawback(payout.vendorId), clawback),
      entry(account.transit(payout.id), sumOf(parts) - clawback),
    ],
  )
}

/** Where money left or came back: the suspense of a bank line, or the provider's available balance by its refund or transfer. */
export type Counter = { lineId: string } | { pspId: string }
const nameOf = (counter: Counter) => ('pspId' in counter ? counter.pspId : counter.lineId)
const counterAccount = (counter: Counter) =>
  'pspId' in counter ? account.psp('available') : account.suspense(counter.lineId)

export const payoutSettled = (payoutId: string, amount: bigint, counter: Counter) =>
  move(
    { key: `payout:${payoutId}:settled`, kind: 'payout_settled' },
    account.transit(payoutId),
    counterAccount(counter),
    amount,
  )

/** Came back 退汇 after it was settled: payable again, order by order. */
export function payoutReturned(payoutId: string, parts: readonly OrderPart[], counter: Counter): Posting {
  return posting(
    { key: `payout:${payoutId}:returned`, kind: 'payout_returned', ...onlyOrder(parts) },
    [entry(counterAccount(counter), sumOf(parts))],
    parts.map(({ orderId, amount }) => entry(account.payable(orderId), amount)),
  )
}

/** Where the money of a refund is taken from; the fee's share comes back with its tax. */
export type RefundSource =
  | { from: 'order' | 'held' | 'payable'; orderId: string; amount: bigint }
  | { from: 'clawback'; vendorId: string; amount: bigint }
  | { from: 'unapplied'; enterpriseId: string; amount: bigint }
  | { from: 'fee' | 'tax'; amount: bigint }

function sourceEntry(source: RefundSource): Entry {
  switch (source.from) {
    case 'clawback':
      return entry(account.clawback(source.vendorId), source.amount)
    case 'unapplied':
      return entry(account.unapplied(source.enterpriseId), source.amount)
    case 'fee':
      return entry(account.fee, source.amount)
    case 'tax':
      return entry(account.taxOutput, source.amount)
    default:
      return entry(account[source.from](source.orderId), source.amount)
  }
}

export function refundApproved(
  refundId: string,
  orderId: string | null,
  sources: readonly RefundSource[],
): Posting {
  const fact = { key: `refund:${refundId}`, kind: 'refund', ...(orderId ? { orderId } : {}) }
  return posting(fact, sources.map(sourceEntry), [entry(account.refund(refundId), sumOf(sources))])
}

export const refundPaid = (refundId: string, amount: bigint, counter: Counter) =>
  move(
    { key: `refund:${refundId}:paid:${nameOf(counter)}`, kind: 'refund_paid' },
    account.refund(refundId),
    counterAccount(counter),
    amount,
  )

/** Sent and come back: owed to the payer again. */
export const refundReturned = (refundId: string, amount: bigint, counter: Counter) =>
  move(
    { key: `refund:${refundId}:returned:${nameOf(counter)}`, kind: 'refund_returned' },
    counterAccount(counter),
    account.refund(refundId),
    amount,
  )

/** Back from the vendor's account: first what it owes, the rest is payable to it again. */
export const transferReversed = (
  reversalId: string,
  of: { vendorId: string; orderId: string },
  parts: { owed: bigint; payable: bigint },
) =>
  posting(
    { key: reversalId, kind: 'transfer_reversed', orderId: of.orderId },
    [entry(account.psp('available'), parts.owed + parts.payable)],
    [entry(account.clawback(of.vendorId), parts.owed), entry(account.payable(of.orderId), parts.payable)],
  )

export const vendorPaidBack = (lineId: string, vendorId: string, amount: bigint) =>
  move(
    { key: `clawback:${lineId}`, kind: 'vendor_paid_back' },
    account.suspense(lineId),
    account.clawback(vendorId),
    amount,
  )

export function disputeWithdrawn(chargebackId: string, amount: bigint, providersFee: bigint): Posting {
  return posting(
    { key: `${chargebackId}:withdrawn`, kind: 'dispute_withdrawn' },
    [entry(account.dispute(chargebackId), amount), entry(account.pspFee, providersFee)],
    [entry(account.psp('available'), amount + providersFee)],
  )
}

export const disputeWon = (chargebackId: string, amount: bigint) =>
  move(
    { key: `${chargebackId}:won`, kind: 'dispute_won' },
    account.psp('available'),
    account.dispute(chargebackId),
    amount,
  )

type Lost = { id: string; part?: string; orderId: string | null; amount: bigint }

/** Lost: borne by the sources of a refund as far as they reach, the rest is the platform's loss. */
export function disputeLost(
  { id: chargebackId, part, orderId, amount }: Lost,
  sources: readonly RefundSource[],
): Posting {
  return posting(
    {
      key: [chargebackId, 'lost', part].filter(Boolean).join(':'),
      kind: 'dispute_lost',
      ...(orderId && { orderId }),
    },
    [...sources.map(sourceEntry), entry(account.loss, amount - sumOf(sources))],
    [entry(account.dispute(chargebackId), amount)],
  )
}

export const pspPaidOut = (providerPayoutId: string, amount: bigint) =>
  move(
    { key: providerPayoutId, kind: 'psp_paid_out' },
    account.psp('transit'),
    account.psp('available'),
    amount,
  )

/** The bank did not take it: it is available again. */
export const pspPayoutFailed = (providerPayoutId: string, amount: bigint) =>
  reversed(pspPaidOut(providerPayoutId, amount), 'failed')

export const pspPayoutSeen = (providerPayoutId: string, lineId: string, amount: bigint) =>
  move(
    { key: `${providerPayoutId}:seen`, kind: 'psp_payout_seen' },
    account.suspense(lineId),
    account.psp('transit'),
    amount,
  )

export const bankFee = (lineId: string, amount: bigint) =>
  move({ key: `bankfee:${lineId}`, kind: 'bank_fee' }, account.bankFee, account.suspense(lineId), amount)

export const writtenOff = (writeOffId: string, vendorId: string, amount: bigint) =>
  move({ key: `writeoff:${writeOffId}`, kind: 'write_off' }, account.loss, account.clawback(vendorId), amount)

/** The exact opposite of an earlier posting: a payout or refund that failed, a match that was undone. */
export function reversed(of: Posting, suffix: string): Posting {
  const entries = of.entries.map(({ account: to, amount }) => entry(to, -amount))
  return {
    key: `${of.key}:${suffix}`,
    kind: `${of.kind}_${suffix}`,
    orderId: of.orderId,
    entries,
    reverses: of.key,
  }
}

const sumOf = (parts: readonly { amount: bigint }[]) => parts.reduce((sum, { amount }) => sum + amount, 0n)
const onlyOrder = (parts: readonly OrderPart[]) => (parts.length === 1 ? { orderId: parts[0]!.orderId } : {})
