import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lanesOf, widthOf } from '~/design/charts/lanes'

const label = fc.record({
  x: fc.double({ min: 0, max: 100, noNaN: true }),
  text: fc.constantFrom('调解中', '等待对方答复', 'In mediation', 'Mediator being chosen', 'Filed'),
})
const along = fc.array(label, { maxLength: 9 }).map((all) => all.toSorted((a, b) => a.x - b.x))
const pictures = fc.integer({ min: 280, max: 1_400 })

const spansOf = (labels: readonly { x: number; text: string }[], width: number) =>
  lanesOf(labels).map(({ lane, anchor }, at) => {
    const [place, long] = [(labels[at]!.x / 100) * width, widthOf(labels[at]!.text)]
    const from = anchor === 'start' ? place : place - long
    return { lane, from, to: from + long }
  })

test('no two labels of a row touch, however wide the picture is', () => {
  fc.assert(
    fc.property(along, pictures, (labels, width) => {
      const spans = spansOf(labels, width)
      for (const [at, one] of spans.entries())
        for (const other of spans.slice(at + 1))
          if (one.lane === other.lane) expect(other.from - one.to).toBeGreaterThanOrEqual(7.999)
    }),
  )
})

test('no label leaves the picture on its right', () => {
  fc.assert(
    fc.property(along, pictures, (labels, width) => {
      for (const { to } of spansOf(labels, width)) expect(to).toBeLessThanOrEqual(width + 0.001)
    }),
  )
})

test('labels that have room stand in one row', () => {
  expect(
    lanesOf([
      { x: 0, text: 'Filed' },
      { x: 40, text: 'Invited' },
      { x: 96, text: '调解中' },
    ]),
  ).toEqual([
    { lane: 0, anchor: 'start' },
    { lane: 0, anchor: 'start' },
    { lane: 0, anchor: 'end' },
  ])
})
