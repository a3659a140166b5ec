import * as z from 'zod'
import { dayField, fileField, percentField } from '~/kernel/fields'
import { taxCategories } from '../tax-category'
import { taxpayers } from './rating'

// A message here is a code; texts have the sentences.
const category = z.enum(taxCategories, 'required')
const reason = z.string().trim().min(2, 'reason-needed').max(1000, 'too-long')

const note = z
  .string()
  .trim()
  .max(1000, 'too-long')
  .transform((typed) => typed || null)

/** To which category a vendor says that one of its editions belongs. */
export const skuTaxForm = z.object({
  move: z.literal('propose'),
  editionId: z.uuid('required'),
  category,
  note,
})

export const skuTaxVendorMoves = z.discriminatedUnion('move', [
  skuTaxForm,
  z.object({ move: z.literal('withdraw'), skuTaxId: z.uuid() }),
])

export const skuTaxOfficeMoves = z.discriminatedUnion('move', [
  z.object({ move: z.literal('check'), skuTaxId: z.uuid() }),
  z.object({ move: z.literal('refuse'), skuTaxId: z.uuid(), reason }),
])

/** As what a vendor is taxed from a day on, with the paper that shows it. */
export const taxpayerForm = z.object({
  move: z.literal('declare'),
  taxpayer: z.enum(taxpayers, 'required'),
  validFrom: dayField,
  file: fileField,
  note,
})

export const taxpayerVendorMoves = z.discriminatedUnion('move', [
  taxpayerForm,
  z.object({ move: z.literal('withdraw'), vendorTaxId: z.uuid() }),
])

export const taxpayerOfficeMoves = z.discriminatedUnion('move', [
  z.object({ move: z.literal('check'), vendorTaxId: z.uuid() }),
  z.object({ move: z.literal('refuse'), vendorTaxId: z.uuid(), reason }),
])

export const rateForm = z.object({
  move: z.literal('add'),
  category,
  taxpayer: z.enum(taxpayers, 'required'),
  bps: percentField,
  validFrom: dayField,
  source: z.string().trim().min(2, 'required').max(300, 'too-long'),
})

export const rateMoves = z.discriminatedUnion('move', [
  rateForm,
  z.object({ move: z.literal('withdraw'), rateId: z.uuid() }),
])

export type SkuTaxValues = z.output<typeof skuTaxForm>
export type SkuTaxOfficeValues = z.output<typeof skuTaxOfficeMoves>
export type TaxpayerValues = z.output<typeof taxpayerForm>
export type TaxpayerOfficeValues = z.output<typeof taxpayerOfficeMoves>
export type RateValues = z.output<typeof rateForm>

/** What is asked of the office's list; what is not understood is not asked. */
export const askedSkuTaxes = z.object({
  q: z.string().trim().max(100).optional().catch(undefined),
  category: z.enum(taxCategories).optional().catch(undefined),
})

export const askedTaxpayers = z.object({
  q: z.string().trim().max(100).optional().catch(undefined),
  taxpayer: z.enum(taxpayers).optional().catch(undefined),
})
export type AskedTaxpayers = z.output<typeof askedTaxpayers>
