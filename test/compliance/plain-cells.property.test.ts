import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainCells } from '~/compliance/formats/plain-cells'

// Quotes, delimiters and blanks meet often in so small an alphabet.
const line = fc.string({ unit: fc.constantFrom('a', ' ', '"', ',', ';', '软'), maxLength: 12 })

test('a line that is one record has the cells that csv-parse finds in it', () => {
  let plain = 0
  fc.assert(
    fc.property(line, fc.constantFrom(',', ';'), (text, delimiter) => {
      const cells = plainCells(text, delimiter)
      if (!cells || text === '') return
      plain += 1
      const records = parse(text, { delimiter, relax_quotes: true, relax_column_count: true })
      expect(records).toEqual([cells])
    }),
    { numRuns: 5_000 },
  )
  expect(plain).toBeGreaterThan(1_000)
})

test('quotes hold delimiters and doubled quotes; a quote out of place or left open is no record', () => {
  expect(plainCells('"a, ""b""",,"",c', ',')).toEqual(['a, "b"', '', '', 'c'])
  expect(plainCells('a,', ',')).toEqual(['a', ''])
  expect(plainCells('"a",', ',')).toEqual(['a', ''])
  expect(plainCells('"a,b', ',')).toBeNull()
  expect(plainCells('a"b,c', ',')).toBeNull()
  expect(plainCells('"a" ,b', ',')).toBeNull()
})
