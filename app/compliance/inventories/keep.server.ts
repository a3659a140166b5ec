import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { recognizer } from '../recognition/recognize'
import type { Installation, RecognizedRow } from '../recognition/result'
import { cleanTitle, stripTitle } from '../recognition/titles'
import type { ComputerRecord, RowRecord } from '../record'
import type { SourceReport } from './reporting'
import { isProtected, sectionsOf } from './sections'

/** One computer's rows as they stood in one source. */
export type List = { file: SourceReport; computer: ComputerRecord; rows: RowRecord[] }

const rowsAtOnce = 2_000

/** Recognizes a computer's list and keeps it with its rows, in one transaction. */
export async function keepList(
  db: Kysely<Database>,
  { id: importId, orgId }: { id: string; orgId: string },
  { file, computer, rows }: List,
  recognize: ReturnType<typeof recognizer>,
) {
  const lines = recognize([computer, ...rows])
  const recognized = new Map(
    lines.flatMap((line) => (line.kind === 'row' ? [[`${line.section} ${line.row}`, line]] : [])),
  )
  const found = lines.filter((line) => line.kind === 'installation')
  await db.transaction().execute(async (tx) => {
    const { id } = await tx
      .insertInto('inventories')
      .values({
        orgId,
        importId,
        source: computer.source,
        ref: computer.computer,
        fileName: file.member ?? file.file,
        fileSha256: file.sha256 ? Buffer.from(file.sha256, 'hex') : null,
        format: file.format ?? 'unknown',
        identity: computer.identity,
        computer: JSON.stringify(computer),
        found: JSON.stringify(found.map(withoutRows)),
        sections: sectionsOf(computer, rows),
        partial: computer.partial,
        protected: isProtected(rows, computer.collectedAt),
        collectedAt: computer.collectedAt ? new Date(computer.collectedAt) : null,
        software: rows.filter(({ kind }) => kind === 'software').length,
        unknown: [...recognized.values()].filter((line) => line.class === 'unknown').length,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const kept = rows.map((row) => keptRow(row, recognized.get(`${row.kind} ${row.row}`)))
    for (let at = 0; at < kept.length; at += rowsAtOnce)
      await insertRows(tx, id, kept.slice(at, at + rowsAtOnce))
  })
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
  const title = row.kind === 'license' ? null : stripTitle(cleanTitle(row.name), row.version)
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

// One parameter for all rows: a thousand rows of thirteen columns would be too many.
async function insertRows(
  tx: Kysely<Database>,
  inventoryId: string,
  rows: readonly ReturnType<typeof keptRow>[],
) {
  await sql`
    insert into inventory_rows (inventory_id, kind, row, data, class, step, rule, publisher, title, product, edition, release, installation, suggestions)
    select ${inventoryId}, * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (kind text, row int, data jsonb, class text, step int,
      rule text, publisher text, title text, product text, edition text, release text, installation text, suggestions jsonb)`.execute(
    tx,
  )
}
