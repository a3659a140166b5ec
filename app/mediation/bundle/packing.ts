import { unzipSync, zipSync } from 'fflate'
import type { Entry } from './reading'

/** The first moment that a zip can name, by its local clock: the same files make the same bytes on any day. */
const noTime = new Date(1980, 0, 1)

/** A zip of these files in the order of their paths. */
export function pack(entries: readonly Entry[]): Uint8Array {
  const sorted = entries.toSorted((a, b) => (a.path < b.path ? -1 : 1))
  return zipSync(Object.fromEntries(sorted.map(({ path, bytes }) => [path, bytes])), { mtime: noTime, os: 3 })
}

const unpackedAtMost = 400 * 1024 * 1024

/** The files of a zip; throws where it is none, or would fill the memory of whoever reads it. */
export function unpack(zip: Uint8Array): Entry[] {
  let sum = 0
  const filter = ({ originalSize }: { originalSize: number }) => {
    sum += originalSize
    if (sum > unpackedAtMost) throw new RangeError('a zip of more than 400 MiB')
    return true
  }
  return Object.entries(unzipSync(zip, { filter })).map(([path, bytes]) => ({ path, bytes }))
}
