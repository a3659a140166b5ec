import * as z from 'zod'
import { checkUscc, normalizeUscc } from './uscc'

// A message here is a code; texts have the sentences.
export const text = (longest: number, code = 'required') =>
  z.string().trim().min(1, code).max(longest, 'too-long')
export const optional = (longest: number) =>
  z
    .string()
    .trim()
    .max(longest, 'too-long')
    .transform((value) => value || null)
    .nullish()

export const mailField = z.string().trim().toLowerCase().max(200, 'too-long').pipe(z.email('mail-form'))
export const phoneField = z
  .string()
  .trim()
  .regex(/^[+\d][\d\s-]{5,24}$/, 'phone-form')
  .or(z.literal('').transform(() => null))
  .nullish()

export const usccField = z
  .string()
  .transform(normalizeUscc)
  .superRefine((code, context) => {
    const answer = checkUscc(code)
    if (answer !== 'ok') context.addIssue({ code: 'custom', message: `uscc-${answer}` })
  })

export const signInForm = z.object({
  mail: z.string().trim().toLowerCase().min(1, 'required').max(200, 'too-long'),
  password: z.string().min(1, 'required').max(1000, 'too-long'),
  next: z.string().optional(),
})

export const codeForm = z.object({
  code: z.string().trim().min(1, 'required').max(40, 'too-long'),
  next: z.string().optional(),
})

export const newcomerKinds = ['enterprise', 'vendor', 'mediation_body'] as const
export const ownerships = ['state_owned', 'private', 'foreign_invested', 'joint'] as const
export const scales = ['large', 'medium', 'small', 'micro'] as const
export const listings = ['none', 'pre_ipo', 'listed'] as const

const choice = <const T extends readonly [string, ...string[]]>(values: T) => z.enum(values, 'required')
const choiceOrNone = <const T extends readonly [string, ...string[]]>(values: T) =>
  z
    .enum(values)
    .or(z.literal('').transform(() => null))
    .nullish()

export const registerForm = z.object({
  kind: choice(newcomerKinds),
  name: text(120),
  uscc: usccField,
  district: z.string().regex(/^\d{6}$/, 'required'),
  sector: z
    .string()
    .regex(/^[A-T](\d{2})?$/)
    .or(z.literal('').transform(() => null))
    .nullish(),
  ownership: choiceOrNone(ownerships),
  scale: choiceOrNone(scales),
  person: text(80),
  mail: mailField,
  phone: phoneField,
  password: z.string().min(1, 'required').max(1000, 'too-long'),
  agreed: z.literal('on', 'agree-first'),
})
export type RegisterValues = z.infer<typeof registerForm>

export const organizationForm = z.object({
  nameEn: optional(160),
  district: z.string().regex(/^\d{6}$/, 'required'),
  sector: z
    .string()
    .regex(/^[A-T](\d{2})?$/)
    .or(z.literal('').transform(() => null))
    .nullish(),
  ownership: choiceOrNone(ownerships),
  scale: choiceOrNone(scales),
  listing: choice(listings),
  headcount: z
    .string()
    .trim()
    .regex(/^\d{0,7}$/, 'whole-number')
    .transform((value) => (value === '' ? null : Number(value))),
  person: optional(80),
  mail: mailField.or(z.literal('').transform(() => null)),
  phone: phoneField,
  address: optional(200),
  bank: optional(120),
  bankAccount: optional(40),
})
export type OrganizationValues = z.infer<typeof organizationForm>

const roleList = z.union([z.array(z.string()), z.string().transform((one) => [one])])

export const invitationForm = z.object({
  name: text(80),
  mail: mailField,
  department: optional(80),
  roles: roleList.default([]),
})
export const rolesForm = z.object({
  personId: z.uuid(),
  department: optional(80),
  roles: roleList.default([]),
})

export const newPasswordForm = z.object({ password: z.string().min(1, 'required').max(1000, 'too-long') })
export const acceptForm = newPasswordForm.extend({ name: text(80).optional() })
export const changePasswordForm = newPasswordForm.extend({ current: z.string().min(1, 'required') })
export const resetForm = z.object({ mail: mailField })

export const verificationForm = z.object({
  decision: z.enum(['verify', 'return', 'suspend', 'resume'], 'required'),
  reason: optional(500),
})

export const officeForm = z.object({
  name: text(120),
  uscc: usccField,
  district: z.string().regex(/^\d{6}$/, 'required'),
  person: text(80),
  mail: mailField,
  password: z.string().min(1, 'required').max(1000, 'too-long'),
})
