/** The ledger's accounts: their ids, and which sign each may have (debit positive; payments.md §9). */
export const account = {
  bank: (bankAccountId: string) => `bank:${bankAccountId}`,
  psp: (part: 'pending' | 'available' | 'transit', currency = 'CNY') => `psp:${part}:${currency}`,
  fx: (currency = 'CNY') => `fx:${currency}`,
  fee: 'fee',
  pspFee: 'pspfee',
  bankFee: 'bankfee',
  loss: 'loss',
  opening: 'equity:opening',
  taxOutput: 'tax:output',
  receivable: (orderId: string) => `recv:${orderId}`,
  clawback: (vendorId: string) => `clawback:${vendorId}`,
  dispute: (chargebackId: string) => `dispute:${chargebackId}`,
  due: (orderId: string) => `due:${orderId}`,
  order: (orderId: string) => `order:${orderId}`,
  payable: (orderId: string) => `payable:${orderId}`,
  held: (orderId: string) => `held:${orderId}`,
  refund: (refundId: string) => `refund:${refundId}`,
  transit: (payoutId: string) => `transit:${payoutId}`,
  unapplied: (enterpriseId: string) => `unapplied:${enterpriseId}`,
  suspense: (lineId: string) => `suspense:${lineId}`,
}

const debitOnly = ['recv', 'clawback', 'dispute']
const creditOnly = ['due', 'order', 'payable', 'held', 'refund', 'transit', 'unapplied', 'tax']

export type Signs = { kind: string; mayDebit: boolean; mayCredit: boolean }

/** What `open_account` needs; a bank line's suspense takes the sign of the line, which is the caller's to say. */
export function signsOf(accountId: string, incoming?: boolean): Signs {
  const kind = accountId.split(':')[0]!
  if (kind === 'suspense') return { kind, mayDebit: incoming === false, mayCredit: incoming === true }
  return { kind, mayDebit: !creditOnly.includes(kind), mayCredit: !debitOnly.includes(kind) }
}
