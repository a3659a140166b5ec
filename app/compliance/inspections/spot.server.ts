import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { refuse } from '~/kernel/refusal'
import { packInUse } from '../packs/in-use.server'
import { aliasesOf } from '../queue/aliases.server'
import { readInventorySafely } from '../reading.server'
import type { InventoryRecord } from '../record'
import { recognizer } from '../recognition/recognize'
import type { Installation } from '../recognition/result'
import type { CheckValues } from './form'
import type { Inspection } from './queries.server'
import { listLedger } from './queries.server'
import type { Listed } from './verdicts'

type Tx = Kysely<Database>
type Machine = { id: string; computerNo: string; name: string | null }

export type Taken = { move: 'read'; name: string; bytes: Uint8Array; records: readonly InventoryRecord[] }

/** Reads a file taken on the spot, before any row is locked: a worker may need its time for it. */
export async function readTaken(
  values: CheckValues,
): Promise<Exclude<CheckValues, { move: 'read' }> | Taken> {
  if (values.move === 'judge') return values
  const { name } = values.file
  const bytes = new Uint8Array(await values.file.arrayBuffer())
  return { move: 'read', name, bytes, records: await Array.fromAsync(readInventorySafely(bytes, name)) }
}

/**
 * What an inventory file taken at one computer says of the inspected categories, and how each product stands by the
 * enterprise's position. Refuses: spot-unreadable, spot-of-others (several computers, none of that name).
 */
export async function judgeTaken(
  tx: Tx,
  its: Inspection,
  machine: Machine,
  records: readonly InventoryRecord[],
): Promise<Listed[]> {
  const computer = chosenOf(records, machine)
  const { rules } = await packInUse(tx)
  const recognize = recognizer(rules, await aliasesOf(tx, its.orgId))
  const own = records.filter((record) => 'computer' in record && record.computer === computer)
  const found = recognize(own).filter((line) => line.kind === 'installation')
  return standings(tx, its, machine, found)
}

function chosenOf(records: readonly InventoryRecord[], { computerNo, name }: Machine): string {
  const computers = records.filter((record) => record.kind === 'computer')
  const [first, ...others] = new Map(computers.map((record) => [record.computer, record])).values()
  if (!first) return refuse('spot-unreadable', { field: 'file' })
  if (others.length === 0) return first.computer
  const names = [computerNo, name].flatMap((known) => (known ? [known.toLowerCase()] : []))
  const named = [first, ...others].find((record) => record.name && names.includes(record.name.toLowerCase()))
  return named?.computer ?? refuse('spot-of-others', { field: 'file' })
}

/** As the register has it where it does; else by whether a unit of the product is free. */
async function standings(
  tx: Tx,
  its: Inspection,
  machine: Machine,
  found: readonly Installation[],
): Promise<Listed[]> {
  const { rows: products } = await sql<{
    slug: string
    nameZh: string
    nameEn: string
    category: string
    surplus: number
    releases: Record<string, string>
  }>`
    select p.slug, p.name_zh, p.name_en, p.category,
           coalesce((select n.surplus from positions n where n.org_id = ${its.orgId}::uuid and n.product_id = p.id), 0) as surplus,
           coalesce((select jsonb_object_agg(r.code, r.name) from releases r where r.product_id = p.id), '{}') as releases
    from products p where p.slug = any (${sql.val(found.flatMap(({ product }) => product ?? []))}::text[])
      and p.category = any (${sql.val([...its.categories])}::text[])`.execute(tx)
  const computer = await tx
    .selectFrom('inspectionComputers')
    .select('computerId')
    .where('id', '=', machine.id)
    .executeTakeFirstOrThrow()
  const ledger = (await listLedger(tx, [computer.computerId], its.categories)).get(computer.computerId) ?? []
  return found.flatMap((one): Listed[] => {
    const product = products.find(({ slug }) => slug === one.product)
    if (!product || !['licensable', 'free', 'open-source'].includes(one.class)) return []
    const { surplus, releases, ...named } = product
    const release = one.release && (releases[one.release] ?? one.release)
    // Another release than the register's is another installation: what covers the one says nothing of the other.
    const known = ledger.find((row) => row.slug === product.slug && (!release || row.release === release))
    return [
      {
        ...named,
        class: one.class,
        edition: known?.edition ?? one.edition,
        editionEn: known?.edition ? (known.editionEn ?? null) : null,
        release: release ?? known?.release ?? null,
        standing: known?.standing ?? (surplus > 0 ? 'covered' : 'uncovered'),
      },
    ]
  })
}
