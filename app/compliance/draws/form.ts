import * as z from 'zod'
import { dayField, quantityField, shareField, uuidForm } from '~/kernel/fields'
import { listings, optional, ownerships, text } from '~/people/form'
import { categories, earlierStatuses } from '../campaigns/form'

const chosen = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((values) => [values ?? []].flat())
const listOf = <T extends string>(known: readonly [T, ...T[]]) =>
  chosen.transform((values) => known.filter((value) => values.includes(value)))

/** A round of inspections. No official ratio is known: whoever opens it enters every one of its figures. */
export const drawForm = z
  .object({
    title: text(120).min(2, 'required'),
    titleEn: optional(160),
    ground: text(400).min(2, 'required'),
    categories: listOf(categories).refine((values) => values.length > 0, 'required'),
    districts: chosen.transform((values) => values.filter((code) => /^\d{6}$/.test(code))),
    ownerships: listOf(ownerships),
    listings: listOf(listings),
    statuses: listOf(earlierStatuses),
    selfInspected: z.string().optional().transform(Boolean),
    ratio: shareField,
    minimum: quantityField,
    computerRatio: shareField,
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
