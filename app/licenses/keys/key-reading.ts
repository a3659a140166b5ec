import { parse } from 'csv-parse/sync'

/** One key as a vendor sent it; `line` counts from 1 as an editor does. */
export type KeyLine = { line: number; key: string; unitNo: number | null }

const header = /^["']?(key|license ?key|密钥|序列号|激活码)["']?\s*(,|$)/i
const unitHeads = ['unit', 'unitno', '单元', '授权单元']

/** Keys one per line, or CSV with a header `key` and optional `unit`, `note`. Blank lines at the end do not count. */
export function readKeys(text: string): KeyLine[] {
  const clean = text.replace(/^\uFEFF/, '').trimEnd()
  if (clean === '') return []
  if (header.test(clean.split(/\r?\n/, 1)[0]!)) return readTable(clean)
  return clean.split(/\r?\n/).map((line, at) => ({ line: at + 1, key: line.trim(), unitNo: null }))
}

function readTable(text: string): KeyLine[] {
  const rows = parse(text, {
    relax_column_count: true,
    relax_quotes: true,
    trim: true,
    info: true,
  }) as unknown as {
    record: string[]
    info: { lines: number }
  }[]
  const heads = rows[0]!.record.map((head) => head.toLowerCase().replaceAll(/\s/g, ''))
  const unitAt = heads.findIndex((head) => unitHeads.includes(head))
  return rows.slice(1).map(({ record, info }) => {
    const unit = record[unitAt] ?? ''
    return { line: info.lines, key: record[0] ?? '', unitNo: /^\d{1,7}$/.test(unit) ? Number(unit) : null }
  })
}
