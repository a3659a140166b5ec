import * as z from 'zod'
import { fileField, fileOrNull, moneyField, namedIdForm, orNull, quantityField } from '~/kernel/fields'
import { refundLifecycle } from './lifecycle'
import { bankPayoutViews } from './stripe/seen-in-bank'

// A message here is a code; texts have the sentences.
const reason = z.string().trim().min(2, 'reason-needed').max(1000, 'too-long')
const reasonOrNull = z
  .string()
  .trim()
  .max(1000, 'too-long')
  .transform((typed) => typed || null)

export const statementForm = z.object({ accountId: z.uuid('required'), file: fileField })

export const statementMoves = z.discriminatedUnion('move', [
  z.object({ move: z.literal('commit'), gapReason: reasonOrNull.optional() }),
  z.object({ move: z.literal('discard') }),
])

/** One part of a split: an order, or the enterprise for which the money is kept. An empty amount is no part. */
const part = z.object({
  aim: z.string().regex(namedIdForm('order', 'unapplied')),
  amount: z.union([
    z
      .string()
      .regex(/^\s*$/)
      .transform(() => null),
    moneyField,
  ]),
})

export const splitForm = z.object({
  letter: fileOrNull.optional(),
  parts: z
    .array(part)
    .default([])
    .transform((parts) =>
      parts.flatMap(({ aim, amount }) => {
        const [kind, id] = aim.split(':') as ['order' | 'unapplied', string]
        if (amount === null) return []
        return [kind === 'order' ? { orderId: id, amount } : { unappliedFor: id, amount }]
      }),
    ),
})

/** What the address of the board may ask for. */
export const boardFilter = z.object({
  q: z
    .string()
    .trim()
    .max(80)
    .transform((typed) => typed || undefined)
    .optional()
    .catch(undefined),
  direction: z.enum(['C', 'D']).optional().catch(undefined),
})

/** What may be done on the board itself: agree to one proposal as it was seen, or to several that fit exactly. */
export const boardMoves = z.discriminatedUnion('move', [
  z.object({ move: z.literal('confirm'), lineId: z.uuid(), seen: z.string() }),
  z.object({ move: z.literal('bulk'), id: z.union([z.uuid().transform((id) => [id]), z.array(z.uuid())]) }),
])

/** What may be done with one line and its matches. */
export const lineMoves = z.discriminatedUnion('move', [
  splitForm.extend({ move: z.literal('split') }),
  z.object({ move: z.literal('approve'), matchId: z.uuid() }),
  z.object({ move: z.literal('drop'), matchId: z.uuid() }),
  z.object({ move: z.literal('undo'), matchId: z.uuid(), reason }),
  z.object({ move: z.literal('aside'), reason }),
  z.object({ move: z.literal('reopen') }),
  z.object({ move: z.literal('fee') }),
  z.object({ move: z.literal('provider') }),
  z.object({ move: z.literal('paid_back'), vendorId: z.uuid('required') }),
  z.object({ move: z.literal('settle') }),
])

export type LineMove = z.output<typeof lineMoves>

export const proofForm = z.object({ file: fileField })

/** What a buyer may do on the page of an order's payment. */
export const payMoves = z.discriminatedUnion('move', [
  proofForm.extend({ move: z.literal('proof') }),
  z.object({ move: z.literal('online') }),
])

export const applyForm = z.object({ orderId: z.uuid('required'), amount: moneyField })

/** What may be done with an enterprise's unapplied money. */
export const unappliedMoves = z.discriminatedUnion('move', [
  applyForm.extend({ move: z.literal('apply') }),
  z.object({ move: z.literal('refund'), paymentId: z.uuid() }),
])

export const refundFilter = z.object({
  view: z.enum(['open', 'way', 'done', 'all']).optional().catch(undefined),
  state: z.enum(refundLifecycle.states).optional().catch(undefined),
})

const name = z
  .string()
  .trim()
  .max(120, 'too-long')
  .transform((typed) => typed || undefined)
const bankNumber = z
  .string()
  .transform((typed) => typed.normalize('NFKC').replaceAll(/[\s-]/g, ''))
  .pipe(z.string().regex(/^\d{8,32}$/, 'account-form'))
const blank = z
  .string()
  .regex(/^\s*$/)
  .transform(() => undefined)

export const prepareRefundForm = z.object({
  payeeName: name.optional(),
  payeeAccount: blank.or(bankNumber).optional(),
  payeeBank: name.optional(),
  letter: fileOrNull.optional(),
  calledBack: z.literal('yes').optional(),
})

