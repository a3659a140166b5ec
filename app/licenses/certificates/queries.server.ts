import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { Day } from '~/kernel/workdays'
import type { Actor } from '~/people/actor'
import type { CertificateItem, Statement } from './certificate'
import type { QrPayload } from './checking'

type Db = Kysely<Database>

export type Hindrance = {
  kind: 'gap' | 'unknown' | 'not_inspected' | 'blacklisted'
  nameZh: string | null
  nameEn: string | null
  units: number | null
}

/** What keeps one's own organization from a certificate; nothing when it may have one. */
export async function listHindrances(db: Db): Promise<Hindrance[]> {
  const { rows } = await sql<Hindrance>`select * from hindrances()`.execute(db)
  return rows
}

/** The rights that count today, as a certificate states them: no price, no key, no computer. */
export async function listItems(db: Db, actor: Actor): Promise<CertificateItem[]> {
  const { rows } = await sql<CertificateItem>`
    select p.name_zh as product, e.name_zh as edition, r.name as release, n.metric, sum(n.quantity)::int as quantity, p.category,
           n.ends_on::text, n.source, x.no as record, encode(x.sha256, 'hex') as record_sha256
    from entitlements n
    join products p on p.id = n.product_id
    join editions e on e.id = n.edition_id
    left join releases r on r.id = n.release_id
    left join purchase_records x on x.id = n.purchase_record_id
    where n.org_id = ${actor.organizationId} and n.state = 'active' and n.purpose = 'commercial' and n.term <> 'evaluation'
      and n.starts_on <= shanghai_day() and coalesce(n.ends_on, shanghai_day()) >= shanghai_day()
    group by p.name_zh, e.name_zh, r.name, n.metric, p.category, n.ends_on, n.source, x.no, x.sha256
    order by array_position('{operating-system,office,antivirus}', p.category), p.name_zh, e.name_zh, r.name, n.ends_on, x.no`.execute(
    db,
  )
  return rows
}

/** Rows of one's own lists of today, and how many of them are recognized. */
export async function findKnownRows(db: Db, actor: Actor) {
  const { rows } = await sql<{ rows: number; recognized: number }>`
    select rows::int, (rows - unknown)::int as recognized from known_rows(${actor.organizationId}::uuid)`.execute(
    db,
  )
  return rows[0]!
}

/** One's own certificates, the newest first. */
export const listCertificates = (db: Db, actor: Actor) =>
  db
    .selectFrom('certificates')
    .select(['id', 'no', 'issuedOn', 'validUntil', 'state', 'reason'])
    .where('orgId', '=', actor.organizationId)
    .orderBy('id', 'desc')
    .execute()

/** One's own certificate with what was signed. */
export async function findCertificate(db: Db, actor: Actor, id: string) {
  const row = await db
    .selectFrom('certificates')
    .selectAll()
    .where('id', '=', id)
    .where('orgId', '=', actor.organizationId)
    .executeTakeFirst()
  return row && { ...row, statement: JSON.parse(row.statement) as Statement }
}

export type Certificate = NonNullable<Awaited<ReturnType<typeof findCertificate>>>

/** What everybody may know of a certificate by its number: what it says itself, and whether it still holds. */
export async function findBehind(db: Db, no: string) {
  const { rows } = await sql<{
    no: string
    state: 'valid' | 'superseded' | 'revoked'
    issuedOn: Day
    validUntil: Day
    payload: string
  }>`select no, state, issued_on::text, valid_until::text, payload from certificate_behind(${no})`.execute(db)
  const row = rows[0]
  return row && { ...row, payload: JSON.parse(row.payload) as QrPayload }
}

/** Public keys of certificates as a JWK set (RFC 8037). */
export async function listKeys(db: Db) {
  const rows = await db
    .selectFrom('certificateKeys')
    .select(['kid', 'publicX', 'notBefore'])
    .orderBy('notBefore')
    .execute()
  return rows.map(({ kid, publicX, notBefore }) => ({
    kty: 'OKP',
    crv: 'Ed25519',
    kid,
    x: publicX,
    use: 'sig',
    nbf: Math.floor(notBefore.getTime() / 1000),
  }))
}
