import { parse } from 'csv-parse/sync'
import { extname } from 'node:path'
import { refuse } from '~/kernel/refusal'
import { readWorkbook } from '~/kernel/workbook.server'
import { columnsOf } from './columns'

export type Sheet = { rows: string[][]; encoding: 'utf-8' | 'gb18030' | 'xlsx' }

const bytesAtMost = 25 * 1024 * 1024
const delimiters = [',', ';', '\t']
const headerWithin = 30

/**
 * The rows of an uploaded statement: CSV in UTF-8 or GB18030 with comma, semicolon or tab, or the first sheet
 * of an XLSX. Refuses with file-too-large, encoding-unknown, not-a-table, and the archive's codes.
 */
export async function readSheet(bytes: Buffer, name: string): Promise<Sheet> {
  if (bytes.length > bytesAtMost) refuse('file-too-large')
  if (extname(name).toLowerCase() === '.xlsx' || bytes.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004')))
    return { rows: await readWorkbook(bytes), encoding: 'xlsx' }
  const { text, encoding } = decoded(bytes)
  return { rows: table(text), encoding }
}

function decoded(bytes: Buffer) {
  for (const encoding of ['utf-8', 'gb18030'] as const)
    try {
      return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding }
    } catch {
      continue
    }
  return refuse('encoding-unknown')
}

/** The delimiter under which one of the first rows is a header; comma when none is. */
function table(text: string): string[][] {
  const fits = (delimiter: string) =>
    rowsOf(text, delimiter, headerWithin).some((cells) => columnsOf(cells) !== null)
  return rowsOf(text, delimiters.find(fits) ?? ',')
}

function rowsOf(text: string, delimiter: string, atMost?: number): string[][] {
  try {
    return parse(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      bom: true,
      ...(atMost && { to: atMost }),
    })
  } catch {
    return refuse('not-a-table')
  }
}
