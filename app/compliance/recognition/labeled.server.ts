import { readFile } from 'node:fs/promises'
import { readInventory } from '../reading'
import { labelSchema, machineGroups, type Label, type LabeledMachine, type MachineGroup } from './score'

/** The labeled machines of a folder, by group: the folder of a file says which. */
export async function labeledMachines(folder: string): Promise<Record<MachineGroup, LabeledMachine[]>> {
  const machines = await machinesOf(await labelsIn(`${folder}labels.jsonl`), folder)
  return Object.fromEntries(
    machineGroups.map((group) => [group, machines.filter(({ file }) => file.startsWith(`${group}/`))]),
  ) as Record<MachineGroup, LabeledMachine[]>
}

/** Real exports that lie outside the repository: only their labels, by file and row, are part of it. */
export const realMachines = async (folder: string, data: string) =>
  machinesOf(await labelsIn(`${folder}real-labels.jsonl`), data)

async function labelsIn(file: string): Promise<Label[]> {
  const text = await readFile(file, 'utf8')
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => labelSchema.parse(JSON.parse(line)))
}

function machinesOf(labels: readonly Label[], folder: string): Promise<LabeledMachine[]> {
  const files = Map.groupBy(labels, ({ file }) => file)
  return Promise.all(
    [...files].map(async ([file, own]) => {
      const bytes = await readFile(folder + file)
      return { file, labels: own, records: await Array.fromAsync(readInventory(bytes, file)) }
    }),
  )
}
