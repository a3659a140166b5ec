import type { AntivirusRecord, ComputerRecord, RowRecord, SoftwareRecord } from '../record'

export type Section = 'software' | 'software-partial' | 'antivirus' | 'os'

/**
 * What a computer's list speaks of, and so may replace: nothing said is nothing changed. A list that only holds
 * packages a source knows adds, and proves no absence.
 */
export function sectionsOf({ os }: Pick<ComputerRecord, 'os'>, rows: readonly RowRecord[]): Section[] {
  const software = rows.filter((row): row is SoftwareRecord => row.kind === 'software')
  const partial = software.length > 0 && software.every(({ hints }) => hints.includes('partial-list'))
  const sections: Section[] = []
  if (software.length > 0) sections.push(partial ? 'software-partial' : 'software')
  if (rows.some(({ kind }) => kind === 'antivirus')) sections.push('antivirus')
  if (os?.name) sections.push('os')
  return sections
}

const daysAtMost = 7

/**
 * Whether a computer was protected when its list was made: one antivirus enabled, its definitions up to date or at
 * most seven days old. Null when the list says nothing of antivirus.
 */
export function isProtected(rows: readonly RowRecord[], collectedAt: string | null): boolean | null {
  const found = rows.filter((row): row is AntivirusRecord => row.kind === 'antivirus')
  if (found.length === 0) return null
  return found.some((one) => one.enabled === true && (isFresh(one, collectedAt) ?? one.upToDate) === true)
}

function isFresh({ definitionsOn }: AntivirusRecord, collectedAt: string | null): boolean | null {
  if (!definitionsOn || !collectedAt) return null
  return Date.parse(collectedAt) - Date.parse(definitionsOn) <= (daysAtMost + 1) * 86_400_000
}