/** What an officer may do with a refund. */
export const refundMoves = z.discriminatedUnion('move', [
  prepareRefundForm.extend({ move: z.literal('prepare') }),
  z.object({ move: z.literal('approve') }),
  z.object({ move: z.literal('refuse'), reason }),
  z.object({ move: z.literal('again') }),
  z.object({ move: z.literal('send') }),
  z.object({ move: z.literal('fail'), reason }),
])

export type RefundMove = z.output<typeof refundMoves>

/** Which units and how much money of each line go back; an empty amount is none. */
export const refundWishForm = z.object({
  lines: z
    .array(
      z.object({
        lineId: z.uuid(),
        quantity: orNull(quantityField)
          .optional()
          .transform((units) => units ?? 0),
        amount: orNull(moneyField),
      }),
    )
    .transform((lines, context) => {
      const asked = lines.flatMap(({ amount, ...line }) => (amount === null ? [] : [{ ...line, amount }]))
      if (asked.length === 0)
        context.addIssue({ code: 'custom', message: 'money-missing', path: [0, 'amount'] })
      return asked
    }),
})

/** Several ticked boxes of one name, or one. */
const ids = z.union([z.uuid().transform((id) => [id]), z.array(z.uuid())], 'required')

export const preparePayoutForm = z.object({
  orderIds: ids,
  rail: z.enum(['bank', 'stripe_transfer']).default('bank'),
})

/** What an officer may do with a payout. */
export const payoutMoves = z.discriminatedUnion('move', [
  z.object({ move: z.literal('approve') }),
  z.object({ move: z.literal('drop') }),
  z.object({ move: z.literal('send') }),
  z.object({ move: z.literal('fail'), reason }),
])

export type PayoutMove = z.output<typeof payoutMoves>

export const writeOffForm = z.object({ move: z.literal('propose'), amount: moneyField, reason })

/** What an officer may do with a vendor's debt, or with what was proposed of it. */
export const debtMoves = z.discriminatedUnion('move', [
  writeOffForm,
  z.object({ move: z.literal('approve'), writeOffId: z.uuid() }),
  z.object({ move: z.literal('refuse'), writeOffId: z.uuid(), reason }),
  z.object({ move: z.literal('withdraw'), writeOffId: z.uuid() }),
])

export type DebtMove = z.output<typeof debtMoves>

export const payeeForm = z.object({
  bank: z.string().trim().min(2, 'required').max(120, 'too-long'),
  number: bankNumber,
  cnaps: z
    .string()
    .trim()
    .regex(/^\d{12}$/, 'cnaps-form'),
})

/** Where vendors may have an account that can be paid to by transfer. */
export const accountCountries = ['HK', 'SG', 'JP', 'US', 'GB', 'DE'] as const

export const connectForm = z.object({ country: z.enum(accountCountries, 'required') })

/** What an officer may do with an account that a vendor named. */
export const payeeMoves = z.discriminatedUnion('move', [
  z.object({ move: z.literal('check'), payeeId: z.uuid(), calledBack: z.literal('yes').optional() }),
  z.object({ move: z.literal('refuse'), payeeId: z.uuid(), reason }),
])

/** What an officer may do with a chargeback, once. */
export const chargebackMoves = z.discriminatedUnion('move', [
  z.object({
    move: z.literal('answer'),
    statement: z.string().trim().min(10, 'reason-needed').max(5000, 'too-long'),
  }),
  z.object({ move: z.literal('concede') }),
])

/** What an officer may do with a warning of fraud, once. */
export const warningForm = z.object({ move: z.literal('review'), warningId: z.uuid(), finding: reason })

export const onlineFilter = z.object({ view: z.enum(['waiting', 'all']).optional().catch(undefined) })

export const bankPayoutFilter = z.object({ view: z.enum(bankPayoutViews).optional().catch(undefined) })

export const shortMoves = z.object({ move: z.literal('tell'), orderId: z.uuid() })

export const replayForm = z.object({ move: z.literal('replay'), eventId: z.string().regex(/^evt_\w{1,80}$/) })

export const breakFilter = z.object({
  state: z.enum(['standing', 'open', 'explained', 'closed']).optional().catch(undefined),
  kind: z
    .string()
    .regex(/^[a-z-]{2,40}$/)
    .optional()
    .catch(undefined),
})

export const reconcileForm = z.object({ move: z.literal('reconcile') })

export const explainForm = z.object({
  explanation: z.string().trim().min(2, 'reason-needed').max(1000, 'too-long'),
})

export const monthFilter = z.object({
  month: z
    .string()
    .regex(/^20\d\d-(0[1-9]|1[0-2])$/)
    .optional()
    .catch(undefined),
})
