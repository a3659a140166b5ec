import * as z from 'zod'
import { dayField, moneyField, orNull, quantityField } from '~/kernel/fields'
import { categories, licenseClasses, metrics, priceSources, terms } from './codes'

const name = z.string().trim().min(1, 'required').max(120, 'too-long')
const note = z.string().trim().max(500, 'too-long').nullish()
const slug = z
  .string()
  .trim()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'slug-form')
  .max(80, 'too-long')
const code = z
  .string()
  .trim()
  .regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/, 'slug-form')
  .max(80, 'too-long')
const flag = z
  .literal('on')
  .optional()
  .transform((value) => value === 'on')
const months = orNull(quantityField.refine((value) => value <= 120, 'months-range')).optional()

export const publisherForm = z.object({
  key: slug,
  nameZh: name,
  nameEn: name,
  country: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{2}$/, 'country-form'),
})
export type PublisherValues = z.infer<typeof publisherForm>

export const productForm = z.object({
  publisherId: z.uuid('required'),
  slug,
  nameZh: name,
  nameEn: name,
  category: z.enum(categories, 'required'),
  licenseClass: z.enum(licenseClasses, 'required'),
  domestic: flag,
  brandKey: slug,
  summaryZh: note,
  summaryEn: note,
})
export type ProductValues = z.infer<typeof productForm>

/** A term and its months belong together: `term-months` when they do not. */
export const fitsTerm = (term: string, termMonths: number | null | undefined) =>
  (term === 'perpetual') === (termMonths == null)

export const editionForm = z
  .object({
    code,
    nameZh: name,
    nameEn: name,
    sku: z.string().trim().max(80, 'too-long').nullish(),
    metric: z.enum(metrics, 'required'),
    term: z.enum(terms, 'required'),
    termMonths: months,
    minQuantity: quantityField,
    household: flag,
  })
  .refine(({ term, termMonths }) => fitsTerm(term, termMonths), {
    path: ['termMonths'],
    message: 'term-months',
  })
export type EditionValues = z.infer<typeof editionForm>

export const referencePriceForm = z
  .object({
    editionId: z.uuid('required'),
    unitPrice: moneyField,
    source: z.enum(priceSources, 'required'),
    sourceNote: note,
    validFrom: dayField,
    validTo: orNull(dayField).optional(),
  })
  .refine(({ validFrom, validTo }) => !validTo || validTo >= validFrom, {
    path: ['validTo'],
    message: 'ends-before-start',
  })
export type ReferencePriceValues = z.infer<typeof referencePriceForm>

export const recommendForm = z
  .object({
    editionId: z.uuid('required'),
    listedOn: dayField,
    until: dayField,
    decisionNo: z.string().trim().min(1, 'required').max(80, 'too-long'),
  })
  .refine(({ listedOn, until }) => until >= listedOn, { path: ['until'], message: 'ends-before-start' })
export type RecommendValues = z.infer<typeof recommendForm>

export const removalForm = z.object({ reason: z.string().trim().min(2, 'required').max(500, 'too-long') })

export const classForm = z.object({
  code: slug,
  name,
  nameEn: name,
  platform: name,
  reason: z.string().trim().min(5, 'required').max(1000, 'too-long'),
})
export type ClassValues = z.infer<typeof classForm>
