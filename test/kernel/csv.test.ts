import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { guarded, writeCsv } from '~/kernel/csv'

test('every field is quoted, quotes are doubled, lines end with CR LF', () => {
  expect(
    writeCsv(
      ['a', 'b'],
      [
        ['x "y"', 1n],
        [null, -2],
      ],
    ),
  ).toBe('"a","b"\r\n"x ""y""","1"\r\n"","-2"\r\n')
})

test.each(['=1+1', '+86 532', '-1+1', '@sum', '\tx', '\rx', '\nx', '-'])(
  '%j cannot run as a formula',
  (text) => {
    expect(guarded(text)).toBe(`'${text}`)
  },
)

test('what was written is read back, but for the guard', () => {
  const table = fc.array(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 2, maxLength: 2 }), {
    maxLength: 5,
  })
  fc.assert(
    fc.property(table, (rows) => {
      const read = parse(writeCsv(['a', 'b'], rows), { record_delimiter: '\r\n', bom: false })
      expect(read.slice(1)).toEqual(rows.map((row) => row.map(guarded)))
    }),
  )
})
