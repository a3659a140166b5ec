import type { Line } from '../decoding/lines'
import { columnsOf } from './columns'
import type { Format } from './format'
import { readRows } from './rows'

const ENTRY = /^([A-Za-z_]\w*)(?:=|\s+:(?: |$))(.*)$/

type Block = { line: number | null; values: Map<string, string> }

/** WMI instances as blocks of `Key=Value` (or `Key : Value`): installed products, product activations, antivirus. */
export const wmiList: Format = {
  id: 'wmi-list',
  shape: 'lines',
  fits(lines) {
    const filled = lines.filter(({ text }) => text.trim() !== '')
    const entries = filled.filter(({ text }) => ENTRY.test(text) || /^\s{2,}\S/.test(text))
    if (entries.length === 0 || entries.length < 0.8 * filled.length) return false
    const columns = columnsOf(keysOf(blocksOf(lines)))
    const told = (['version', 'publisher', 'partialKey', 'licenseStatus', 'productState'] as const).some(
      columns.has,
    )
    return columns.has('name') && told
  },
  read(lines, report) {
    const blocks = blocksOf(lines)
    const keys = keysOf(blocks)
    const rows = blocks.map(({ line, values }, at) => {
      return { row: at + 1, line, cells: keys.map((key) => values.get(key) ?? null) }
    })
    readRows(keys, columnsOf(keys), rows, report, 'windows')
  },
}

const keysOf = (blocks: readonly Block[]) => [...new Set(blocks.flatMap(({ values }) => [...values.keys()]))]

/** A block ends at an empty line, or where its first key comes again. */
function blocksOf(lines: readonly Line[]): Block[] {
  const blocks: Block[] = []
  let open: Block | null = null
  let last = ''
  for (const { text, number } of lines) {
    const [, key, value] = ENTRY.exec(text) ?? []
    if (text.trim() === '') open = null
    else if (key === undefined) open?.values.set(last, `${open.values.get(last) ?? ''}${text.trim()}`)
    else {
      if (!open || open.values.has(key)) blocks.push((open = { line: number, values: new Map() }))
      open.values.set(key, value!.trim())
      last = key
    }
  }
  return blocks
}
