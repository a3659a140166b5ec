import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { BidFile } from '~/bids/files/file-item'
import type { TechnicalBid } from '~/bids/form'
import type { BidState } from '~/bids/lifecycle'
import { dayOf } from '~/kernel/workdays'
import { type Actor, is } from '~/people/actor'
import { coverOf, type Letter } from '~/rounds/authorizations/covering'
import type { QualificationState, RoundState } from '~/rounds/lifecycle'
import type { RoundTerms } from '~/rounds/terms'
import { evaluatorsNeeded, undecided, whyNotJudge } from './judging'
import { areScoresIn, findDeclaration, listDecisions } from './commands.server'

type Db = Kysely<Database>

export type JudgedBid = {
  id: string
  state: BidState
  reason: string | null
  code: string
  vendor: string
  vendorEn: string | null
  productZh: string | null
  productEn: string | null
  edition: string | null
  editionEn: string | null
  brand: string | null
  qualification: QualificationState | null
  /** the version of the criteria by which it was judged, and the one that its round was published with */
  judgedBy: number | null
  askedBy: number | null
  responses: TechnicalBid['responses'] | null
  files: BidFile[] | null
}

/** A publisher's letter beside a bid. */
export type JudgedLetter = Letter & {
  id: string
  fileId: string
  districtZh: string | null
  districtEn: string | null
}

type FoundBid = JudgedBid & {
  productId: string | null
  ownWork: boolean
  closedAt: Date
  letters: JudgedLetter[]
}

/** Everything the committee judges by: the opened technical parts, each vendor's standing, and what was decided so far. */
export async function findJudging(
  db: Db,
  actor: Actor,
  round: { id: string; state: RoundState; terms: Pick<RoundTerms, 'method'> },
) {
  const declared = await findDeclaration(db, actor, round.id)
  const whyNot: JudgeRefusal | null = whyNotJudge(round.state, {
    isEvaluator: is(actor, 'evaluator'),
    declared,
  })
  const decisions = await listDecisions(db, round.id)
  const bids = await listJudgedBids(db, round.id)
  const [before, again] = [await listEarlier(db, round.id), await listReopened(db, round.id)]
  const open = bids.filter(({ state }) => state === 'opened').map(({ id }) => id)
  const decisionOf = new Map(decisions.map((decision) => [decision.bidId, decision]))
  return {
    declared,
    whyNot,
    scores:
      round.terms.method === 'comprehensive'
        ? (await areScoresIn(db, round.id))
          ? ('in' as const)
          : ('awaited' as const)
        : null,
    left: undecided(open, decisions).length,
    needed: evaluatorsNeeded,
    bids: bids.map((bid) => {
      const decision = decisionOf.get(bid.id)
      return {
        ...bid,
        verdict: decision ? (decision.eligible ? ('eligible' as const) : ('ineligible' as const)) : null,
        why: decision?.reason ?? null,
        agreed: decision?.decidedBy.length ?? 0,
        mine: decision?.decidedBy.includes(actor.personId) ?? false,
        before: before.filter(({ bidId }) => bidId === bid.id),
      }
    }),
    again,
  }
}

type JudgeRefusal = NonNullable<ReturnType<typeof whyNotJudge>>
export type Judging = Awaited<ReturnType<typeof findJudging>>

/** What was decided of bids before they were judged again, the newest first. */
async function listEarlier(db: Db, roundId: string) {
  const { rows } = await sql<{ bidId: string; eligible: boolean; reason: string | null; fixedAt: Date }>`
    select d.bid_id, d.eligible, d.reason, d.fixed_at
    from eligibility_decisions d join bids b on b.id = d.bid_id left join standing_decisions s on s.bid_id = d.bid_id
    where b.round_id = ${roundId} and d.fixed_at is not null and d.version is distinct from s.version
    order by d.bid_id, d.version desc`.execute(db)
  return rows
}

/** Why bids were to be judged again, by each upheld challenge that had it so. */
async function listReopened(db: Db, roundId: string) {
  const { rows } = await sql<{ reason: string; at: Date; bids: number }>`
    select * from reopened_judging(${roundId})`.execute(db)
  return rows
}

async function listJudgedBids(db: Db, roundId: string) {
  const { rows } = await sql<FoundBid>`
    select b.id, b.state, b.reason, l.code, v.name as vendor, v.name_en as vendor_en, p.name_zh as product_zh, p.name_en as product_en,
           e.name_zh as edition, e.name_en as edition_en, b.brand_key as brand, t.body -> 'responses' as responses,
           (select jsonb_agg(jsonb_build_object('href', '/rounds/' || b.round_id || '/files/' || f.item_id, 'name', f.name, 'bytes', f.bytes))
              from opened_files(${roundId}) f where f.bid_id = b.id) as files,
           s.state as qualification, s.criteria_version as judged_by, r.criteria_version as asked_by, r.bids_close_at as closed_at, p.id as product_id,
           coalesce(k.org_id = b.vendor_id, false) as own_work,
           coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'productId', a.product_id, 'state', a.state, 'validFrom', a.valid_from,
              'validUntil', a.valid_until, 'fileId', a.file_id, 'districtZh', d.name_zh, 'districtEn', d.name_en))
              from judged_authorizations(${roundId}) a left join districts d on d.code = a.district where a.bid_id = b.id), '[]') as letters
    from bids b join lots l on l.id = b.lot_id join rounds r on r.id = b.round_id join organizations v on v.id = b.vendor_id
      left join judged_standings(${roundId}) s on s.bid_id = b.id
      left join editions e on e.id = b.edition_id left join products p on p.id = e.product_id left join publishers k on k.id = p.publisher_id
      left join opened_parts(${roundId}) t on t.bid_id = b.id and t.kind = 'technical'
    where b.round_id = ${roundId} and b.state not in ('sealed', 'replaced', 'withdrawn', 'invalidated', 'dropped', 'closed')
    order by l.code, v.name`.execute(db)
  return rows.map(({ productId, ownWork, closedAt, letters, ...bid }) => ({
    ...bid,
    cover: productId && coverOf({ productId, ownWork }, letters, dayOf(closedAt)),
  }))
}
