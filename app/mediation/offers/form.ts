import * as z from 'zod'
import { dayField, moneyField, orNull, quantityField } from '~/kernel/fields'
import { usccField } from '~/people/form'
import { fallbacks, promiseKinds, type Fallback, type Promised, type Terms } from './terms'

const promise = z.object({
  kind: orNull(z.enum(promiseKinds)),
  debtor: orNull(z.enum(['claimant', 'respondent'])).default('respondent'),
  amount: orNull(moneyField)
    .optional()
    .transform((amount) => amount ?? null),
  quantity: orNull(quantityField)
    .optional()
    .transform((quantity) => quantity ?? null),
  fallback: orNull(z.enum(fallbacks))
    .optional()
    .transform((fallback) => fallback ?? null),
  payer: orNull(usccField)
    .optional()
    .transform((code) => code ?? null),
  dueOn: orNull(dayField)
    .optional()
    .transform((day) => day ?? null),
  objection: orNull(z.coerce.number().int().min(1).max(20))
    .optional()
    .transform((no) => no ?? null),
  text: z.string().trim().max(1000, 'too-long').default(''),
})

/** Rows of promises; a row without a kind is not there. */
export const promises = z.array(promise).transform((rows, context): Promised[] => {
  return rows.flatMap(({ kind, debtor, dueOn, amount, payer, fallback, ...row }, at) => {
    if (!kind) return []
    if (!dueOn) context.addIssue({ code: 'custom', message: 'day-form', path: [at, 'dueOn'] })
    if (!debtor) context.addIssue({ code: 'custom', message: 'required', path: [at, 'debtor'] })
    if (!dueOn || !debtor) return []
    const third = kind === 'third_party_pay' && payer ? { payer } : {}
    const turns = kind === 'buy_via_round' && fallbackOf(fallback, amount)
    return [
      {
        ...row,
        ...third,
        ...turns,
        kind,
        debtor,
        dueOn,
        amount: amount?.toString() ?? null,
        subjectId: null,
      },
    ]
  })
})

/** A price beside a purchase is that of a direct order, unless it says otherwise. */
const fallbackOf = (fallback: Fallback | null, amount: bigint | null) => {
  const turns = fallback ?? (amount === null ? null : 'order')
  return turns !== null && { fallback: turns }
}

export const offerForm = z.object({
  items: promises,
  note: z.string().trim().max(2000, 'too-long').default(''),
  expiresOn: dayField,
})

export type OfferValues = z.output<typeof offerForm>
export const termsOf = ({ items, note }: OfferValues): Terms => ({ items, note })

/** The other side's offer that this one counters. */
export const newOfferForm = offerForm.extend({
  answersId: orNull(z.uuid())
    .optional()
    .transform((id) => id ?? null),
})
export type NewOfferValues = z.output<typeof newOfferForm>

export const offerMoveForm = z.object({
  move: z.enum(['accept', 'decline', 'withdraw', 'agree']),
  offerId: z.uuid(),
})
export type OfferMove = z.output<typeof offerMoveForm>
