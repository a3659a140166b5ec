import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'

// The tree of certificate transparency, RFC 6962 §2.1; every hash is 32 bytes.
type Hash = Uint8Array

const leafMark = Uint8Array.of(0)
const nodeMark = Uint8Array.of(1)

export const leafHash = (bytes: string | Uint8Array) =>
  sha256(concatBytes(leafMark, typeof bytes === 'string' ? utf8ToBytes(bytes) : bytes))
export const nodeHash = (left: Hash, right: Hash) => sha256(concatBytes(nodeMark, left, right))
const emptyRoot = () => sha256(new Uint8Array())

/** The root over the leaf hashes in order; of none it is SHA-256 of nothing. */
export function root(leaves: readonly Hash[]): Hash {
  return leaves.length ? rootOfPeaks(leaves.reduce(grow, emptyPeaks)) : emptyRoot()
}

/** What a growing log must remember: the roots of its complete subtrees, largest first. */
export type Peaks = { size: number; hashes: readonly Hash[] }
export const emptyPeaks: Peaks = { size: 0, hashes: [] }

/** The peaks after one more leaf. */
export function grow({ size, hashes }: Peaks, leaf: Hash): Peaks {
  const kept = [...hashes]
  let top: Hash = leaf
  for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2) top = nodeHash(kept.pop()!, top)
  return { size: size + 1, hashes: [...kept, top] }
}

export function rootOfPeaks({ hashes }: Peaks): Hash {
  return hashes.length ? hashes.reduceRight((right, left) => nodeHash(left, right)) : emptyRoot()
}

/** The siblings that lead from leaf `index` to the root, lowest first. */
export function inclusionProof(leaves: readonly Hash[], index: number): Hash[] {
  if (leaves.length <= 1) return []
  const half = splitOf(leaves.length)
  return index < half
    ? [...inclusionProof(leaves.slice(0, half), index), root(leaves.slice(half))]
    : [...inclusionProof(leaves.slice(half), index - half), root(leaves.slice(0, half))]
}

/** The nodes that show the first `size` leaves to be the beginning of all of them. */
export function consistencyProof(leaves: readonly Hash[], size: number): Hash[] {
  return size === 0 || size === leaves.length ? [] : subproof(leaves, size, true)
}

function subproof(leaves: readonly Hash[], size: number, whole: boolean): Hash[] {
  if (size === leaves.length) return whole ? [] : [root(leaves)]
  const half = splitOf(leaves.length)
  return size <= half
    ? [...subproof(leaves.slice(0, half), size, whole), root(leaves.slice(half))]
    : [...subproof(leaves.slice(half), size - half, false), root(leaves.slice(0, half))]
}

/** The largest power of two below the number of leaves. */
const splitOf = (size: number) => 2 ** Math.floor(Math.log2(size - 1))

/** Whether the leaf is number `index` of the `size` leaves under the root (RFC 9162 §2.1.3.2). */
export function isIncluded(
  leaf: Hash,
  index: number,
  size: number,
  proof: readonly Hash[],
  expected: Hash,
): boolean {
  if (index < 0 || index >= size) return false
  let at = index
  let last = size - 1
  let hash = leaf
  for (const sibling of proof) {
    if (last === 0) return false
    if (at % 2 === 1 || at === last) {
      hash = nodeHash(sibling, hash)
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)]
    } else hash = nodeHash(hash, sibling)
    ;[at, last] = [half(at), half(last)]
  }
  return last === 0 && equal(hash, expected)
}

/** Whether the log of `from` leaves is the beginning of that of `to` leaves (RFC 9162 §2.1.4.2). */
export function isConsistent(
  from: number,
  to: number,
  proof: readonly Hash[],
  older: Hash,
  newer: Hash,
): boolean {
  if (from > to) return false
  if (from === to) return proof.length === 0 && equal(older, newer)
  if (from === 0) return proof.length === 0 && equal(older, emptyRoot())
  const path = Number.isInteger(Math.log2(from)) ? [older, ...proof] : proof
  const first = path[0]
  if (!first) return false
  let at = from - 1
  let last = to - 1
  while (at % 2 === 1) [at, last] = [half(at), half(last)]
  let oldHash = first
  let newHash = first
  for (const sibling of path.slice(1)) {
    if (last === 0) return false
    if (at % 2 === 1 || at === last) {
      oldHash = nodeHash(sibling, oldHash)
      newHash = nodeHash(sibling, newHash)
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)]
    } else newHash = nodeHash(newHash, sibling)
    ;[at, last] = [half(at), half(last)]
  }
  return last === 0 && equal(oldHash, older) && equal(newHash, newer)
}

const half = (n: number) => Math.floor(n / 2)
const equal = (a: Hash, b: Hash) => a.length === b.length && a.every((byte, at) => byte === b[at])
