import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'

export type ClaimRow = {
  id: string
  no: string
  organizationId: string
  organization: string
  organizationEn: string | null
  nameZh: string
  nameEn: string
  edition: string
  editionEn: string
  release: string | null
  quantity: number | null
  startsOn: string
  endsOn: string | null
  licenseNo: string | null
  evidenceFileId: string | null
  evidenceName: string | null
  claim: Record<string, string | null>
  issuedAt: Date
}

/** Older licenses that wait for someone to look at their papers, the oldest first; the row policy says whose. */
export async function listClaims(db: Kysely<Database>): Promise<ClaimRow[]> {
  const { rows } = await sql<ClaimRow>`
    select n.id, n.no, o.id as organization_id, o.name as organization, o.name_en as organization_en, p.name_zh, p.name_en, e.name_zh as edition, e.name_en as edition_en, r.name as release, n.quantity,
           n.starts_on, n.ends_on, n.license_no, n.evidence_file_id, f.name as evidence_name, coalesce(n.claim, '{}') as claim, n.issued_at
    from entitlements n
    join organizations o on o.id = n.org_id
    join products p on p.id = n.product_id
    join editions e on e.id = n.edition_id
    left join releases r on r.id = n.release_id
    left join files f on f.id = n.evidence_file_id
    where n.state = 'claimed'
    order by n.evidence_file_id is null, n.id limit 200`.execute(db)
  return rows
}
