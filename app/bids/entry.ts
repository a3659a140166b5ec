import * as z from 'zod'
import { dayField, moneyField, orNull, quantityField } from '~/kernel/fields'
import type { Day } from '~/kernel/workdays'
import { boundsProblem, type Tier, tierProblems, type TierTerms } from './form'

/** What a lot takes in a bid: its price rules, what may be offered, what must be answered, how long it must bind. */
export type EntryTerms = TierTerms & {
  editions: readonly string[]
  criteria: readonly string[]
  validAtLeast: Day
}

export const mostRows = 100
const text = z.string().trim().max(4000, 'too-long')
const cells = z.object({ from: z.string().default(''), price: z.string().default('') })

/** What every bid answers, whatever the criteria of its round. */
export const standardResponses = ['delivery', 'support', 'genuine'] as const

/** The rates that a bill may name, in basis points (confirm before legal use). */
export const taxRates = ['1300', '600', '300', '0'] as const

/** What a vendor types for one lot, held to the lot's terms cell by cell; codes of `tierProblems` and `boundsProblem`. */
export const entryForm = (terms: EntryTerms) =>
  z
    .object({
      notice: z.string().regex(/^[0-9a-f]{64}$/),
      edition: z.uuid('required').refine((id) => terms.editions.includes(id), 'required'),
      tiers: tierRows(terms),
      minQty: orNull(quantityField).optional(),
      maxQty: orNull(quantityField).optional(),
      taxRateBps: z.enum(taxRates, 'required').transform(Number),
      validUntil: dayField.refine((day) => day >= terms.validAtLeast, 'validity-short'),
      responses: z.record(z.string(), text).default({}),
    })
    .superRefine(({ tiers, minQty, maxQty, responses }, context) => {
      const wrong = boundsProblem(tiers, minQty ?? 0, maxQty ?? null)
      if (wrong) context.addIssue({ code: 'custom', path: ['maxQty'], message: wrong })
      for (const code of [...standardResponses, ...terms.criteria])
        if (!responses[code])
          context.addIssue({ code: 'custom', path: ['responses', code], message: 'required' })
    })

export type EntryValues = z.infer<ReturnType<typeof entryForm>>

/** Rows of a grid, empty ones left out; a problem names the row as it stands on the screen. */
export function tierRows(terms: TierTerms) {
  return z
    .array(cells)
    .max(mostRows, 'too-many-tiers')
    .default([])
    .transform((rows, context): Tier[] => {
      const wrong = (path: (string | number)[], message: string) =>
        context.addIssue({ code: 'custom', path, message })
      const written = rows.flatMap((row, place) =>
        row.from.trim() || row.price.trim() ? { row, place } : [],
      )
      const read = written.map(({ row, place }) => {
        const [from, price] = [quantityField.safeParse(row.from), moneyField.safeParse(row.price)]
        if (!from.success) wrong([place, 'from'], from.error.issues[0]!.message)
        if (!price.success) wrong([place, 'price'], price.error.issues[0]!.message)
        return { from: from.data ?? 0, price: price.data ?? 0n, sound: from.success && price.success }
      })
      // A cell that could not be read would make the ones after it look wrong as well.
      if (read.every(({ sound }) => sound))
        for (const { row, cell, code } of tierProblems(read, terms))
          wrong(cell ? [written[row]!.place, cell] : [], code)
      return read.map(({ from, price }) => ({ from, price }))
    })
}
