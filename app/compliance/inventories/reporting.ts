import type { InventoryRecord } from '../record'

/** What became of one source: counts by kind of record and by severity of problem. */
export type SourceReport = {
  source: number
  file: string
  member: string | null
  format: string | null
  encoding: string | null
  repair: string | null
  bytes: number
  sha256: string | null
  computers: number
  software: number
  license: number
  antivirus: number
  ignored: number
  warning: number
  refused: number
  fatal: string | null
}

export type ImportReport = { sources: SourceReport[]; changes?: Changes }

/** What accepting an import did. */
export type Changes = { computers: number; added: number; removed: number; kept: number; unknown: number }

/** Counts records as they come; the last source is the open one. */
export function count(sources: SourceReport[], record: InventoryRecord) {
  if (record.kind === 'file') {
    const { source, file, member, format, encoding, repair, bytes, sha256 } = record
    const zero = { computers: 0, software: 0, license: 0, antivirus: 0, ignored: 0, warning: 0, refused: 0 }
    sources.push({ source, file, member, format, encoding, repair, bytes, sha256, ...zero, fatal: null })
    return
  }
  const open = sources.at(-1)!
  if (record.kind === 'computer') open.computers += 1
  else if (record.kind !== 'problem') open[record.kind] += 1
  else if (record.severity === 'fatal') open.fatal = record.code
  else open[record.severity] += 1
}
