import { findCodes } from '../code'

/** A line of the statement that no person has dealt with; direction as the bank sees it: C in, D out. */
export type OpenLine = {
  id: string
  direction: 'C' | 'D'
  amount: bigint
  remark: string
  counterpartyName: string
  counterpartyAccount: string
}

/**
 * An order that a payer may name; `outstanding` is null once it takes no money (expired, canceled, paid), `unpaid` what
 * each of its dues still costs, in their order.
 */
export type NamedOrder = {
  id: string
  code: string
  enterpriseId: string
  outstanding: bigint | null
  unpaid: readonly bigint[]
}

/** By what names and accounts an enterprise pays. */
export type Payer = { enterpriseId: string; names: readonly string[]; accounts: readonly string[] }

/** A payout or refund that was sent; settled ones can come back. */
export type Sent = {
  id: string
  kind: 'payout' | 'refund'
  code: string
  amount: bigint
  counterpartyName: string
  counterpartyAccount: string
  settled: boolean
}

export type Rule = 'M1' | 'M2' | 'M3' | 'M4' | 'M5' | 'M6' | 'M7' | 'R1' | 'D1'
export type Reason =
  | 'exact'
  | 'exact-due'
  | 'short'
  | 'short-by-fee'
  | 'over'
  | 'order-closed'
  | 'several-exact'
  | 'several-unequal'
  | 'payer-amount'
  | 'payer-sum'
  | 'payer-only'
  | 'nothing-known'
  | 'returned'
  | 'settles'

export type Proposal = {
  lineId: string
  rule: Rule
  reason: Reason
  parts: { orderId: string; amount: bigint }[]
  unapplied: bigint
  /** orders an officer may choose from when the parts are not decided */
  candidates: string[]
  enterpriseId: string | null
  /** the payout or refund that is settled or has come back */
  sentId: string | null
  /** several may be confirmed with one click */
  bulk: boolean
  secondPerson: boolean
  /** the payer is not the enterprise: a letter 代付说明 comes first */
  letterNeeded: boolean
}

export type Books = { orders: readonly NamedOrder[]; payers: readonly Payer[]; sent: readonly Sent[] }

const secondPersonAbove = 10_000_000n // ¥100,000
const bankFeeAtMost = 5_000n // ¥50
const ordersAtMost = 6
const searchedAtMost = 24

/**
 * What each line most likely is, with the rule and the reason (payments.md §5); a person decides. Lines are
 * taken in order, and what one proposes is no longer outstanding for the next.
 */
export function proposeMatches(lines: readonly OpenLine[], books: Books): Proposal[] {
  const standing = new Map(books.orders.map((order) => [order.id, order]))
  return lines.map((line) => {
    const orders = [...standing.values()]
    const proposal =
      line.direction === 'C' ? incoming(line, { ...books, orders }) : outgoing(line, books.sent)
    for (const { orderId, amount } of proposal.parts)
      standing.set(orderId, paidBy(standing.get(orderId)!, amount))
    return proposal
  })
}

function paidBy(order: NamedOrder, amount: bigint): NamedOrder {
  const outstanding = order.outstanding! - amount
  let left = amount
  const unpaid = order.unpaid.flatMap((due) => {
    const paid = due < left ? due : left
    left -= paid
    return due > paid ? [due - paid] : []
  })
  return { ...order, outstanding: outstanding > 0n ? outstanding : null, unpaid }
}

/** Whether an amount pays the next due, or the next few, to the fen. */
function paysDues({ unpaid }: NamedOrder, amount: bigint) {
  let sum = 0n
  return unpaid.some((due) => (sum += due) === amount)
}

function incoming(line: OpenLine, books: Books): Proposal {
  const codes = findCodes(line.remark)
  const back = returned(line, codes, books.sent)
  const named = books.orders.filter(({ code }) => codes.includes(code))
  if (back && (named.length === 0 || /退[汇回]/.test(line.remark))) return back
  const payer = payerOf(line, books.payers)
  return named.length ? byCode(line, named, payer) : byPayer(line, books.orders, payer)
}

/** M1–M3: the payer named one order or several. */
function byCode(line: OpenLine, named: readonly NamedOrder[], payer: Payer | null): Proposal {
  const enterpriseId = named.every((order) => order.enterpriseId === named[0]!.enterpriseId)
    ? named[0]!.enterpriseId
    : null
  const letterNeeded = payer?.enterpriseId !== enterpriseId
  const facts = { enterpriseId, letterNeeded, candidates: named.map(({ id }) => id) }
  if (named.length > 1) {
    const parts = named.map(({ id, outstanding }) => ({ orderId: id, amount: outstanding ?? 0n }))
    const exact = named.every(({ outstanding }) => outstanding !== null) && sumOf(parts) === line.amount
    return exact
      ? proposal(line, 'M3', 'several-exact', { ...facts, parts })
      : proposal(line, 'M3', 'several-unequal', { ...facts, secondPerson: true })
  }
  const [order] = named as [NamedOrder]
  const { id, outstanding } = order
  if (outstanding === null) return proposal(line, 'M2', 'order-closed', { ...facts, unapplied: line.amount })
  const amount = outstanding < line.amount ? outstanding : line.amount
  const parts = [{ orderId: id, amount }]
  if (line.amount === outstanding) return proposal(line, 'M1', 'exact', { ...facts, parts })
  if (paysDues(order, line.amount)) return proposal(line, 'M1', 'exact-due', { ...facts, parts })
  if (line.amount > outstanding)
    return proposal(line, 'M2', 'over', { ...facts, parts, unapplied: line.amount - outstanding })
  return proposal(line, 'M2', outstanding - line.amount <= bankFeeAtMost ? 'short-by-fee' : 'short', {
    ...facts,
    parts,
  })
}

