import * as z from 'zod'
import { metrics, priceSources, terms as licenseTerms } from '~/catalog/codes'
import { fitsTerm } from '~/catalog/form'
import { momentField, moneyField, namedIdForm, orNull, percentField, quantityField } from '~/kernel/fields'
import { dueStarts, inFull, type PaymentTerms, paymentWays, usualWorkdays } from './payment-terms'
import { envelopeField } from './sealing/envelope'
import { invoiceModels } from './terms'

const text = (least: number, most: number) => z.string().trim().min(least, 'required').max(most, 'too-long')
const flag = z
  .literal('on')
  .optional()
  .transform((value) => value === 'on')
const list = <T extends z.ZodType>(item: T) =>
  z.preprocess((given) => (given === undefined ? [] : Array.isArray(given) ? given : [given]), z.array(item))

export const profileNames = ['enterprise', 'statutory', 'quick'] as const

export const roundForm = z.object({
  title: text(2, 120),
  titleEn: orNull(text(2, 160)).optional(),
  profile: z.enum(profileNames, 'required'),
})
export type RoundValues = z.infer<typeof roundForm>

/** A moment as `datetime-local` shows it, in China's time. */
export const localMoment = (at: Date) => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16)

export const timetableForm = z.object({
  questionsCloseAt: momentField,
  pledgesCloseAt: momentField,
  bidsCloseAt: momentField,
  openingAt: momentField,
})
export type TimetableValues = z.infer<typeof timetableForm>

const whole = (least: number, most: number) =>
  z
    .string()
    .trim()
    .regex(/^\d{1,4}$/, 'whole-number')
    .transform(Number)
    .refine((value) => value >= least && value <= most, 'whole-number')

/** A row of the grid of criteria; an empty one is none. */
const criterionRow = z.object({
  name: z.string().trim().max(120, 'too-long'),
  weight: z.union([z.literal('').transform(() => 0), whole(0, 100)]),
})
type CriterionRow = z.infer<typeof criterionRow>
const isCriterion = ({ name, weight }: CriterionRow) => name !== '' && weight > 0
const withCode = (row: CriterionRow, place: number) => ({ code: `c${place + 1}`, ...row })

const workdaysField = z.union([z.literal('').transform(() => usualWorkdays), whole(0, 180)])

/** A row of the grid of installments; one without a share is none. */
const dueRow = z
  .object({
    share: z.union([z.literal('').transform(() => 0), whole(0, 100)]),
    rule: z.union([z.literal('').transform(() => null), z.enum(dueStarts)]),
    workdays: workdaysField,
    gate: z.union([z.literal('').transform(() => 'no'), z.enum(['yes', 'no'])]),
  })
  .refine(({ share, rule }) => share === 0 || rule !== null, { path: ['rule'], message: 'required' })

const typedPayment = z.object({
  payment: z.enum(paymentWays).default('prepaid'),
  payWorkdays: workdaysField.default(usualWorkdays),
  dues: z
    .array(dueRow)
    .default([])
    .transform((rows) => rows.filter(({ share }) => share > 0))
    .refine((rows) => rows.length <= 6, 'dues-count'),
})

function paymentOf({ payment: way, payWorkdays, dues }: z.infer<typeof typedPayment>): PaymentTerms {
  if (way !== 'installments') return inFull(way, payWorkdays)
  const asRule = ({ share, rule, workdays, gate }: (typeof dues)[number]) => ({
    rule: rule!,
    workdays,
    gate: gate === 'yes',
    shareBps: share * 100,
  })
  return { way, dues: dues.map(asRule) }
}

/** The figures of the terms that an officer sets by hand; the rest follows the profile. */
const typedTerms = z.object({
  minBids: whole(1, 10),
  biddingDays: whole(0, 180),
  freezeToCloseWorkdays: whole(0, 30),
  noticeWorkdays: whole(0, 30),
  challengeWorkdays: whole(0, 30),
  lateJoinDays: whole(0, 730),
  lateJoinCapPct: whole(0, 1000),
  maxTiers: whole(1, 12),
  contractDays: whole(1, 365),
  feeBps: percentField.default(0),
  invoiceModel: z.enum(invoiceModels).default('vendor'),
  tierMode: z.enum(['free', 'fixedSteps'], 'required'),
  publishBuyers: z.enum(['codes', 'names'], 'required'),
  method: z.enum(['lowest_price', 'comprehensive'], 'required'),
  priceWeight: z.union([z.literal('').transform(() => 100), whole(1, 100)]).default(100),
  criteria: z.array(criterionRow).default([]),
  ...typedPayment.shape,
})
// Of the lowest price nothing else is scored; comprehensive scoring knows no bundles (award.md §8).
export const termsForm = typedTerms.transform(({ criteria, payment, payWorkdays, dues, ...values }) => {
  const scored = values.method === 'comprehensive'
  return {
    ...values,
    payment: paymentOf({ payment, payWorkdays, dues }),
    priceWeight: scored ? values.priceWeight : 100,
    criteria: scored ? criteria.filter(isCriterion).map(withCode) : [],
    bundles: !scored,
  }
})
export type TermsValues = z.infer<typeof termsForm>

