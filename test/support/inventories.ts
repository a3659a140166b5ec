import { readInventory } from '~/compliance/reading'
import type { InventoryRecord } from '~/compliance/record'

type Kind = InventoryRecord['kind']
type Of<K extends Kind> = Extract<InventoryRecord, { kind: K }>

/** All records of one file, by its content. */
export function readText(content: string | Uint8Array, file = 'upload'): Promise<InventoryRecord[]> {
  return Array.fromAsync(readInventory(typeof content === 'string' ? Buffer.from(content) : content, file))
}

export const ofKind = <K extends Kind>(records: readonly InventoryRecord[], kind: K): Of<K>[] =>
  records.filter((record): record is Of<K> => record.kind === kind)

/** The codes of problems of one severity, in their order. */
export const codes = (records: readonly InventoryRecord[], severity: Of<'problem'>['severity']) =>
  ofKind(records, 'problem').flatMap((problem) => (problem.severity === severity ? problem.code : []))

/** A GLPI inventory with the given software rows, as small as the format allows. */
export function aGlpiInventory(softwares: object[], hardware: object = { name: 'PC-001' }): string {
  return JSON.stringify({ deviceid: 'PC-001', content: { hardware, softwares } })
}
