import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { Actor } from '~/people/actor'

type Db = Kysely<Database>

/** One key of one's organization by its tail, with what it opens; never its bytes. */
export async function findKey(db: Db, actor: Actor, keyId: string) {
  const { rows } = await sql<{
    id: string
    tail: string | null
    fileName: string | null
    kind: 'single' | 'volume' | 'file'
    state: 'free' | 'assigned' | 'returned' | 'revoked'
    unitNo: number | null
    entitlementId: string
    entitlementNo: string
    nameZh: string
    nameEn: string
    computerId: string | null
    person: string | null
  }>`
    select k.id, k.tail, k.file_name, k.kind, k.state, k.unit_no, n.id as entitlement_id, n.no as entitlement_no, p.name_zh, p.name_en, a.computer_id, s.name as person
    from license_keys k
    join entitlements n on n.id = k.entitlement_id
    join products p on p.id = n.product_id
    left join assignments a on a.entitlement_id = k.entitlement_id and a.unit_no = k.unit_no and a.until is null
    left join persons s on s.id = a.person_id
    where k.id = ${keyId}::uuid and k.org_id = ${actor.organizationId}`.execute(db)
  return rows[0]
}

/** Who has seen a key, when, from where and why. */
export async function listReveals(db: Db, keyId: string) {
  const { rows } = await sql<{
    id: string
    at: Date
    person: string | null
    reason: 'install' | 'reinstall' | 'inspection' | 'handover' | 'export' | 'evidence'
    address: string | null
    computerId: string | null
  }>`
    select r.id, r.at, s.name as person, r.reason, host(r.address) as address, r.computer_id
    from key_reveals r left join persons s on s.id = r.person_id where r.key_id = ${keyId}::uuid order by r.id desc limit 100`.execute(
    db,
  )
  return rows
}

export type SuppliedRow = {
  deliveryId: string
  entitlementId: string
  orderId: string
  orderNo: string
  noteNo: string
  noteState: string
  buyer: string
  buyerEn: string | null
  nameZh: string
  nameEn: string
  edition: string
  editionEn: string
  issued: number
  now: number
  keys: number
  revokedTails: string[] | null
  keyPattern: string | null
  at: Date
}

/** What the acting vendor delivered, with counts of units and keys; never who uses them. */
export async function listSuppliedRows(db: Db): Promise<SuppliedRow[]> {
  const { rows } = await sql<SuppliedRow>`
    select s.delivery_id, s.entitlement_id, o.id as order_id, o.number as order_no, n.number as note_no, n.state as note_state, b.name as buyer, b.name_en as buyer_en,
           p.name_zh, p.name_en, e.name_zh as edition, e.name_en as edition_en, s.issued, s.now, s.keys, s.revoked_tails, p.key_pattern, n.sent_at as at
    from licenses_supplied(null) s
    join deliveries d on d.id = s.delivery_id
    join delivery_notes n on n.id = d.note_id
    join orders o on o.id = n.order_id
    left join organizations b on b.id = o.enterprise_id
    join products p on p.id = s.product_id
    join editions e on e.id = s.edition_id
    order by s.now > 0 and s.keys = 0 desc, n.sent_at desc, s.entitlement_id limit 500`.execute(db)
  return rows
}