const subject = z
  .string()
  .regex(namedIdForm('edition', 'class'), 'required')
  .transform((typed) => {
    const [kind, id] = typed.split(':') as ['edition' | 'class', string]
    return kind === 'edition'
      ? { kind: 'product' as const, editionId: id, classId: null }
      : { kind: 'class' as const, editionId: null, classId: id }
  })

/** Published volumes as people write them: `50, 100, 500`. */
const volumes = z
  .string()
  .normalize('NFKC')
  .transform((typed, context) => {
    const parts = typed.split(/[\s,;、，]+/).filter(Boolean)
    if (parts.every((part) => /^\d{1,8}$/.test(part))) return parts.map(Number)
    context.addIssue({ code: 'custom', message: 'steps-form' })
    return z.NEVER
  })
  .refine((steps) => steps.length <= 12, 'too-many-steps')
  .refine((steps) => steps.every((step, place) => step > (steps[place - 1] ?? 0)), 'steps-not-rising')

export const lotForm = z
  .object({
    subject,
    justification: orNull(text(5, 2000)).optional(),
    metric: z.enum(metrics, 'required'),
    term: z.enum(licenseTerms, 'required'),
    termMonths: orNull(quantityField.refine((value) => value <= 120, 'months-range')).optional(),
    referencePrice: moneyField,
    referenceSource: z.enum(priceSources, 'required'),
    referenceNote: orNull(text(2, 500)).optional(),
    minVolume: quantityField,
    milestones: volumes,
    maxWinners: whole(1, 3),
    contractMonths: whole(1, 120),
  })
  .refine(({ term, termMonths }) => fitsTerm(term, termMonths), {
    path: ['termMonths'],
    message: 'term-months',
  })
  .refine(({ subject: { kind }, justification }) => kind === 'class' || !!justification, {
    path: ['justification'],
    message: 'justification-missing',
  })
export type LotValues = z.infer<typeof lotForm>

/** A pledge; who accepts any vendor at the reference price leaves the conditions empty. */
export const pledgeForm = z.object({
  quantity: quantityField,
  stretchQuantity: orNull(quantityField).optional(),
  ceiling: orNull(moneyField).optional(),
  stretchCeiling: orNull(moneyField).optional(),
  accept: z.enum(['any', 'recommended', 'vendors', 'editions']).default('any'),
  vendors: list(z.uuid()),
  editions: list(z.uuid()),
  allOrNothing: flag,
  lines: list(z.uuid()),
  // Of a round that openers open: the conditions as the browser sealed them, and whose pledge they say they are of.
  pledge: z.uuid().optional(),
  sealed: envelopeField.optional(),
  /** The conditions that are sealed already stay as they are. */
  keep: flag,
})
export type PledgeValues = z.infer<typeof pledgeForm>

export const reasonForm = z.object({ reason: text(2, 1000) })
export const questionForm = z.object({ lotId: orNull(z.uuid()).optional(), text: text(5, 2000) })
export const answerForm = z.object({ questionId: z.uuid(), answer: text(1, 4000) })

export const limitRoles = ['buyer', 'asset_manager', 'approver'] as const

export const limitForm = z
  .object({
    who: z.union(
      [z.string().regex(namedIdForm('person')), z.enum(limitRoles.map((role) => `role:${role}` as const))],
      'required',
    ),
    period: z.enum(['month', 'year', 'round'], 'required'),
    amount: moneyField,
  })
  .transform(({ who, ...rest }) => {
    const [kind, value] = who.split(':') as ['person' | 'role', string]
    return {
      ...rest,
      personId: kind === 'person' ? value : null,
      role: kind === 'role' ? (value as (typeof limitRoles)[number]) : null,
    }
  })
export type LimitValues = z.infer<typeof limitForm>
