import { type Canonical, canonical } from '~/kernel/canonical'
import { sha256Hex } from '~/kernel/sha256'
import type { Entry, Manifest } from './reading'

/** `muster-bundle/1`: canonical JSON that names every other file with its digest and size, by path, and the evidence that is left out by its digest. */
export function manifestText(
  its: Pick<Manifest, 'case' | 'viewer' | 'leftOut'>,
  entries: readonly Entry[],
): string {
  const files = entries.map(({ path, bytes }) => ({ path, sha256: sha256Hex(bytes), bytes: bytes.length }))
  files.sort((a, b) => (a.path < b.path ? -1 : 1))
  return canonical({
    format: 'muster-bundle/1',
    case: its.case,
    viewer: its.viewer,
    files,
    leftOut: its.leftOut.toSorted(),
  })
}

/** A file of canonical JSON. */
export const jsonEntry = (path: string, facts: unknown): Entry => ({
  path,
  bytes: Buffer.from(canonical(facts as Canonical)),
})
