import { unzipSync, zipSync } from 'fflate'
import type { Entry } from './manifest'

/** The first moment that a zip can name, by its local clock: the same files make the same bytes on any day. */
const noTime = new Date(1980, 0, 1)

/** A zip of these files in the order of their paths. */
export function pack(entries: readonly Entry[]): Uint8Array {
  const sorted = entries.toSorted((a, b) => (a.path < b.path ? -1 : 1))
  return zipSync(Object.fromEntries(sorted.map(({ path, bytes }) => [path, bytes])), { mtime: noTime, os: 3 })
}

/** The files of a zip; throws where it is none. */
export const unpack = (zip: Uint8Array): Entry[] =>
  Object.entries(unzipSync(zip)).map(([path, bytes]) => ({ path, bytes }))
