import * as z from 'zod'
import type { InventoryRecord, SoftwareRecord } from '../record'
import type { Alias } from './aliases'
import { measure, truthSchema, type Truth } from './measure'
import { recognize, recognizer } from './recognize'
import { softwareClasses } from './result'
import type { Rules } from './rules'
import { cleanTitle, stripTitle } from './titles'

/** What people say a row of a file is; where a second reading differs, it is kept beside the first. */
export const labelSchema = truthSchema.omit({ publisher: true, name: true, version: true }).extend({
  file: z.string(),
  row: z.int().positive(),
  second: z.object({ class: z.enum(softwareClasses), product: z.string().nullable() }).optional(),
})

export type Label = z.infer<typeof labelSchema>

/** A labeled list: the records of its file, and a label per row. */
export type LabeledMachine = { file: string; records: readonly InventoryRecord[]; labels: readonly Label[] }

/** The groups of machines: those that the rules were written with, those they had never met. */
export const machineGroups = ['train', 'unseen'] as const
export type MachineGroup = (typeof machineGroups)[number]

/**
 * Scores a pack on labeled machines, split by machine (inventory.md §9.6): by rules alone, and once more with the
 * aliases that people would have confirmed on the machines of `train`. The gates are over all labeled rows, recall by rules
 * alone; what the pack is worth on machines it never met stands beside them, under `unseen`.
 */
export function score(pack: Rules, machines: Record<MachineGroup, readonly LabeledMachine[]>) {
  const learned = aliasesFrom(machines.train, pack)
  const groups = Object.fromEntries(
    machineGroups.map((group) => [group, scored(pack, machines[group], [])] as const),
  ) as Record<MachineGroup, ReturnType<typeof scored>>
  const all = [...machines.train, ...machines.unseen]
  const withAliases = scored(pack, all, learned)
  const gates = {
    rulePrecision: withAliases.gates.rulePrecision,
    aliasPrecision: withAliases.gates.aliasPrecision,
    licensableRecall: scored(pack, all, []).gates.licensableRecall,
    noSuggestionAccepted: withAliases.gates.noSuggestionAccepted,
  }
  return {
    pack: { id: pack.pack.id, version: pack.pack.version },
    rules: pack.pack.rules.length,
    publishers: pack.pack.publishers.length,
    machines: { train: machines.train.length, unseen: machines.unseen.length },
    disagreements: all.reduce((sum, { labels }) => sum + labels.filter(({ second }) => second).length, 0),
    ...groups,
    withAliases: { learned: learned.length, ...withAliases },
    gates,
    passed: Object.values(gates).every(Boolean),
  }
}

export type Score = ReturnType<typeof score>

function scored(pack: Rules, machines: readonly LabeledMachine[], aliases: readonly Alias[]) {
  const apart = machines.map(({ file, records, labels }, at) => {
    const own = records.map((record) => ({ ...record, source: at + 1, computer: `${at + 1}` }))
    return { records: own as unknown as InventoryRecord[], truths: truthsOf(file, records, labels) }
  })
  const records = apart.flatMap((one) => one.records)
  const truths = apart.flatMap((one) => one.truths)
  return measure(records, recognize(records, pack, aliases), truths, pack.pack)
}

const softwareOf = (records: readonly InventoryRecord[]) =>
  records.filter((record): record is SoftwareRecord => record.kind === 'software')

function truthsOf(file: string, records: readonly InventoryRecord[], labels: readonly Label[]): Truth[] {
  const rows = new Map(softwareOf(records).map((record) => [record.row, record]))
  return labels.map(({ row, class: kind, product, edition, release }) => {
    const record = rows.get(row)
    if (!record) throw new Error(`${file} has no row ${row}`)
    const { publisher, name, version } = record
    return { publisher, name, version, class: kind, product, edition, release }
  })
}

/** What people would have said of the titles that the rules do not know. */
function aliasesFrom(machines: readonly LabeledMachine[], pack: Rules): Alias[] {
  const recognizeOne = recognizer(pack)
  return machines.flatMap(({ file, records, labels }) => {
    const recognized = new Map(
      recognizeOne(records).flatMap((line) =>
        line.kind === 'row' && line.section === 'software' ? [[line.row, line] as const] : [],
      ),
    )
    const truths = truthsOf(file, records, labels)
    return labels.flatMap(({ row }, at) => {
      const line = recognized.get(row)
      const { name, version, publisher: _, ...truth } = truths[at]!
      if (line?.class !== 'unknown') return []
      const title = stripTitle(cleanTitle(name), version)
      return [{ publisher: line.publisher, title, category: null, household: false, ...truth }]
    })
  })
}
