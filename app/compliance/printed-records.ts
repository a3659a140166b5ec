import type { Run } from './reading'
import { RECORD, type InventoryRecord } from './record'

/** Records that a run has printed as lines, under the numbers of this run; null for any other file. */
export function printedRecords(bytes: Uint8Array, run: Run): InventoryRecord[] | null {
  const start = `{"record":"${RECORD}"`
  const text = new TextDecoder().decode(bytes.subarray(0, start.length + 3))
  if (!text.startsWith(start)) return null
  const lines = new TextDecoder().decode(bytes).split('\n').filter(Boolean)
  const printed = lines.map((line) => JSON.parse(line) as InventoryRecord)

  const before = run.sources
  const numbers = new Map<string, string>()
  for (const record of printed) {
    run.sources = Math.max(run.sources, before + record.source)
    if (record.kind === 'computer' && !numbers.has(record.computer)) {
      numbers.set(record.computer, run.machines.numberOf(record))
    }
  }
  return printed.map((record) => {
    const source = before + record.source
    if (record.kind === 'file' || record.computer === null) return { ...record, source }
    return { ...record, source, computer: numbers.get(record.computer) ?? record.computer } as InventoryRecord
  })
}
