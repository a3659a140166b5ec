import * as z from 'zod'

export const paymentWays = ['prepaid', 'on_acceptance', 'installments'] as const
export type PaymentWay = (typeof paymentWays)[number]

/** What an order's working days count from: the contract, or the goods. */
export const dueStarts = ['confirmed', 'accepted'] as const

const dueRule = z.object({
  rule: z.enum(dueStarts),
  workdays: z.int().min(0).max(180),
  /** delivery waits for it */
  gate: z.boolean(),
  shareBps: z.int().min(1).max(10_000),
})

/** When a due falls, and what part of the price it is. */
export type DueRule = z.infer<typeof dueRule>

/** How the orders of a round are paid (payments.md §2), as agreed by every bid and pledge. */
export const paymentTerms = z.object({ way: z.enum(paymentWays), dues: z.array(dueRule).max(6) })
export type PaymentTerms = z.infer<typeof paymentTerms>

export const usualWorkdays = 10

/** In full, before delivery or after acceptance. */
export const inFull = (way: 'prepaid' | 'on_acceptance', workdays = usualWorkdays): PaymentTerms => ({
  way,
  dues: [
    way === 'prepaid'
      ? { rule: 'confirmed', workdays, gate: true, shareBps: 10_000 }
      : { rule: 'accepted', workdays, gate: false, shareBps: 10_000 },
  ],
})

/** What is usual of installments: three tenths before delivery, the rest when the goods are accepted. */
export const usualInstallments: PaymentTerms = {
  way: 'installments',
  dues: [
    { rule: 'confirmed', workdays: usualWorkdays, gate: true, shareBps: 3_000 },
    { rule: 'accepted', workdays: usualWorkdays, gate: false, shareBps: 7_000 },
  ],
}

/** What is wrong with installments; null when nothing is. Money is put on dues in their order, so that follows time. */
export function whyNotPayBy({ way, dues }: PaymentTerms) {
  if (way !== 'installments') return null
  if (dues.length < 2 || dues.length > 6) return 'dues-count'
  if (dues.reduce((sum, { shareBps }) => sum + shareBps, 0) !== 10_000) return 'dues-not-100'
  if (dues.some(({ gate, rule }) => gate && rule === 'accepted')) return 'gate-after-acceptance'
  return dues.some((due, at) => at > 0 && !follows(dues[at - 1]!, due)) ? 'dues-out-of-order' : null
}

function follows(earlier: DueRule, due: DueRule) {
  if (earlier.rule !== due.rule) return earlier.rule === 'confirmed'
  return earlier.workdays <= due.workdays && (earlier.gate || !due.gate)
}
