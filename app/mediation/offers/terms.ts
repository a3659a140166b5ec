import { begun } from '../templates/filling'
import type { Side } from '../channels/kinds'

/** What a side can promise; how each is checked is said in settlements/checking.ts. */
export const promiseKinds = [
  'refund',
  'reissue',
  'service',
  'pay',
  'declare',
  'true_up',
  'buy_via_round',
  'replace',
  'third_party_pay',
  'part',
] as const

export type PromiseKind = (typeof promiseKinds)[number]

/** What a purchase through a round turns into once a round comes to nothing or does not serve it. */
export const fallbacks = ['next_round', 'order', 'pay'] as const

export type Fallback = (typeof fallbacks)[number]

/** One promise: who, what, how much, until which day (of Shanghai). Amounts are decimal strings of fen, as in canonical JSON. */
export type Promised = {
  kind: PromiseKind
  debtor: Side
  quantity: number | null
  amount: string | null
  dueOn: string
  text: string
  /** the objection that it answers */
  objection: number | null
  /** of `buy_via_round` alone; what the last two cost stands as the amount */
  fallback?: Fallback
  /** the third party that pays, by its code; of `third_party_pay` alone */
  payer?: string
  /** the product, license or order line that it is about */
  subjectId: string | null
}

export type Terms = { items: readonly Promised[]; note: string }

/** What an offer's form begins with, a template's words after its remarks. */
export const begunOffer = (terms: Terms | null, template: string | undefined): Terms | null =>
  template === undefined ? terms : { items: terms?.items ?? [], note: begun(terms?.note ?? '', template) }

export const promisesAtMost = 10

/** What is promised in money; the others are counted in units or not at all. */
export const ofMoney: readonly PromiseKind[] = ['refund', 'pay', 'third_party_pay']
const ofUnits: readonly PromiseKind[] = ['reissue', 'true_up', 'buy_via_round', 'replace']

/** Why these terms cannot be offered; null when they can. `paid` is what the disputed lines have cost and still may give back, fen. */
export function whyNotOffer({ items }: Terms, { today, paid }: { today: string; paid: bigint | null }) {
  if (items.length === 0) return 'promise-missing'
  if (items.length > promisesAtMost) return 'promises-too-many'
  if (items.some(({ dueOn }) => dueOn < today)) return 'promise-past'
  if (items.some(({ kind, amount }) => ofMoney.includes(kind) && amount === null)) return 'amount-needed'
  if (items.some((item) => costsIfNoRound(item) && item.amount === null)) return 'fallback-price'
  if (items.some((item) => item.kind === 'buy_via_round' && !costsIfNoRound(item) && item.amount !== null))
    return 'ceiling-secret'
  if (items.some(({ kind, quantity }) => ofUnits.includes(kind) && quantity === null))
    return 'quantity-needed'
  if (items.some(({ kind, payer }) => kind === 'third_party_pay' && !payer)) return 'payer-needed'
  if (items.some(({ kind, objection }) => kind === 'part' && objection === null)) return 'part-of-what'
  const refunds = items
    .filter(({ kind }) => kind === 'refund')
    .reduce((sum, { amount }) => sum + BigInt(amount ?? 0), 0n)
  return paid !== null && refunds > paid ? 'refund-above-paid' : null
}

/** Outside of rounds a purchase has a price; of a round it has none but the cleared one, which the text does not foretell. */
const costsIfNoRound = ({ fallback }: Promised) => fallback === 'order' || fallback === 'pay'

/** Why what was to be answered stands no more: its day is over, or it was taken back, declined or is of another case. */
export const whyGone = (state: string | undefined) =>
  state === 'open' || state === 'expired' ? 'offer-expired' : 'offer-gone'
