import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { type MarketCaseState, marketCaseLifecycle } from '../lifecycle'
import type { Finding } from '../sellers/checklist'

type Db = Kysely<Database>

const caseColumns = ['c.id', 'c.no', 'c.state', 'c.sellerId', 'c.visitId', 'c.facts', 'c.evidence', 'c.heard', 'c.decisionNo', 'c.authority', 'c.ground', 'c.decidedOn', 'c.fine', 'c.entryId', 'c.outcome', 'c.published', 'c.publishedEn', 'c.maskedBy', 'c.publishedAt', 'c.openedAt'] as const // oxfmt-ignore

export const askedState = (params: URLSearchParams): MarketCaseState | undefined =>
  marketCaseLifecycle.states.find((one) => one === params.get('state'))

/** Cases, those that run first, the oldest on top. */
export const listCases = (db: Db, state: MarketCaseState | undefined) =>
  db
    .selectFrom('marketCases as c')
    .innerJoin('sellers as s', 's.id', 'c.sellerId')
    .select(['c.id', 'c.no', 'c.state', 'c.openedAt', 'c.decisionNo', 'c.fine', 'c.publishedAt', 's.name as seller'])
    .$if(state !== undefined, (query) => query.where('c.state', '=', state!))
    .orderBy(sql`c.state = 'closed'`)
    .orderBy('c.openedAt')
    .limit(1000)
    .execute() // oxfmt-ignore

export async function findCase(db: Db, caseId: string) {
  const its = await db
    .selectFrom('marketCases as c')
    .innerJoin('sellers as s', 's.id', 'c.sellerId')
    .select(caseColumns)
    .select(['s.name as seller', 's.kind', 's.uscc', 's.address', 's.website', 's.person', 's.phone', 's.orgId'])
    .where('c.id', '=', caseId)
    .executeTakeFirst() // oxfmt-ignore
  return its
}

export type TypicalCase = {
  id: string
  textZh: string
  textEn: string
  finding: Finding
  district: string | null
  fine: bigint | null
  decidedOn: string | null
  publishedAt: Date
}

/** Published cases, the newest first; no row of them names anybody. */
export async function listTypical(db: Db): Promise<TypicalCase[]> {
  const { rows } = await sql<TypicalCase>`
    select t.id, text_zh as "textZh", text_en as "textEn", finding, district, fine, decided_on as "decidedOn", published_at as "publishedAt"
    from typical_cases() t`.execute(db)
  return rows
}
