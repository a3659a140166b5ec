/** A label at a place across, from 0 to 100. */
type Label = { x: number; text: string }
type Placed = { lane: number; anchor: 'start' | 'end' }

const narrowest = 280
const gap = 8

/** How wide small text is at most, in pixels. */
export const widthOf = (text: string) =>
  [...text].reduce((width, symbol) => width + (/[\u2e80-\uffef]/.test(symbol) ? 12 : 7), 0)

/**
 * Rows for labels that stand along one line, given from left to right, so that no two touch in a picture of 280 pixels
 * and hence in no wider one; a label that would leave the picture on the right stands before its place.
 */
export function lanesOf(labels: readonly Label[]): Placed[] {
  const ends: number[] = []
  return labels.map(({ x, text }) => {
    const [at, width] = [(x / 100) * narrowest, widthOf(text)]
    const anchor = at + width <= narrowest ? 'start' : 'end'
    const from = anchor === 'start' ? at : at - width
    const free = ends.findIndex((end) => end + gap <= from)
    const lane = free < 0 ? ends.length : free
    ends[lane] = Math.max(ends[lane] ?? 0, from + width)
    return { lane, anchor }
  })
}
