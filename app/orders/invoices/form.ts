import * as z from 'zod'
import { dayField, fileOrNull, moneyField } from '~/kernel/fields'

// A message here is a code; texts have the sentences.
const reason = z.string().trim().min(2, 'reason-needed').max(1000, 'too-long')
const text = z
  .string()
  .trim()
  .max(200, 'too-long')
  .transform((typed) => typed || null)

const needed = ['address', 'phone', 'bank', 'account'] as const

/** Whom an invoice is for; a special invoice 专票 says more of the buyer than an ordinary one 普票. */
export const buyerFields = {
  kind: z.enum(['special', 'ordinary'], 'required'),
  address: text,
  phone: text,
  bank: text,
  account: text,
  mail: z.union([z.literal('').transform(() => null), z.email('mail-form')]),
}

type Buyer = { kind: 'special' | 'ordinary' } & Record<(typeof needed)[number], string | null>

export function checkBuyer({ kind, ...values }: Buyer, context: z.RefinementCtx) {
  if (kind === 'ordinary') return
  for (const name of needed)
    if (values[name] === null) context.addIssue({ code: 'custom', message: 'required', path: [name] })
}

export const requestForm = z.object(buyerFields).superRefine(checkBuyer)

export type RequestValues = z.output<typeof requestForm>

const digits = z.string().transform((typed) => typed.normalize('NFKC').replaceAll(/[\s-]/g, ''))

/** What stands on the paper: twenty digits when digital 数电票, code and eight digits on paper. */
export const paperFields = {
  medium: z.enum(['digital', 'paper']).default('digital'),
  code: digits.transform((typed) => typed || null).optional(),
  number: digits,
  issuedOn: dayField,
  pdf: fileOrNull.optional(),
  ofd: fileOrNull.optional(),
  xml: fileOrNull.optional(),
}

type Paper = {
  medium: 'digital' | 'paper'
  code?: string | null | undefined
  number: string
  pdf?: File | null | undefined
  ofd?: File | null | undefined
  xml?: File | null | undefined
}

export function checkPaper({ medium, code, number, pdf, ofd, xml }: Paper, context: z.RefinementCtx) {
  const wrong = (message: string, field: string) =>
    context.addIssue({ code: 'custom', message, path: [field] })
  if (medium === 'digital' && !/^\d{20}$/.test(number)) wrong('invoice-number-digital', 'number')
  if (medium === 'digital' && code) wrong('invoice-code-none', 'code')
  if (medium === 'paper' && !/^\d{8}$/.test(number)) wrong('invoice-number-paper', 'number')
  if (medium === 'paper' && !/^(\d{10}|\d{12})$/.test(code ?? '')) wrong('invoice-code-form', 'code')
  if (medium === 'digital' && !pdf && !ofd && !xml) wrong('invoice-file-needed', 'pdf')
}

export const issueForm = z
  .object({
    ...paperFields,
    lines: z.array(
      z.object({ lineId: z.uuid(), taxCode: digits.pipe(z.string().regex(/^\d{19}$/, 'tax-code-form')) }),
    ),
  })
  .superRefine(checkPaper)

export type IssueValues = z.output<typeof issueForm>

export const redForm = z.object(paperFields).superRefine(checkPaper)
export type RedValues = z.output<typeof redForm>

/** What may be done with an invoice on its page. */
export const invoiceMoves = z.discriminatedUnion('move', [
  z.object({ move: z.literal('refuse'), reason }),
  z.object({ move: z.literal('deliver') }),
  z.object({ move: z.literal('use') }),
  z.object({ move: z.literal('request_red'), reason, amount: moneyField }),
  z.object({ move: z.literal('confirm_red') }),
])

export type InvoiceMoveValues = z.output<typeof invoiceMoves>
