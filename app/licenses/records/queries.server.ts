import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'

type Db = Kysely<Database>

/** `purchase-record/1`, what was true when the delivery was recorded (licenses.md §4). */
export type RecordBody = {
  format: 'purchase-record/1'
  no: string
  order: { no: string; line: number }
  buyer: { id: string; uscc: string; name: string }
  vendor: { id: string; uscc: string; name: string }
  product: { publisher: string; name: string; edition: string; release: string | null; sku: string | null }
  quantity: number
  metric: string
  term: string
  startsOn: string
  endsOn: string | null
  maintenanceUntil: string | null
  price: {
    unitPrice: string
    currency: string
    taxCategory: string | null
    taxRateBps: number | null
    net: string
    tax: string
    gross: string
  }
  tender: {
    round: string
    ocid: string | null
    lot: string | null
    noticeSha256: string | null
    award: string | null
    awardSha256: string | null
  } | null
  contract: { no: string; signedOn: string; sha256: string } | null
  delivery: { no: string; at: string; by: string | null; quantity: number; evidenceSha256: string | null }
}

/** A purchase that the reader took part in or inspects, by its number, with the exact bytes of its record. */
export async function findRecord(db: Db, no: string) {
  const { rows } = await sql<{
    id: string
    no: string
    orgId: string
    vendorId: string
    body: string
    sha256: string
    at: Date
    orderId: string
    roundId: string | null
    entitlementId: string | null
    entitlementNo: string | null
  }>`
    select x.id, x.no, x.org_id, x.vendor_id, x.body, encode(x.sha256, 'hex') as sha256, x.at, l.order_id, o.round_id, n.id as entitlement_id, n.no as entitlement_no
    from purchase_records x
    left join order_lines l on l.id = x.order_line_id
    left join orders o on o.id = l.order_id
    left join entitlements n on n.purchase_record_id = x.id and n.parent_id is null
    where x.no = ${no} limit 1`.execute(db)
  const row = rows[0]
  return row && { ...row, facts: JSON.parse(row.body) as RecordBody }
}

export type RecordFact = {
  id: string
  kind: 'invoice' | 'invoice_red' | 'payment' | 'refund' | 'acceptance' | 'chargeback' | 'reissue'
  ref: string
  amount: bigint | null
  currency: string | null
  at: Date
  sha256: string
  /** its digest is that of what it says, on the one before */
  intact: boolean
}

// As append_fact hashes it.
const factText = sql<string>`canonical(jsonb_build_object(
  'kind', f.kind, 'ref', f.ref, 'amount', f.amount::text, 'currency', f.currency,
  'at', to_char(f.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
  'file', encode(f.file_sha256, 'hex'), 'event', f.event_id))`

/** What happened to the purchase later, each fact chained to the one before: what was altered past the database is found. */
export async function listFacts(db: Db, recordId: string): Promise<RecordFact[]> {
  const { rows } = await sql<RecordFact>`
    select f.id, f.kind, f.ref, f.amount, f.currency, f.at, encode(f.sha256, 'hex') as sha256,
           f.prev_sha256 = lag(f.sha256, 1, x.sha256) over (order by f.id)
           and f.sha256 = sha256(f.prev_sha256 || convert_to(${factText}, 'UTF8')) as intact
    from purchase_facts f join purchase_records x on x.id = f.record_id
    where f.record_id = ${recordId}::uuid order by f.id`.execute(db)
  return rows
}

/** The same as the texts that were hashed, oldest first. */
export async function listFactTexts(db: Db, recordId: string): Promise<string[]> {
  const { rows } = await sql<{ text: string }>`
    select ${factText} as text from purchase_facts f where f.record_id = ${recordId}::uuid order by f.id`.execute(
    db,
  )
  return rows.map(({ text }) => text)
}
