import { allocate } from '~/kernel/money'
import { workdays } from './periods'

export type Terms = 'prepaid' | 'on_acceptance' | 'installments'

/** When a due falls: so many working days after the order is confirmed or accepted; `gate`: delivery waits for it. */
export type DueRule = { rule: 'confirmed' | 'accepted'; workdays: number; gate: boolean; shareBps: number }
export type Due = {
  no: number
  amount: bigint
  rule: 'confirmed' | 'accepted'
  workdays: number
  gate: boolean
}

const first: DueRule = { rule: 'confirmed', workdays: workdays.pay, gate: true, shareBps: 10_000 }

/** The plans an order may have; a third now, the rest when the goods are accepted, unless its round says otherwise. */
export const plans = {
  prepaid: [first],
  on_acceptance: [{ ...first, rule: 'accepted', gate: false }],
  installments: [
    { ...first, shareBps: 3_000 },
    { ...first, rule: 'accepted', gate: false, shareBps: 7_000 },
  ],
} as const satisfies Record<Terms, readonly DueRule[]>

/** The dues of a total (fen); they sum to it by largest remainder. */
export function duesOf(total: bigint, rules: readonly DueRule[]): Due[] {
  const amounts = allocate(
    total,
    rules.map(({ shareBps }) => BigInt(shareBps)),
  )
  return rules.map(({ rule, workdays, gate }, at) => ({
    no: at + 1,
    amount: amounts[at]!,
    rule,
    workdays,
    gate,
  }))
}

/** What must have come in before delivery may begin. */
export const gateAmount = (dues: readonly { amount: bigint; gate: boolean }[]) =>
  dues.filter(({ gate }) => gate).reduce((sum, { amount }) => sum + amount, 0n)
