import type { RefusalCode } from './record'

/** What one upload may cost; wider than general uploads, since one zip may hold a whole enterprise. */
export const limits = {
  fileBytes: 64 * 1024 * 1024,
  rows: 200_000,
  lineCharacters: 1024 * 1024,
  fieldCharacters: 32_768,
  depth: 64,
  zipEntries: 5_000,
  zipBytes: 512 * 1024 * 1024,
  zipRatio: 100,
  zipRatioFrom: 1024 * 1024,
  heapMegabytes: 256,
  nurseryMegabytes: 6,
  memberMilliseconds: 20_000,
  /** days for which an uploaded original is kept for reading it again */
  originalsKeptDays: 90,
} as const

/** A file, or a member of a zip, that is refused as a whole. */
export class FileRefused extends Error {
  readonly code: RefusalCode

  constructor(code: RefusalCode) {
    super(code)
    this.name = 'FileRefused'
    this.code = code
  }
}
