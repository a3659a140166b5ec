import { type Info, parse } from 'csv-parse/sync'
import * as z from 'zod'
import { dayField, moneyField, orNull, quantityField } from '~/kernel/fields'
import { categories, licenseClasses, metrics, priceSources, terms } from './codes'
import { fitsTerm } from './form'
import { keyPatternForm } from './key-pattern'

const name = z.string().trim().min(1, 'required').max(120, 'too-long')
const slug = z
  .string()
  .trim()
  .regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/, 'slug-form')
  .max(80, 'too-long')
const yes = z
  .string()
  .trim()
  .transform((typed, context) => {
    if (/^(yes|y|true|1|是)$/i.test(typed)) return true
    if (/^(no|n|false|0|否|)$/i.test(typed)) return false
    context.addIssue({ code: 'custom', message: 'yes-or-no' })
    return z.NEVER
  })

/** One line of the file: an edition with its product, publisher and reference price. */
const row = z
  .object({
    publisher: slug,
    publisher_zh: name,
    publisher_en: name,
    country: z
      .string()
      .trim()
      .regex(/^[A-Z]{2}$/, 'country-form'),
    product: slug,
    name_zh: name,
    name_en: name,
    category: z.enum(categories, 'choice'),
    license_class: z.enum(licenseClasses, 'choice'),
    domestic: yes,
    brand: slug,
    edition: slug,
    edition_zh: name,
    edition_en: name,
    metric: z.enum(metrics, 'choice'),
    term: z.enum(terms, 'choice'),
    term_months: orNull(quantityField.refine((value) => value <= 120, 'months-range')),
    min_quantity: quantityField,
    household: yes,
    unit_price: orNull(moneyField),
    price_source: orNull(z.enum(priceSources, 'choice')),
    valid_from: orNull(dayField),
    /** how keys of the product look; a file without the column changes nothing of it */
    key_pattern: orNull(z.string().trim().regex(keyPatternForm, 'key-pattern-form')).optional(),
  })
  .superRefine((line, context) => {
    if (!fitsTerm(line.term, line.term_months))
      context.addIssue({ code: 'custom', path: ['term_months'], message: 'term-months' })
    if (line.unit_price === null) return
    if (line.price_source === null)
      context.addIssue({ code: 'custom', path: ['price_source'], message: 'required' })
    if (line.valid_from === null)
      context.addIssue({ code: 'custom', path: ['valid_from'], message: 'required' })
  })

export type CatalogLine = z.infer<typeof row>
export type ImportProblem = { line: number; column: string | null; code: string }

export const importColumns = Object.keys(row.shape) as (keyof CatalogLine)[]
const optional = new Set<keyof CatalogLine>(['key_pattern'])
export const mostLines = 5_000

/**
 * Reads a catalog file (CSV, UTF-8, first line = columns) and reports everything that is wrong by line and column.
 * Codes: those of the fields, `csv-broken`, `column-missing`, `too-many-lines`, `twice`.
 */
export function readCatalog(text: string): { lines: CatalogLine[]; problems: ImportProblem[] } {
  const read = parsed(text)
  if ('problem' in read) return { lines: [], problems: [read.problem] }
  const missing = importColumns.filter((column) => !optional.has(column) && !read.columns.includes(column))
  if (missing.length > 0)
    return { lines: [], problems: missing.map((column) => ({ line: 1, column, code: 'column-missing' })) }
  if (read.records.length > mostLines)
    return { lines: [], problems: [{ line: mostLines + 2, column: null, code: 'too-many-lines' }] }

  const lines: CatalogLine[] = []
  const problems: ImportProblem[] = []
  const seen = new Set<string>()
  for (const { record, line } of read.records) {
    const result = row.safeParse(record)
    if (!result.success) {
      for (const issue of result.error.issues) {
        const column = issue.path.length > 0 ? String(issue.path[0]) : null
        problems.push({ line, column, code: codeOf(issue) })
      }
      continue
    }
    const key = `${result.data.product} ${result.data.edition}`
    if (seen.has(key)) problems.push({ line, column: 'edition', code: 'twice' })
    seen.add(key)
    lines.push(result.data)
  }
  return { lines, problems }
}

// A field that may be empty is a union; what it says of a value that is there stands in its last branch.
function codeOf(issue: z.ZodError['issues'][number]): string {
  const meant = issue.code === 'invalid_union' ? issue.errors.at(-1)?.[0] : undefined
  return meant?.message ?? issue.message
}

type Parsed =
  | { columns: string[]; records: { line: number; record: Record<string, string> }[] }
  | { problem: ImportProblem }

function parsed(text: string): Parsed {
  let columns: string[] = []
  try {
    const records = parse(text, {
      bom: true,
      columns: (header: string[]) => (columns = header.map((column) => column.trim().toLowerCase())),
      skip_empty_lines: true,
      max_record_size: 20_000,
      info: true,
    }) as unknown as { record: Record<string, string>; info: Info }[]
    return { columns, records: records.map(({ record, info }) => ({ record, line: info.lines })) }
  } catch (error) {
    const { lines } = error as { lines?: number }
    return { problem: { line: lines ?? 1, column: null, code: 'csv-broken' } }
  }
}
