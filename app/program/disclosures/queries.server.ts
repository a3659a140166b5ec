import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { Day } from '~/kernel/workdays'
import type { Actor } from '~/people/actor'
import { type Kind, kinds } from './form'
import type { Standing } from './stating'

type Db = Kysely<Database>

export type Disclosure = {
  id: string
  orgId: string
  name: string
  nameEn: string | null
  listing: 'listed' | 'pre_ipo' | 'none'
  kind: Kind
  text: string
  source: string
  link: string | null
  onDay: Day
  followUps: number
}

/** `?kind=`, `?listing=` and `?open=1` as the query takes them. */
export const asked = (params: URLSearchParams) => ({
  kind: kinds.find((one) => one === params.get('kind')),
  listing: (['listed', 'pre_ipo'] as const).find((one) => one === params.get('listing')),
  open: params.get('open') === '1',
})
export type Asked = ReturnType<typeof asked>

/** What was disclosed of the enterprises within the reader's reach (row policy), the newest first. */
export async function listDisclosures(db: Db, { kind, listing, open }: Partial<Asked>, orgId?: string) {
  const { rows } = await sql<Disclosure>`
    select d.id, d.org_id as "orgId", o.name, o.name_en as "nameEn", o.listing, d.kind, d.text, d.source, d.link, d.on_day::text as "onDay",
           (select count(*)::int from disclosure_follow_ups f where f.disclosure_id = d.id) as "followUps"
    from disclosures d join organizations o on o.id = d.org_id
    where (${kind ?? null}::text is null or d.kind = ${kind ?? null}) and (${listing ?? null}::text is null or o.listing = ${listing ?? null})
      and (${orgId ?? null}::uuid is null or d.org_id = ${orgId ?? null})
      and (not ${open ?? false} or not exists (select from disclosure_follow_ups f where f.disclosure_id = d.id))
    order by d.on_day desc, d.id desc limit 1000`.execute(db)
  return rows
}

export async function findDisclosure(db: Db, disclosureId: string): Promise<Disclosure | undefined> {
  const { rows } = await sql<Disclosure>`
    select d.id, d.org_id as "orgId", o.name, o.name_en as "nameEn", o.listing, d.kind, d.text, d.source, d.link, d.on_day::text as "onDay", 0 as "followUps"
    from disclosures d join organizations o on o.id = d.org_id where d.id = ${disclosureId}`.execute(db)
  return rows[0]
}

export const listFollowUps = (db: Db, disclosureId: string) =>
  db
    .selectFrom('disclosureFollowUps as f')
    .leftJoin('persons as p', 'p.id', 'f.by')
    .select(['f.id', 'f.text', 'f.at', 'p.name as person'])
    .where('f.disclosureId', '=', disclosureId)
    .orderBy('f.id')
    .execute()

/** Enterprises whose disclosures are followed: listed, or on the way to it. */
export const listFollowed = (db: Db) =>
  db
    .selectFrom('organizations')
    .select(['id', 'name', 'nameEn', 'listing'])
    .where('kind', '=', 'enterprise')
    .where('listing', 'in', ['listed', 'pre_ipo'])
    .orderBy('name')
    .execute()

/** What the statement rests on, of one's own enterprise. */
export async function findStanding(db: Db, actor: Actor): Promise<Standing> {
  const { rows } = await sql<Standing>`
    select o.listing, o.state, coalesce(s.status, 'not_inspected') as status, coalesce(s.inventoried, 0) as inventoried,
           coalesce(s.in_use, 0) as "inUse", exists (select from blacklist_entries e where e.org_id = o.id and e.state = 'listed') as "isListed"
    from organizations o left join organization_statuses s on s.org_id = o.id where o.id = ${actor.organizationId}`.execute(
    db,
  )
  return rows[0]!
}

export type Statement = {
  id: string
  no: string
  onDay: Day
  validUntil: Day
  computers: number
  issuedAt: Date
  name: string
  nameEn: string | null
  uscc: string
}

const statements = (db: Db, actor: Actor) =>
  db
    .selectFrom('complianceStatements as s')
    .innerJoin('organizations as o', 'o.id', 's.orgId')
    .select(['s.id', 's.no', 's.onDay', 's.validUntil', 's.computers', 's.issuedAt', 'o.name', 'o.nameEn', 'o.uscc'])
    .where('s.orgId', '=', actor.organizationId) // oxfmt-ignore

export const listStatements = (db: Db, actor: Actor): Promise<Statement[]> =>
  statements(db, actor).orderBy('s.issuedAt', 'desc').execute()

export const findStatement = (db: Db, actor: Actor, statementId: string): Promise<Statement | undefined> =>
  statements(db, actor).where('s.id', '=', statementId).executeTakeFirst()

export type ProvenStatement = {
  name: string
  uscc: string
  onDay: Day
  validUntil: Day
  holds: boolean
}

/** What a statement's number proves to whoever holds it, and whether it still holds today. */
export async function findProven(db: Db, no: string): Promise<ProvenStatement | undefined> {
  const { rows } = await sql<ProvenStatement>`
    select name, uscc, on_day::text as "onDay", valid_until::text as "validUntil", holds from proven_statement(${no})`.execute(
    db,
  )
  return rows[0]
}
