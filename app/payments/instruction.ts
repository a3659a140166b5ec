import { toDecimal } from '~/kernel/money'
import { shownCode } from './code'

/** One payment that the office asks its bank to make; fen. */
export type Instructed = {
  code: string
  holder: string | null
  account: string | null
  bank: string | null
  cnaps: string | null
  amount: bigint
  currency: string
}

/** The rows of the bank's batch form, and the count and control total under them (payments.md §8). */
export function instructionRows(
  payments: readonly Instructed[],
  words: { purpose: string; control: (count: string, total: string) => string },
) {
  const total = payments.reduce((sum, { amount }) => sum + amount, 0n)
  const rows = payments.map(({ code, holder, account, bank, cnaps, amount, currency }) => [
    shownCode(code),
    holder,
    account,
    bank,
    cnaps,
    toDecimal(amount, currency),
    currency,
    `${words.purpose} ${shownCode(code)}`,
  ])
  return [...rows, [words.control(String(payments.length), toDecimal(total))]]
}
