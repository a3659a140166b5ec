import { type Fallback, ofMoney, type PromiseKind } from '../offers/terms'

/** How it is known that a promise was kept: from the platform's own facts, or from the word of whom it was owed to. */
export const checkedBy: Record<PromiseKind, 'facts' | 'creditor'> = {
  refund: 'facts',
  reissue: 'facts',
  true_up: 'facts',
  buy_via_round: 'facts',
  replace: 'facts',
  service: 'creditor',
  pay: 'creditor',
  declare: 'creditor',
  third_party_pay: 'creditor',
  part: 'facts',
}

/** A fact that may meet a promise: units or, for money, fen; `at` when it happened. */
export type Fact = { kind: string; id: string; much: bigint }
export type Answer = 'met' | 'not_yet' | 'cannot_tell'

/** Whether the one to whom it is owed may say that a promise was kept: where no record can show it. */
export const isConfirmable = ({ kind, answer }: { kind: PromiseKind; answer: Answer }) =>
  checkedBy[kind] === 'creditor' || answer === 'cannot_tell'

/** No round brought a purchase, and its settlement says that it is paid for instead: which nobody but who receives it sees. */
export const hasTurnedIntoPay = ({ terms, fellBackAt }: { terms: unknown; fellBackAt: Date | null }) =>
  fellBackAt !== null && (terms as { fallback?: Fallback }).fallback === 'pay'

/** What a promise owes: money in fen, else units; what a purchase through a round may cost directly is not owed itself. */
export const owedBy = ({
  kind,
  amount,
  quantity,
}: {
  kind: PromiseKind
  amount: bigint | null
  quantity: number | null
}) => (ofMoney.includes(kind) ? (amount ?? 0n) : BigInt(quantity ?? 0))

type Question = {
  kind: PromiseKind
  /** what was promised: units, or fen for money */
  owed: bigint
  /** facts not credited to another promise, the oldest first; null when the platform cannot know */
  facts: readonly Fact[] | null
}

/** Whether the facts meet a promise, and which of them are used up by it. */
export function check({ kind, owed, facts }: Question): { answer: Answer; used: Fact[] } {
  if (checkedBy[kind] === 'creditor') return { answer: 'not_yet', used: [] }
  if (facts === null) return { answer: 'cannot_tell', used: [] }
  const used: Fact[] = []
  let much = 0n
  for (const fact of facts) {
    if (much >= owed) break
    used.push(fact)
    much += fact.much
  }
  return much >= owed ? { answer: 'met', used } : { answer: 'not_yet', used: [] }
}

type State = 'open' | 'met' | 'late' | 'breached' | 'released'
const settled: readonly State[] = ['met', 'released']

/** What a case does next once its obligations were looked at; null: nothing. */
export function nextOf(state: 'fulfillment' | 'cure', obligations: readonly State[]) {
  const all = obligations.every((one) => settled.includes(one))
  const late = obligations.some((one) => one === 'late')
  if (state === 'cure') return late ? null : 'cure'
  if (all) return 'fulfill'
  return late ? 'notice_delay' : null
}
