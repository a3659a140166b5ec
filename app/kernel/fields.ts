import * as z from 'zod'
import { parseMoney } from './money'

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'

/** An id as it stands in an address or a form. */
export const uuidForm = new RegExp(`^${uuid}$`)

/** An id with the word before it that says of what, as in `edition:…`. */
export const namedIdForm = (...kinds: string[]) => new RegExp(`^(${kinds.join('|')}):(${uuid})$`)

export const largestQuantity = 10_000_000

/** What a person types as an amount in yuan, as fen above zero; codes of `parseMoney` and `money-positive`. */
export const moneyField = z.string().transform((typed, context) => {
  const amount = parseMoney(typed)
  if (typeof amount === 'bigint' && amount > 0n) return amount
  context.addIssue({ code: 'custom', message: typeof amount === 'bigint' ? 'money-positive' : amount })
  return z.NEVER
})

/** A whole number of 1 to 10,000,000; full-width digits and correct groups are accepted. Codes `required`, `quantity-form`, `quantity-range`. */
export const quantityField = z.string().transform((typed, context) => {
  const plain = typed.normalize('NFKC').trim()
  // A pattern that has to go back in a whole pasted file runs out of its stack.
  const isShort = plain.length <= 40
  const number = isShort && /^(\d+|\d{1,3}(,\d{3})+)$/.test(plain) ? Number(plain.replaceAll(',', '')) : null
  if (number !== null && number >= 1 && number <= largestQuantity) return number
  context.addIssue({
    code: 'custom',
    message: plain === '' ? 'required' : number === null ? 'quantity-form' : 'quantity-range',
  })
  return z.NEVER
})

/** Percent with at most two decimals, as basis points; codes `required`, `rate-form`. */
export const percentField = z.string().transform((typed, context) => {
  const plain = typed.normalize('NFKC').trim().replace(/%$/, '').trim()
  if (/^\d{1,3}(\.\d{1,2})?$/.test(plain)) {
    const [whole, part = ''] = plain.split('.')
    const bps = Number(whole) * 100 + Number(part.padEnd(2, '0'))
    if (bps <= 10_000) return bps
  }
  context.addIssue({ code: 'custom', message: plain === '' ? 'required' : 'rate-form' })
  return z.NEVER
})

/** A share above nothing, as percent with at most two decimals, as basis points; codes `required`, `share-form`. */
export const shareField = z.string().transform((typed, context) => {
  const plain = typed.normalize('NFKC').replaceAll(/[\s%]/g, '')
  const bps = /^\d{1,3}(\.\d{1,2})?$/.test(plain) ? Math.round(Number(plain) * 100) : 0
  if (bps >= 1 && bps <= 10_000) return bps
  context.addIssue({ code: 'custom', message: plain === '' ? 'required' : 'share-form' })
  return z.NEVER
})

/** A day as `YYYY-MM-DD` that the calendar has; code `day-form`. */
export const dayField = z
  .string()
  .trim()
  .refine((day) => /^\d{4}-\d{2}-\d{2}$/.test(day) && isDay(day), 'day-form')

function isDay(day: string) {
  const time = Date.parse(`${day}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day)
}

/** A moment of Asia/Shanghai as a browser's `datetime-local` gives it; code `moment-form`. */
export const momentField = z
  .string()
  .trim()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'moment-form')
  .transform((typed, context) => {
    const at = new Date(`${typed}:00+08:00`)
    if (!Number.isNaN(at.getTime())) return at
    context.addIssue({ code: 'custom', message: 'moment-form' })
    return z.NEVER
  })

/** A field left empty means null; what else is wrong with it is the field's own to say. */
export const orNull = <T extends z.ZodType>(field: T) =>
  z.unknown().transform((value, context): z.output<T> | null => {
    if (typeof value === 'string' && value.trim() === '') return null
    const parsed = field.safeParse(value)
    if (parsed.success) return parsed.data
    for (const issue of parsed.error.issues)
      context.issues.push({ ...issue, input: value } as z.core.$ZodRawIssue)
    return z.NEVER
  })

/** What a browser's file input holds, or what a form posts: the chosen file, or null. */
const chosen = (value: unknown): unknown => {
  const first = typeof FileList !== 'undefined' && value instanceof FileList ? value[0] : value
  return first instanceof File && first.size > 0 ? first : null
}

/** An uploaded file; code `file-needed` when none was chosen or it is empty. */
export const fileField = z.preprocess(chosen, z.instanceof(File, { error: 'file-needed' }))

/** An uploaded file, or null when none was chosen. */
export const fileOrNull = z.preprocess(chosen, z.instanceof(File).nullable())
