import { softwareClasses, type RecognitionLine, type SoftwareClass } from './result'

/** How many rows fell into each class, how many installations they make, and the share of rows known, in percent. */
export function tally(lines: readonly RecognitionLine[]) {
  const rows = lines.filter((line) => line.kind === 'row')
  const counts = Object.fromEntries(softwareClasses.map((name) => [name, 0])) as Record<SoftwareClass, number>
  for (const row of rows) counts[row.class] += 1
  const known =
    rows.length === 0 ? 100 : Math.round((1000 * (rows.length - counts.unknown)) / rows.length) / 10
  return { rows: rows.length, ...counts, installations: lines.length - rows.length, known }
}
