import { allocate } from '~/kernel/money'
import type { DueRule } from '~/rounds/payment-terms'

export type Due = { no: number; amount: bigint } & Pick<DueRule, 'rule' | 'workdays' | 'gate'>

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