/** M4–M7: no code; who pays and how much must tell. */
function byPayer(line: OpenLine, orders: readonly NamedOrder[], payer: Payer | null): Proposal {
  if (!payer) return proposal(line, 'M7', 'nothing-known', { secondPerson: true })
  const open = orders.filter(
    (order) => order.enterpriseId === payer.enterpriseId && order.outstanding !== null,
  )
  const facts = { enterpriseId: payer.enterpriseId, candidates: open.map(({ id }) => id), secondPerson: true }
  const equal = open.filter((order) => order.outstanding === line.amount || paysDues(order, line.amount))
  if (equal.length === 1)
    return proposal(line, 'M4', 'payer-amount', {
      ...facts,
      parts: [{ orderId: equal[0]!.id, amount: line.amount }],
    })
  const subset = equal.length === 0 && onlySubset(open, line.amount)
  if (subset) {
    const parts = subset.map(({ id, outstanding }) => ({ orderId: id, amount: outstanding! }))
    return proposal(line, 'M5', 'payer-sum', { ...facts, parts })
  }
  return proposal(line, 'M6', 'payer-only', facts)
}

/** The one set of at most six orders whose outstanding amounts sum to the amount; null if none or several. */
function onlySubset(open: readonly NamedOrder[], amount: bigint): NamedOrder[] | null {
  if (open.length > searchedAtMost) return null
  const found: NamedOrder[][] = []
  const search = (from: number, chosen: NamedOrder[], left: bigint): void => {
    if (left === 0n) found.push(chosen)
    if (left <= 0n || chosen.length === ordersAtMost) return
    for (let at = from; at < open.length && found.length < 2; at++)
      search(at + 1, [...chosen, open[at]!], left - open[at]!.outstanding!)
  }
  search(0, [], amount)
  return found.length === 1 ? found[0]! : null
}

/** R1: a payout or refund that has come back. */
function returned(line: OpenLine, codes: string[], sent: readonly Sent[]): Proposal | null {
  const named = sent.find(({ code }) => codes.includes(code))
  const equal = sent.find((earlier) => earlier.amount === line.amount && isCounterparty(line, earlier))
  const back = named ?? equal ?? null
  if (!back && !/退[汇回]/.test(line.remark)) return null
  return proposal(line, 'R1', 'returned', { sentId: back?.id ?? null, secondPerson: !back })
}

/** D1: the bank has carried out what we sent. */
function outgoing(line: OpenLine, sent: readonly Sent[]): Proposal {
  const codes = findCodes(line.remark)
  const carriedOut = sent.find(
    ({ code, amount, settled }) => !settled && codes.includes(code) && amount === line.amount,
  )
  return carriedOut
    ? proposal(line, 'D1', 'settles', { sentId: carriedOut.id })
    : proposal(line, 'M7', 'nothing-known', { secondPerson: true })
}

function proposal(line: OpenLine, rule: Rule, reason: Reason, facts: Partial<Proposal>): Proposal {
  const secondPerson = facts.secondPerson === true || line.amount > secondPersonAbove
  return {
    lineId: line.id,
    rule,
    reason,
    parts: [],
    unapplied: 0n,
    candidates: [],
    enterpriseId: null,
    sentId: null,
    letterNeeded: false,
    ...facts,
    secondPerson,
    bulk: rule === 'M1' && !secondPerson && !facts.letterNeeded,
  }
}

function payerOf(line: OpenLine, payers: readonly Payer[]): Payer | null {
  const byAccount = payers.filter(
    ({ accounts }) => line.counterpartyAccount && accounts.includes(line.counterpartyAccount),
  )
  const name = normalizedName(line.counterpartyName)
  const known = byAccount.length
    ? byAccount
    : payers.filter(({ names }) => name && names.some((n) => normalizedName(n) === name))
  return known.length === 1 ? known[0]! : null
}

const isCounterparty = (line: OpenLine, sent: Sent) =>
  line.counterpartyAccount
    ? line.counterpartyAccount === sent.counterpartyAccount
    : normalizedName(line.counterpartyName) === normalizedName(sent.counterpartyName)

/** Names as banks print them: width, spaces, brackets and case differ. */
export const normalizedName = (name: string) =>
  name
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s()（）【】[\]·.,-]/g, '')

const sumOf = (parts: readonly { amount: bigint }[]) => parts.reduce((sum, { amount }) => sum + amount, 0n)
