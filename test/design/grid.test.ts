import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cellAfter, parseClipboard, pasteInto, whyNotPaste } from '~/design/grid'

test('what would bury the page is not pasted: 10 MB, or ten thousand rows', () => {
  expect(whyNotPaste('1\t900\n10\t850\n')).toBeNull()
  expect(whyNotPaste('x'.repeat(10_000_000))).toBe('too-much')
  expect(whyNotPaste('1\t2\n'.repeat(10_000))).toBe('too-much')
  expect(whyNotPaste('1\t2\r\n'.repeat(500))).toBeNull()
})

test('a spreadsheet puts tabs between cells and lines between rows', () => {
  expect(parseClipboard('1\t2\r\n3\t4\r\n')).toEqual([
    ['1', '2'],
    ['3', '4'],
  ])
})

test('a quoted cell may hold tabs, lines and doubled quotes', () => {
  expect(parseClipboard('"a\tb"\t"line 1\nline 2"\t"say ""yes"""')).toEqual([
    ['a\tb', 'line 1\nline 2', 'say "yes"'],
  ])
})

test('a quote inside a word is only a quote', () => {
  expect(parseClipboard('5" disk\t"open')).toEqual([['5" disk', '"open']])
})

test('empty cells keep their places', () => {
  expect(parseClipboard('a\t\tc\n\t\t')).toEqual([
    ['a', '', 'c'],
    ['', '', ''],
  ])
})

const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`
const block = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }))
  .chain(([rows, columns]) =>
    fc.array(fc.array(fc.string({ maxLength: 6 }), { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    }),
  )

test('whatever was copied with quotes comes back as it was', () => {
  fc.assert(
    fc.property(block, (cells) => {
      expect(parseClipboard(cells.map((row) => row.map(quoted).join('\t')).join('\n'))).toEqual(cells)
    }),
  )
})

test('a paste grows the grid downwards and never sideways, and touches nothing else', () => {
  const cells = [
    ['a', 'b', 'c'],
    ['d', 'e', 'f'],
  ]
  expect(pasteInto(cells, { row: 1, column: 1 }, [['1', '2', '3'], ['4']], 3)).toEqual([
    ['a', 'b', 'c'],
    ['d', '1', '2'],
    ['', '4', ''],
  ])
})

test('keys lead to the neighboring cell and stop at the edge', () => {
  expect(cellAfter('ArrowDown', { row: 0, column: 1 }, 2, 2)).toEqual({ row: 1, column: 1 })
  expect(cellAfter('Enter', { row: 1, column: 1 }, 2, 2)).toBeNull()
  expect(cellAfter('ArrowRight', { row: 0, column: 1 }, 2, 2)).toBeNull()
  expect(cellAfter('x', { row: 0, column: 0 }, 2, 2)).toBeNull()
})
