import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { LetterState, MarketCaseState } from '../lifecycle'
import type { Asked } from './asked'
import type { Checked, Finding } from './checklist'
import type { SellerKind } from './form'

type Db = Kysely<Database>

export type SellerRow = {
  id: string
  name: string
  kind: SellerKind
  uscc: string | null
  districtZh: string | null
  districtEn: string | null
  address: string
  website: string | null
  /** The letter that stands, or the one that waits for a signature. */
  letter: 'signed' | 'offered' | null
  expiresOn: string | null
  visitedOn: string | null
  finding: Finding | null
  openCases: number
}

/** Sellers with their letter, last visit and open cases; those never visited or longest ago first. One statement. */
export async function listSellers(db: Db, { q, kind, district, letter, found }: Asked): Promise<SellerRow[]> {
  const like = q && `%${q.replaceAll(/[%_\\]/g, '\\$&')}%`
  const { rows } = await sql<SellerRow>`
    select * from (
      select s.id, s.name, s.kind, s.uscc, d.name_zh as "districtZh", d.name_en as "districtEn", s.address, s.website,
        l.state as letter, l.expires_on as "expiresOn", v.visited_on as "visitedOn", v.finding,
        (select count(*)::int from market_cases c where c.seller_id = s.id and c.state <> 'closed') as "openCases"
      from sellers s
      left join districts d on d.code = s.district
      left join lateral (select state, expires_on from responsibility_letters l where l.seller_id = s.id and l.state in ('signed', 'offered')
                         order by l.state desc, l.expires_on desc limit 1) l on true
      left join lateral (select visited_on, finding from market_visits v where v.seller_id = s.id order by visited_on desc, id desc limit 1) v on true
      where (${like ?? null}::text is null or s.name ilike ${like ?? null} or s.address ilike ${like ?? null} or s.uscc ilike ${like ?? null})
        and (${kind ?? null}::text is null or s.kind = ${kind ?? null}) and (${district ?? null}::text is null or s.district = ${district ?? null})
    ) s
    where (${letter ?? null}::text is null or coalesce(s.letter, 'none') = ${letter ?? null}) and (not ${found} or s.finding <> 'none')
    order by s."visitedOn" nulls first, s.name limit 1000`.execute(db)
  return rows
}

export const findSeller = (db: Db, sellerId: string) =>
  db
    .selectFrom('sellers as s')
    .leftJoin('districts as d', 'd.code', 's.district')
    .leftJoin('organizations as o', 'o.id', 's.orgId')
    .selectAll('s')
    .select(['d.nameZh as districtZh', 'd.nameEn as districtEn', 'o.name as organization'])
    .where('s.id', '=', sellerId)
    .executeTakeFirst()

export const listVisits = (db: Db, sellerId: string) =>
  db
    .selectFrom('marketVisits as v')
    .leftJoin('persons as p', 'p.id', 'v.by')
    .leftJoin('marketCases as c', 'c.visitId', 'v.id')
    .select(['v.id', 'v.visitedOn', 'v.finding', 'v.remark', 'p.name as person', 'c.id as caseId', 'c.no'])
    .where('v.sellerId', '=', sellerId)
    .orderBy('v.visitedOn', 'desc')
    .orderBy('v.id', 'desc')
    .execute()

export const listCasesOf = (db: Db, sellerId: string) =>
  db
    .selectFrom('marketCases')
    .select(['id', 'no', 'state', 'decisionNo', 'openedAt'])
    .where('sellerId', '=', sellerId)
    .orderBy('openedAt', 'desc')
    .execute() as Promise<
    { id: string; no: string; state: MarketCaseState; decisionNo: string | null; openedAt: Date }[]
  >

export const listLettersOf = (db: Db, sellerId: string) =>
  db
    .selectFrom('responsibilityLetters')
    .select(['id', 'version', 'state', 'signedBy', 'signedAt', 'expiresOn'])
    .where('sellerId', '=', sellerId)
    .orderBy('offeredAt', 'desc')
    .execute() as Promise<
    {
      id: string
      version: number
      state: LetterState
      signedBy: string | null
      signedAt: Date | null
      expiresOn: string
    }[]
  >

export async function findVisit(db: Db, visitId: string) {
  const its = await db
    .selectFrom('marketVisits as v')
    .innerJoin('sellers as s', 's.id', 'v.sellerId')
    .leftJoin('persons as p', 'p.id', 'v.by')
    .leftJoin('marketCases as c', 'c.visitId', 'v.id')
    .select(['v.id', 'v.sellerId', 'v.visitedOn', 'v.checklist', 'v.finding', 'v.remark'])
    .select(['s.name as seller', 'p.name as person', 'c.id as caseId', 'c.no'])
    .where('v.id', '=', visitId)
    .executeTakeFirst()
  return its && { ...its, checklist: its.checklist as Checked, finding: its.finding as Finding }
}
