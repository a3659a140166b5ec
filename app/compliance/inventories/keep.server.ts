import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { recognizer } from '../recognition/recognize'
import type { Installation, RecognizedRow } from '../recognition/result'
import { strippedTitle } from '../recognition/titles'
import type { ComputerRecord, RowRecord } from '../record'
import type { SourceReport } from './reporting'
import { isProtected, sectionsOf } from './sections'

/** One computer's rows as they stood in one source. */
export type List = { file: SourceReport; computer: ComputerRecord; rows: RowRecord[] }

/** So many rows go to the database together, of one computer or of many. */
export const rowsAtOnce = 1_000

/** A computer's list with what each of its rows is. */
export const nameList = (list: List, recognize: ReturnType<typeof recognizer>) => ({
  list,
  ...kept([list.computer, ...list.rows], recognize),
})
export type NamedList = ReturnType<typeof nameList>

/** Keeps computers' lists with their rows and the pack that named them, in one transaction. */
export async function keepLists(
  db: Kysely<Database>,
  its: { id: string; orgId: string },
  named: readonly NamedList[],
  packId: string | null,
) {
  if (named.length === 0) return
  await db.transaction().execute(async (tx) => {
    const inserted = await tx
      .insertInto('inventories')
      .values(named.map((one) => listRow(its, one, packId)))
      .returning(['id', 'source', 'ref'])
      .execute()
    const ids = new Map(inserted.map(({ id, source, ref }) => [`${source} ${ref}`, id]))
    const rows = named.flatMap(({ list: { computer }, rows }) => {
      const inventoryId = ids.get(`${computer.source} ${computer.computer}`)!
      return rows.map((row) => ({ inventory_id: inventoryId, ...row }))
    })
    for (let at = 0; at < rows.length; at += rowsAtOnce) await insertRows(tx, rows.slice(at, at + rowsAtOnce))
  })
}

type Named = ReturnType<typeof kept> & { list: List }

const listRow = (
  { id: importId, orgId }: { id: string; orgId: string },
  { list: { file, computer, rows }, found, unknown }: Named,
  packId: string | null,
) => ({
  orgId,
  importId,
  source: computer.source,
  ref: computer.computer,
  fileName: file.member ?? file.file,
  fileSha256: file.sha256 ? Buffer.from(file.sha256, 'hex') : null,
  format: file.format ?? 'unknown',
  identity: computer.identity,
  computer: JSON.stringify(computer),
  found: JSON.stringify(found),
  sections: sectionsOf(computer, rows),
  partial: computer.partial,
  protected: isProtected(rows, computer.collectedAt),
  collectedAt: computer.collectedAt ? new Date(computer.collectedAt) : null,
  software: rows.filter(({ kind }) => kind === 'software').length,
  unknown,
  packId,
})

/** A list as it is kept: what it finds, how many rows nobody knows, and each row with what it is. */
export function kept(
  list: readonly [ComputerRecord, ...RowRecord[]],
  recognize: ReturnType<typeof recognizer>,
) {
  const [, ...rows] = list
  const lines = recognize(list)
  const recognized = new Map(
    lines.flatMap((line) => (line.kind === 'row' ? [[`${line.section} ${line.row}`, line]] : [])),
  )
  return {
    found: lines.filter((line) => line.kind === 'installation').map(withoutRows),
    unknown: [...recognized.values()].filter(
      (line) => line.section === 'software' && line.class === 'unknown',
    ).length,
    rows: rows.map((row) => keptRow(row, recognized.get(`${row.kind} ${row.row}`))),
  }
}

const withoutRows = ({
  product,
  edition,
  release,
  publisher,
  category,
  class: kind,
  channel,
  version,
  household,
  marks,
}: Installation) => ({
  product,
  edition,
  release,
  publisher,
  category,
  class: kind,
  channel,
  version,
  household,
  marks,
})

function keptRow(
  { record: _, source: __, computer: ___, ...row }: RowRecord,
  known: RecognizedRow | undefined,
) {
  const title = row.kind === 'license' ? null : strippedTitle(row.name, row.version)
  return {
    kind: row.kind,
    row: row.row,
    data: row,
    class: known?.class,
    step: known?.step,
    rule: known?.rule,
    publisher: known?.publisher ?? '',
    title,
    product: known?.product,
    edition: known?.edition,
    release: known?.release,
    installation: known?.installation,
    suggestions: known && known.suggestions.length > 0 ? known.suggestions : undefined,
  }
}

export type KeptRow = ReturnType<typeof keptRow>

// One parameter for all rows: a thousand rows of thirteen columns would be too many.
async function insertRows(tx: Kysely<Database>, rows: readonly (KeptRow & { inventory_id: string })[]) {
  await sql`
    insert into inventory_rows (inventory_id, kind, row, data, class, step, rule, publisher, title, product, edition, release, installation, suggestions)
    select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (inventory_id uuid, kind text, row int, data jsonb, class text, step int,
      rule text, publisher text, title text, product text, edition text, release text, installation text, suggestions jsonb)`.execute(
    tx,
  )
}
