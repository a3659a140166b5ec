import fc from 'fast-check'
import { expect, test } from 'vitest'
import { draw, drawStrata, frameHash, redraw, seedWithin } from '~/compliance/draw'

const ids = Array.from({ length: 10 }, (_, at) => `PC-${String(at + 1).padStart(3, '0')}`)
const terms = { ratioBps: 3000, minimum: 1 }

// compliance.md §9
test('the known draw', () => {
  const { next, ...known } = redraw({ secret: 'muster-demo', ids, ...terms })
  expect(known).toEqual({
    commitment: '84e09c6a9f07f76efbe8c2cb0795455e9fc30af06561377810305ea64ba40e5e',
    frame: 'fdc248b58afb01ed72fc0c6ce7fecfd2ce9dd11c7323e1e85eb3b402b90361b5',
    seed: '3484bca002e5f848cea1beadd104dc4523a9c4a7e27cc8b7e100f143bf49c37c',
    drawn: ['PC-006', 'PC-002', 'PC-001'],
  })
  expect(next.slice(0, 2)).toEqual(['PC-010', 'PC-004'])
})

test('one changed id changes the frame and with it the whole draw', () => {
  const other = ids.with(9, 'PC-011')
  expect(frameHash(other)).not.toBe(frameHash(ids))
  expect(redraw({ secret: 'muster-demo', ids: other, ...terms }).seed).not.toBe(
    redraw({ secret: 'muster-demo', ids, ...terms }).seed,
  )
})

test('each enterprise’s computers are drawn with a seed of their own', () => {
  const seed = 'ab'.repeat(32)
  expect(draw(seedWithin(seed, 'A'), ids, terms)).not.toEqual(draw(seedWithin(seed, 'B'), ids, terms))
})

test('the order in which ids are read does not matter, and every id is drawn or next', () => {
  const some = fc.uniqueArray(fc.integer({ min: 1, max: 999 }).map(String), { maxLength: 30 })
  fc.assert(
    fc.property(some, fc.integer({ min: 1, max: 10_000 }), fc.nat(5), (ids, ratioBps, minimum) => {
      const { drawn, next } = redraw({ secret: 's', ids, ratioBps, minimum })
      expect(redraw({ secret: 's', ids: ids.toReversed(), ratioBps, minimum })).toEqual(
        redraw({ secret: 's', ids, ratioBps, minimum }),
      )
      expect([...drawn, ...next].toSorted()).toEqual(ids.toSorted())
      const wanted = Math.max(minimum, Math.ceil((ids.length * ratioBps) / 10_000))
      expect(drawn.length).toBe(Math.min(ids.length, wanted))
    }),
  )
})

test('strata are drawn each by itself', () => {
  const strata = new Map([
    ['370202 private', ids],
    ['370203 private', ['x']],
  ])
  const drawn = drawStrata('ab', strata, terms)
  expect(drawn.get('370202 private')!.drawn).toHaveLength(3)
  expect(drawn.get('370203 private')).toEqual({ drawn: ['x'], next: [] })
})
