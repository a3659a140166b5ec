/** What one online payment may be, fen: the floor is about US$0.50; above the ceiling a bank is asked (payments.md §6). */
export const limits = { floor: 400n, ceiling: 5_000_000n }

// WeChat Pay takes no more than this at once, should the ceiling ever be raised.
const wechatCeiling = 5_000_000n

export const methods = ['card', 'alipay', 'wechat_pay'] as const
export type Method = (typeof methods)[number]

export const isMethod = (text: string | null | undefined): text is Method =>
  (methods as readonly (string | null | undefined)[]).includes(text)

export type OfferRefusal = 'not-configured' | 'above-online-limit' | 'below-limit' | 'currency'

/** Why so much cannot be paid online; null when it can. */
export function whyNotOffer(
  { amount, currency }: { amount: bigint; currency: string },
  { configured }: { configured: boolean },
): OfferRefusal | null {
  if (!configured) return 'not-configured'
  if (currency !== 'CNY') return 'currency'
  if (amount > limits.ceiling) return 'above-online-limit'
  return amount < limits.floor ? 'below-limit' : null
}

/** The methods that take so much. */
export const methodsFor = (amount: bigint): Method[] =>
  methods.filter((method) => method !== 'wechat_pay' || amount <= wechatCeiling)

const refundDays: Partial<Record<Method, number>> = { alipay: 90, wechat_pay: 180 }

/** Whether a payment can no longer go back by its own way, but only by bank: wallets take money back for a time. */
export function isRefundWindowOver(method: string | null, paidAt: Date, now: Date): boolean {
  const days = isMethod(method) ? refundDays[method] : undefined
  return days !== undefined && now.getTime() - paidAt.getTime() > days * 86_400_000
}
