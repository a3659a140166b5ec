import type { FileRecord, InventoryRecord } from './record'

/** What one source came to, counted from its records. */
export type SourceSummary = {
  source: number
  file: string
  member: string | null
  format: string | null
  encoding: string | null
  repair: string | null
  computers: number
  rows: number
  software: number
  licenses: number
  antivirus: number
  ignored: number
  warnings: number
  refused: number
  fatal: string | null
}

/** Counts per source; `rows` are the data rows of the source, whatever became of them. */
export function summarize(records: Iterable<InventoryRecord>): SourceSummary[] {
  const summaries = new Map<number, SourceSummary>()
  for (const record of records) {
    if (record.kind === 'file') summaries.set(record.source, summaryOf(record))
    const summary = summaries.get(record.source)!
    if (record.kind === 'computer') summary.computers += 1
    else if (record.kind === 'problem') {
      if (record.severity === 'fatal') summary.fatal = record.code
      else summary[counters[record.severity]] += 1
      if (record.row !== null && record.severity !== 'warning') summary.rows += 1
    } else if (record.kind !== 'file') {
      summary.rows += 1
      summary[counters[record.kind]] += 1
    }
  }
  return [...summaries.values()]
}

const counters = {
  software: 'software',
  license: 'licenses',
  antivirus: 'antivirus',
  ignored: 'ignored',
  warning: 'warnings',
  refused: 'refused',
} as const

function summaryOf({ source, file, member, format, encoding, repair }: FileRecord): SourceSummary {
  const counts = {
    computers: 0,
    rows: 0,
    software: 0,
    licenses: 0,
    antivirus: 0,
    ignored: 0,
    warnings: 0,
    refused: 0,
  }
  return { source, file, member, format, encoding, repair, ...counts, fatal: null }
}

/** The same counts over all sources, but for the computers: one machine may have several sources. */
export function totalOf(summaries: readonly SourceSummary[]) {
  const sum = (
    key: Exclude<keyof SourceSummary, 'file' | 'member' | 'format' | 'encoding' | 'repair' | 'fatal'>,
  ) => summaries.reduce((total, summary) => total + summary[key], 0)
  return {
    rows: sum('rows'),
    software: sum('software'),
    licenses: sum('licenses'),
    antivirus: sum('antivirus'),
    ignored: sum('ignored'),
    warnings: sum('warnings'),
    refused: sum('refused'),
  }
}
