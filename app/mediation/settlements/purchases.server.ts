import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'

type Round = { id: string; number: string; title: string; titleEn: string | null }

/** Where a promised purchase stands, for the side that buys alone: its need, the round that pools it, those that came to nothing. */
export type Purchase = {
  obligationId: string
  demandId: string
  state: 'draft' | 'open' | 'pooled' | 'fulfilled' | 'withdrawn' | 'expired' | null
  round: Round | null
  failed: Round[]
}

/** The purchases that one's own side has promised in a case; the other side, which may bid, has none to see. */
export async function listPurchases(db: Kysely<Database>, caseId: string): Promise<Purchase[]> {
  const { rows } = await sql<Purchase>`
    select p.obligation_id as "obligationId", p.demand_id as "demandId", d.state,
      (select jsonb_build_object('id', r.id, 'number', r.number, 'title', r.title, 'titleEn', r.title_en)
       from lots l join rounds r on r.id = l.round_id where l.id = d.round_lot_id) as round,
      (select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'number', r.number, 'title', r.title, 'titleEn', r.title_en) order by x.no), '[]')
       from jsonb_array_elements_text(p.fallback) with ordinality x (lot, no)
       join lots l on l.id = x.lot::uuid join rounds r on r.id = l.round_id) as failed
    from settlement_purchases p left join demand_lines d on d.id = p.demand_id
    where p.case_id = ${caseId}::uuid`.execute(db)
  return rows
}
