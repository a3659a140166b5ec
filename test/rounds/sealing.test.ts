import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bodyOf, frameOf, padTo } from '~/rounds/frame'
import { openItem, sealItem, type SealedHead } from '~/rounds/sealing.server'

const master = { version: 1, key: randomBytes(32) }
const head: SealedHead = { round: 'r', noticeHash: 'n', kind: 'price', lot: 'l', author: 'v' }
const keep = (sealed: ReturnType<typeof sealItem>) => ({
  envelope: JSON.parse(sealed.envelope),
  commitment: sealed.commitment,
})

test('what was sealed opens to the same content', () => {
  const sealed = sealItem(head, { tiers: [{ from: 1, price: '900' }] }, master)
  expect(openItem(keep(sealed), [master])).toMatchObject({ body: { tiers: [{ from: 1, price: '900' }] } })
})

test('envelopes of one kind have one size, whatever the prices', () => {
  const sizes = fc
    .sample(fc.bigInt({ min: 1n, max: 10n ** 15n }), 200)
    .map((price) => sealItem(head, { tiers: [{ from: 1, price: String(price) }] }, master).envelope.length)
  expect(new Set(sizes).size).toBe(1)
})

test('the same content sealed twice has another commitment: it cannot be guessed', () => {
  const [a, b] = [sealItem(head, { x: 1 }, master), sealItem(head, { x: 1 }, master)]
  expect(a!.commitment.equals(b!.commitment)).toBe(false)
})

test('an item that was moved to another lot, author or kind, or had a bit flipped, does not open', () => {
  const sealed = keep(sealItem(head, { x: 1 }, master))
  for (const change of [
    { lot: 'l2' },
    { author: 'w' },
    { kind: 'bundle' },
    { round: 'r2' },
    { payload: sealed.envelope.payload.replace(/.{4}$/, 'AAAA') },
  ])
    expect(openItem({ ...sealed, envelope: { ...sealed.envelope, ...change } }, [master])).toEqual({
      fault: 'payload-broken',
    })
})

test('another commitment than the receipt’s is named', () => {
  const sealed = keep(sealItem(head, { x: 1 }, master))
  expect(openItem({ ...sealed, commitment: randomBytes(32) }, [master])).toEqual({
    fault: 'commitment-differs',
  })
})

test('a frame holds what fits and nothing else; a content too long is refused', () => {
  const salt = new Uint8Array(32)
  const room = padTo.seed - 36
  expect(frameOf('seed', 'x'.repeat(room - 2), salt)).toHaveLength(padTo.seed)
  expect(frameOf('seed', 'x'.repeat(room - 1), salt)).toBeNull()
  expect(() => sealItem({ ...head, kind: 'seed' }, 'x'.repeat(room), master)).toThrow('too-long-to-seal')
})

test('any JSON survives the frame, and no other bytes are taken for one', () => {
  const salt = new Uint8Array(32)
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 3 }), (value) => {
      if (value === null) return
      const frame = frameOf('technical', value as never, salt)
      if (frame) expect(bodyOf(frame)).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
  fc.assert(fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => void bodyOf(bytes)))
})
