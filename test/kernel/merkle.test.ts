import fc from 'fast-check'
import crypto from 'node:crypto'
import { expect, test } from 'vitest'
import {
  consistencyProof,
  emptyPeaks,
  grow,
  inclusionProof,
  isConsistent,
  isIncluded,
  leafHash,
  root,
  rootOfPeaks,
} from '~/kernel/merkle'

const entries = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
]
const leaves = entries.map((hex) => leafHash(Buffer.from(hex, 'hex')))
const wholeHex = (hash: Uint8Array) => Buffer.from(hash).toString('hex')
const hex = (hashes: readonly Uint8Array[]) => hashes.map((hash) => wholeHex(hash).slice(0, 8))
const many = fc
  .integer({ min: 1, max: 70 })
  .map((size) => Array.from({ length: size }, (_, ix) => leafHash(String(ix))))

test('the known roots', () => {
  expect(wholeHex(root([]))).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  expect(wholeHex(root(leaves.slice(0, 1)))).toBe(
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  )
  expect(wholeHex(root(leaves.slice(0, 3)))).toBe(
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  )
  expect(wholeHex(root(leaves))).toBe('5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328')
})

test('the known proofs', () => {
  expect(hex(inclusionProof(leaves, 5))).toEqual(['bc1a0643', 'ca854ea1', 'd37ee418'])
  expect(hex(consistencyProof(leaves, 6))).toEqual(['0ebc5d34', 'ca854ea1', 'd37ee418'])
})

test('every leaf is proven at its place, and at no other', () => {
  fc.assert(
    fc.property(many, fc.nat(69), fc.nat(69), (all, a, b) => {
      const index = a % all.length
      const other = b % all.length
      const proof = inclusionProof(all, index)
      expect(isIncluded(all[index]!, index, all.length, proof, root(all))).toBe(true)
      expect(isIncluded(all[other]!, other, all.length, proof, root(all))).toBe(index === other)
    }),
  )
})

test('every earlier log is proven to be the beginning, a changed one is not', () => {
  fc.assert(
    fc.property(many, fc.nat(70), fc.nat(69), (all, a, b) => {
      const size = a % (all.length + 1)
      const proof = consistencyProof(all, size)
      expect(isConsistent(size, all.length, proof, root(all.slice(0, size)), root(all))).toBe(true)
      if (size === 0) return
      const forged = all.with(b % size, leafHash('forged'))
      expect(isConsistent(size, all.length, proof, root(forged.slice(0, size)), root(all))).toBe(false)
      expect(
        isConsistent(
          size,
          all.length,
          consistencyProof(forged, size),
          root(all.slice(0, size)),
          root(forged),
        ),
      ).toBe(false)
    }),
  )
})

test('growing by peaks gives the root of the whole', () => {
  fc.assert(
    fc.property(many, (all) => {
      expect(rootOfPeaks(all.reduce(grow, emptyPeaks))).toEqual(plainRoot(all))
    }),
  )
})

/** The definition of RFC 6962 §2.1, word for word. */
function plainRoot(all: readonly Uint8Array[]): Uint8Array {
  if (all.length === 1) return all[0]!
  let split = 1
  while (split * 2 < all.length) split *= 2
  const node = Buffer.concat([plainRoot(all.slice(0, split)), plainRoot(all.slice(split))])
  return new Uint8Array(crypto.hash('sha256', Buffer.concat([Uint8Array.of(1), node]), 'buffer'))
}
