import * as z from 'zod'
import { dayField, quantityField, uuidForm } from '~/kernel/fields'
import { listings, ownerships, text } from '~/people/form'
import { categories, earlierStatuses } from '../campaigns/form'

const chosen = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((values) => [values ?? []].flat())
const listOf = <T extends string>(known: readonly [T, ...T[]]) =>
  chosen.transform((values) => known.filter((value) => values.includes(value)))

/** Percent with at most two decimals, as basis points; codes `required`, `share-form`. */
const percentField = z.string().transform((typed, context) => {
  const plain = typed.normalize('NFKC').replaceAll(/[\s%]/g, '')
  const bps = /^\d{1,3}(\.\d{1,2})?$/.test(plain) ? Math.round(Number(plain) * 100) : 0
  if (bps >= 1 && bps <= 10_000) return bps
  context.addIssue({ code: 'custom', message: plain === '' ? 'required' : 'share-form' })
  return z.NEVER
})

/** A round of inspections. No official ratio is known: whoever opens it enters every one of its figures. */
export const drawForm = z
  .object({
    title: text(120).min(2, 'required'),
    ground: text(400).min(2, 'required'),
    categories: listOf(categories).refine((values) => values.length > 0, 'required'),
    districts: chosen.transform((values) => values.filter((code) => /^\d{6}$/.test(code))),
    ownerships: listOf(ownerships),
    listings: listOf(listings),
    statuses: listOf(earlierStatuses),
    selfInspected: z.string().optional().transform(Boolean),
    ratio: percentField,
    minimum: quantityField,
    computerRatio: percentField,
    computerMinimum: quantityField,
    pool: chosen
      .transform((ids) => ids.filter((id) => uuidForm.test(id)))
      .refine((ids) => ids.length >= 2, 'two-needed'),
    startsOn: dayField,
    endsOn: dayField,
  })
  .refine(({ startsOn, endsOn }) => endsOn >= startsOn, { path: ['endsOn'], message: 'ends-before-start' })
export type DrawValues = z.output<typeof drawForm>

/** What is done with a round of inspections. */
export const drawMoveForm = z.union([
  z.object({ move: z.enum(['freeze', 'draw', 'close']) }),
  z.object({ move: z.literal('cancel'), reason: text(600) }),
])
export type DrawMove = z.output<typeof drawMoveForm>
