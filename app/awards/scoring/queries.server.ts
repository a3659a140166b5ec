import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { TechnicalBid } from '~/bids/form'
import { type Actor, is } from '~/people/actor'
import type { Round } from '~/rounds/queries.server'
import { findDeclaration } from '../eligibility/commands.server'
import { meanOf, qualityOf } from './quality'
import { areAllIn, emptyCells, type ScoreRefusal, whyNotScore } from './sheet'

type Db = Kysely<Database>

/** Whose sheets count in a round and which are in, for those who judge; empty for everyone else. */
export async function listSheets(db: Db, roundId: string) {
  const { rows } = await sql<{
    personId: string
    name: string
    isIn: boolean
    isDue: boolean
    excusedWhy: string | null
  }>`select * from score_sheets(${roundId})`.execute(db)
  return rows
}

export type SheetRow = Awaited<ReturnType<typeof listSheets>>[number]

/** Why this person may not fill in a sheet of the round now. */
export async function whyNotScoreNow(
  db: Db,
  actor: Actor,
  round: Pick<Round, 'id' | 'state' | 'terms'>,
): Promise<ScoreRefusal | null> {
  const declared = await findDeclaration(db, actor, round.id)
  const sheets = await listSheets(db, round.id)
  const own = sheets.find(({ personId }) => personId === actor.personId) ?? null
  return whyNotScore(
    round.terms.method,
    [round.state, { isEvaluator: is(actor, 'evaluator'), declared }],
    own,
  )
}

export const listOwnScores = (db: Db, { personId }: Actor, roundId: string) =>
  db
    .selectFrom('scores')
    .innerJoin('bids', 'bids.id', 'scores.bidId')
    .select(['bidId', 'criterion', 'hundredths'])
    .where('bids.roundId', '=', roundId)
    .where('evaluatorId', '=', personId)
    .execute()

export type GivenScore = {
  lot: string
  vendorId: string
  bidId: string
  criterion: string
  evaluatorId: string
  hundredths: number
}

/** Every score that counts, once all sheets are in (row policy); before, nothing. */
export async function listScores(db: Db, roundId: string): Promise<GivenScore[]> {
  const { rows } = await sql<GivenScore>`
    select l.code as lot, b.vendor_id, s.bid_id, s.criterion, s.evaluator_id, s.hundredths
    from scores s join bids b on b.id = s.bid_id join lots l on l.id = b.lot_id
      join score_sheets(${roundId}) e on e.person_id = s.evaluator_id and e.is_in
    where b.round_id = ${roundId} and scores_complete(${roundId})
    order by l.code, s.bid_id, s.criterion, s.evaluator_id`.execute(db)
  return rows
}

type ScoredBid = {
  id: string
  code: string
  vendor: string
  vendorEn: string | null
  productZh: string | null
  productEn: string | null
  edition: string | null
  editionEn: string | null
  responses: TechnicalBid['responses'] | null
}

/** The bids that are scored, with what they answer. */
async function listScoredBids(db: Db, roundId: string) {
  const { rows } = await sql<ScoredBid>`
    select b.id, l.code, v.name as vendor, v.name_en as vendor_en, p.name_zh as product_zh, p.name_en as product_en,
           e.name_zh as edition, e.name_en as edition_en, t.body -> 'responses' as responses
    from bids b join lots l on l.id = b.lot_id join organizations v on v.id = b.vendor_id
      left join editions e on e.id = b.edition_id left join products p on p.id = e.product_id
      left join opened_parts(${roundId}) t on t.bid_id = b.id and t.kind = 'technical'
    where b.round_id = ${roundId}
      and b.state not in ('sealed', 'replaced', 'withdrawn', 'invalidated', 'dropped', 'closed', 'void')
    order by l.code, v.name`.execute(db)
  return rows
}

/** The page of scores as its reader may see it: the own sheet, who is awaited, and all scores once all are in. */
export async function findScoring(db: Db, actor: Actor, round: Pick<Round, 'id' | 'state' | 'terms'>) {
  const { criteria } = round.terms
  const codes = criteria.map(({ code }) => code)
  const [sheets, bids] = [await listSheets(db, round.id), await listScoredBids(db, round.id)]
  const [own, all] = [await listOwnScores(db, actor, round.id), await listScores(db, round.id)]
  const ids = bids.map(({ id }) => id)
  return {
    whyNot: await whyNotScoreNow(db, actor, round),
    sheets: sheets.map((sheet) => ({ ...sheet, isMine: sheet.personId === actor.personId })),
    areAllIn: areAllIn(sheets),
    left: emptyCells(ids, codes, own).length,
    bids: bids.map((bid) => {
      const its = all.filter(({ bidId }) => bidId === bid.id)
      const mine = own.filter(({ bidId }) => bidId === bid.id)
      return {
        ...bid,
        quality: its.length === 0 ? null : qualityOf(its),
        criteria: criteria.map(({ code, name, weight }) => ({
          code,
          name,
          weight,
          mine: mine.find(({ criterion }) => criterion === code)?.hundredths ?? null,
          ...givenOf(its.filter(({ criterion }) => criterion === code)),
        })),
      }
    }),
  }
}

export type Scoring = Awaited<ReturnType<typeof findScoring>>
export type ScoringBid = Scoring['bids'][number]

/** What the evaluators gave under one criterion, and its mean. */
export const givenOf = (scores: readonly GivenScore[]) => ({
  mean: scores.length === 0 ? null : meanOf(scores.map(({ hundredths }) => hundredths)),
  given: scores.map(({ evaluatorId, hundredths }) => ({ evaluatorId, hundredths })),
})
