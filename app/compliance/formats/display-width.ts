import { LOST, LOST_NARROW, SWALLOWED } from '../decoding/mojibake'

const MARKS = /^[\p{Mn}\p{Me}\p{Cf}]$/u
const WIDE =
  /^[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]$/u

/** Cells a character takes on a console: two if East Asian wide or a lost Han character, none for combining marks. */
export function widthOf(character: string): number {
  if (character === LOST) return 2
  if (character === LOST_NARROW || character === SWALLOWED) return 1
  if (character >= ' ' && character < '\u0300') return 1
  if (MARKS.test(character)) return 0
  return WIDE.test(character) ? 2 : 1
}

/** A line laid out on console cells: the text between two positions, and whether a position is blank. */
export type Layout = {
  width: number
  slice(from: number, to: number): string
  isBlank(position: number): boolean
}

export function layOut(text: string): Layout {
  const characters = [...text]
  const starts: number[] = []
  let width = 0
  for (const character of characters) {
    starts.push(width)
    width += widthOf(character)
  }
  // The swallowed byte after `…` is the blank between two columns.
  const blank = (character: string | undefined) =>
    character === undefined || character === SWALLOWED || /\s/.test(character)
  const at = new Map<number, string>()
  characters.forEach((character, index) => {
    for (let cell = 0; cell < widthOf(character); cell += 1) at.set(starts[index]! + cell, character)
  })
  return {
    width,
    slice: (from, to) =>
      characters.filter((_, index) => starts[index]! >= from && starts[index]! < to).join(''),
    isBlank: (position) => blank(at.get(position)),
  }
}
