import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { kept, type KeptRow } from '../inventories/keep.server'
import type { Alias } from '../recognition/aliases'
import { recognizer } from '../recognition/recognize'
import type { ComputerRecord, RowRecord } from '../record'
import type { PackInUse } from './in-use.server'

type Tx = Kysely<Database>
type Named = { class: string; product: string | null; edition: string | null; release: string | null }

/** Equal rows that became something else, and on how many computers. */
export type Difference = {
  publisher: string
  title: string
  from: Named
  to: Named
  rows: number
  computers: number
}

const listsAtOnce = 25

/**
 * Recognizes lists that were read with another pack once more, a few at a time: their rows and what they find are
 * then as if they had been read today. Answers what changed, by title, and how many rows were looked at.
 */
export async function recognizeAnew(
  tx: Tx,
  lists: readonly string[],
  { id, rules }: PackInUse,
  aliases: readonly Alias[],
  progress: (lists: number, rows: number) => Promise<unknown> = async () => undefined,
): Promise<{ differences: Difference[]; rows: number }> {
  const recognize = recognizer(rules, aliases)
  const differences = new Map<string, Difference & { seen: Set<string> }>()
  let looked = 0
  for (let at = 0; at < lists.length; at += listsAtOnce) {
    const batch = await readLists(tx, lists.slice(at, at + listsAtOnce))
    const renewed = batch.map(({ list, rows }) => ({
      list,
      rows,
      now: kept([list.computer, ...rows.map(recordOf(list))], recognize),
    }))
    for (const { list, rows, now } of renewed) {
      looked += rows.length
      for (const [place, row] of rows.entries()) note(differences, list, row, now.rows[place]!)
    }
    await writeRows(
      tx,
      renewed.flatMap(({ list, rows, now }) =>
        now.rows
          .filter((row, place) => differs(rows[place]!, row))
          .map((row) => ({ ...row, inventory_id: list.id })),
      ),
    )
    await writeLists(
      tx,
      id,
      renewed.map(({ list, now }) => ({ id: list.id, found: now.found, unknown: now.unknown })),
    )
    await progress(batch.length, looked)
  }
  return {
    differences: [...differences.values()].map(({ seen, ...one }) => ({ ...one, computers: seen.size })),
    rows: looked,
  }
}

type List = { id: string; computerId: string | null; computer: ComputerRecord }
type StoredRow = Named & {
  inventoryId: string
  kind: RowRecord['kind']
  row: number
  data: object
  step: number | null
  rule: string | null
  publisher: string
  title: string | null
  installation: string | null
}

async function readLists(tx: Tx, ids: readonly string[]) {
  const { rows: lists } = await sql<List>`
    select id, computer_id, computer from inventories where id = any (${sql.val([...ids])}::uuid[]) order by id`.execute(
    tx,
  )
  const { rows } = await sql<StoredRow>`
    select inventory_id, kind, row, data, class, step, rule, publisher, title, product, edition, release, installation
    from inventory_rows where inventory_id = any (${sql.val([...ids])}::uuid[]) order by inventory_id, kind desc, row`.execute(
    tx,
  )
  const byList = Map.groupBy(rows, ({ inventoryId }) => inventoryId)
  return lists.map((list) => ({ list, rows: byList.get(list.id) ?? [] }))
}

const recordOf =
  ({ computer }: List) =>
  ({ data }: StoredRow) =>
    ({
      record: 'inventory-record/1',
      source: computer.source,
      computer: computer.computer,
      ...data,
    }) as RowRecord

const same = (one: Named, other: Named) =>
  one.class === other.class &&
  one.product === other.product &&
  one.edition === other.edition &&
  one.release === other.release

const differs = (was: StoredRow, now: KeptRow) =>
  now.class !== undefined &&
  (!same(was, named(now)) ||
    was.step !== now.step ||
    was.rule !== now.rule ||
    was.publisher !== now.publisher ||
    was.installation !== now.installation)

const named = (row: KeptRow): Named => ({
  class: row.class ?? 'unknown',
  product: row.product ?? null,
  edition: row.edition ?? null,
  release: row.release ?? null,
})

function note(
  differences: Map<string, Difference & { seen: Set<string> }>,
  list: List,
  was: StoredRow,
  now: KeptRow,
) {
  if (now.class === undefined || same(was, named(now))) return
  const from = {
    class: was.class ?? 'unknown',
    product: was.product,
    edition: was.edition,
    release: was.release,
  }
  const [publisher, title, to] = [now.publisher, now.title ?? '', named(now)]
  const key = JSON.stringify([publisher, title, from, to])
  const one = differences.get(key) ?? {
    publisher,
    title,
    from,
    to,
    rows: 0,
    computers: 0,
    seen: new Set<string>(),
  }
  differences.set(key, one)
  one.rows += 1
  one.seen.add(list.computerId ?? list.id)
}

async function writeRows(tx: Tx, rows: readonly (KeptRow & { inventory_id: string })[]) {
  if (rows.length === 0) return
  await sql`
    update inventory_rows r
    set class = n.class, step = n.step, rule = n.rule, publisher = n.publisher, title = n.title, product = n.product, edition = n.edition,
        release = n.release, installation = n.installation, suggestions = n.suggestions
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n (inventory_id uuid, kind text, row int, class text, step int, rule text,
      publisher text, title text, product text, edition text, release text, installation text, suggestions jsonb)
    where r.inventory_id = n.inventory_id and r.kind = n.kind and r.row = n.row`.execute(tx)
}

const writeLists = (
  tx: Tx,
  packId: string | null,
  lists: readonly { id: string; found: object; unknown: number }[],
) =>
  sql`
  update inventories i set found = n.found, unknown = n.unknown, pack_id = ${packId}
  from jsonb_to_recordset(${JSON.stringify(lists)}::jsonb) as n (id uuid, found jsonb, unknown int) where i.id = n.id`.execute(
    tx,
  )
