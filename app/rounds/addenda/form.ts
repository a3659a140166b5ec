import * as z from 'zod'
import { moneyField, momentField, quantityField } from '~/kernel/fields'

const whole = (least: number, most: number) =>
  z
    .string()
    .trim()
    .regex(/^\d{1,4}$/, 'whole-number')
    .transform(Number)
    .refine((value) => value >= least && value <= most, 'whole-number')

const lotRow = z.object({
  id: z.uuid(),
  referencePrice: moneyField,
  minVolume: quantityField,
  maxWinners: whole(1, 3),
  contractMonths: whole(1, 120),
})

/** A correction of a published round: everything that may change, as it shall be, and why. */
export const addendumForm = z.object({
  move: z.enum(['preview', 'publish']),
  /** The notice that the officer had before them. */
  notice: z.string().regex(/^[0-9a-f]{64}$/),
  reason: z.string().trim().min(5, 'required').max(2000, 'too-long'),
  questionsCloseAt: momentField,
  pledgesCloseAt: momentField,
  bidsCloseAt: momentField,
  openingAt: momentField,
  minBids: whole(1, 10),
  maxTiers: whole(1, 12),
  contractDays: whole(1, 365),
  lots: z.array(lotRow).max(99),
})
export type AddendumValues = z.infer<typeof addendumForm>
