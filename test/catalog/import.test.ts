import fc from 'fast-check'
import { expect, test } from 'vitest'
import { importColumns, readCatalog } from '~/catalog/import'
import { writeCsv } from '~/kernel/csv'
import { aLine } from '../support/catalog'

const fileOf = (...lines: Record<string, unknown>[]) =>
  writeCsv(
    importColumns,
    lines.map((line) =>
      importColumns.map((column) =>
        column === 'unit_price' && line[column] != null
          ? yuan(line[column] as bigint)
          : String(line[column] ?? ''),
      ),
    ),
  )
const yuan = (fen: bigint) => `${fen / 100n}.${String(fen % 100n).padStart(2, '0')}`

test('a sound file is read as it was written', () => {
  const lines = [
    aLine(),
    aLine({ term: 'perpetual', term_months: null, unit_price: null, price_source: null, valid_from: null }),
  ]
  expect(readCatalog(fileOf(...lines))).toEqual({ lines, problems: [] })
})

test('every wrong cell is named by line and column, and sound lines stand', () => {
  const good = aLine()
  const file = fileOf(
    good,
    { ...aLine(), metric: 'heads', min_quantity: 0 },
    { ...aLine(), unit_price: null, term_months: '' },
  )
  expect(readCatalog(file)).toEqual({
    lines: [good],
    problems: [
      { line: 3, column: 'metric', code: 'choice' },
      { line: 3, column: 'min_quantity', code: 'quantity-range' },
      { line: 4, column: 'term_months', code: 'term-months' },
    ],
  })
})

test('a line break inside a cell does not shift the line that is named', () => {
  const file = fileOf({ ...aLine(), edition_zh: '专业版\n（订阅）' }, { ...aLine(), country: 'China' })
  expect(readCatalog(file).problems).toEqual([{ line: 4, column: 'country', code: 'country-form' }])
})

test('the same edition twice in one file is named at its second line', () => {
  const line = aLine()
  expect(readCatalog(fileOf(line, line)).problems).toEqual([{ line: 3, column: 'edition', code: 'twice' }])
})

test('a missing column is named, and no line is read', () => {
  expect(readCatalog('product,edition\nx,y\n').problems).toContainEqual({
    line: 1,
    column: 'metric',
    code: 'column-missing',
  })
})

test('whatever the text, the answer is lines and problems, never a crash', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 300 }), (text) => {
      const { lines, problems } = readCatalog(text)
      expect(lines.length === 0 || problems.length === 0).toBe(true)
    }),
  )
})
