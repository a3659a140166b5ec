import * as z from 'zod'
import { dayField } from '~/kernel/fields'

export const pageSize = 50

const text = z
  .string()
  .trim()
  .max(80)
  .transform((typed) => typed || undefined)
  .optional()
  .catch(undefined)
const day = dayField.optional().catch(undefined)

/** What the address of the list of accounts may ask for. */
export const accountFilter = z.object({
  q: text,
  kind: z.enum(['bank', 'psp', 'fx', 'fee', 'pspfee', 'bankfee', 'loss', 'equity', 'recv', 'clawback', 'dispute', 'due', 'order', 'payable', 'held', 'refund', 'transit', 'unapplied', 'tax', 'suspense']).optional().catch(undefined), // oxfmt-ignore
  empty: z.literal('shown').optional().catch(undefined),
  asOf: day,
  after: text,
})

export type AccountFilter = Partial<z.output<typeof accountFilter>>

/** What the address of the journal may ask for. */
export const journalFilter = z.object({
  kind: z
    .string()
    .regex(/^[a-z_]+$/)
    .optional()
    .catch(undefined),
  from: day,
  to: day,
  order: text,
  after: z.uuid().optional().catch(undefined),
})

export type JournalFilter = Partial<z.output<typeof journalFilter>>

export const entriesFilter = z.object({
  asOf: day,
  after: z
    .string()
    .regex(/^\d{1,18}$/)
    .transform(BigInt)
    .optional()
    .catch(undefined),
})
