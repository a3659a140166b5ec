import fc from 'fast-check'
import { expect, test } from 'vitest'
import { diffWords, type Piece } from '~/design/diff-words'

const textOf = (pieces: Piece[], ...kinds: Piece['kind'][]) =>
  pieces
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ text }) => text)
    .join('')

test('only the changed word is marked', () => {
  expect(diffWords('within 10 days', 'within 15 days')).toEqual([
    { kind: 'kept', text: 'within ' },
    { kind: 'removed', text: '10' },
    { kind: 'added', text: '15' },
    { kind: 'kept', text: ' days' },
  ])
})

test('Chinese is compared by characters, numbers inside it as wholes', () => {
  expect(diffWords('合同签订后10日内交付', '合同签订后15日内交付')).toEqual([
    { kind: 'kept', text: '合同签订后' },
    { kind: 'removed', text: '10' },
    { kind: 'added', text: '15' },
    { kind: 'kept', text: '日内交付' },
  ])
})

const text = fc
  .array(fc.constantFrom('a', 'b', ' ', '交', '付', '10', '，'), { maxLength: 20 })
  .map((parts) => parts.join(''))

test('what is kept and removed is the old text; what is kept and added is the new', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const pieces = diffWords(before, after)
      expect(textOf(pieces, 'kept', 'removed')).toBe(before)
      expect(textOf(pieces, 'kept', 'added')).toBe(after)
    }),
  )
})

test('an unchanged text has no mark', () => {
  fc.assert(
    fc.property(text, (same) => {
      expect(textOf(diffWords(same, same), 'removed', 'added')).toBe('')
    }),
  )
})
