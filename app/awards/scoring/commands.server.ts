import { type Kysely, sql } from 'kysely'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import type { Actor } from '~/people/actor'
import { notifyAgencies } from '~/people/notify.server'
import { officersOnly } from '~/rounds/commands.server'
import { findRound, type Round } from '~/rounds/queries.server'
import type { Database } from '~db/schema'
import { areScoresIn, listOpenedBids, lockRound } from '../eligibility/commands.server'
import type { CellValues } from './form'
import { listOwnScores, listSheets, whyNotScoreNow } from './queries.server'
import { emptyCells } from './sheet'

type Tx = Kysely<Database>

/** Writes an evaluator's points into the own sheet; an empty cell takes them out again. Refuses with the codes of `whyNotScore`, `score-range`. */
export async function saveScores(tx: Tx, actor: Actor, roundId: string, cells: readonly CellValues[]) {
  const { terms } = await scoringRound(tx, actor, roundId)
  const weights = new Map(terms.criteria.map(({ code, weight }) => [code, weight]))
  cells.forEach(({ criterion, points }, at) => {
    const most = weights.get(criterion) ?? refuse('score-range')
    refuseIf(points !== null && points > most * 100 ? 'score-range' : null, { field: `scores.${at}.points` })
  })
  const rows = cells.map(({ bidId, criterion, points }) => ({ bid: bidId, criterion, points }))
  const given = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g (bid uuid, criterion text, points int)`
  await sql`
    delete from scores s using ${given}
    where s.bid_id = g.bid and s.criterion = g.criterion and s.evaluator_id = ${actor.personId} and g.points is null`.execute(
    tx,
  )
  await sql`
    insert into scores (bid_id, criterion, evaluator_id, hundredths)
    select b.id, g.criterion, ${actor.personId}::uuid, g.points
    from ${given} join bids b on b.id = g.bid and b.round_id = ${roundId} and b.state = 'opened'
    where g.points is not null
    on conflict (bid_id, criterion, evaluator_id) do update set hundredths = excluded.hundredths, at = now()
    where scores.hundredths <> excluded.hundredths`.execute(tx)
  await record(tx, 'scores.entered', roundId, { cells: cells.length }, { round: roundId })
}

/**
 * The own sheet is final. With the last one that is awaited all become visible to those who judge and the office is
 * told. Refuses with the codes of `whyNotScore`, `sheet-incomplete`.
 */
export async function handInScores(tx: Tx, actor: Actor, roundId: string) {
  const { terms } = await scoringRound(tx, actor, roundId)
  const bids = (await listOpenedBids(tx, roundId)).map(({ id }) => id)
  const empty = emptyCells(
    bids,
    terms.criteria.map(({ code }) => code),
    await listOwnScores(tx, actor, roundId),
  )
  refuseIf(empty.length === 0 && bids.length > 0 ? null : 'sheet-incomplete')
  await tx
    .updateTable('evaluators')
    .set({ scoresInAt: sql<Date>`clock_timestamp()` })
    .where('roundId', '=', roundId)
    .where('personId', '=', actor.personId)
    .execute()
  await record(tx, 'scores.handed_in', roundId, { person: actor.personId }, { round: roundId })
  await tellComplete(tx, roundId)
}

/** The office goes on without an evaluator whose sheet does not come; what they entered does not count. Refuses with `excuse-needs-two`, `sheet-handed-in`. */
export async function excuseEvaluator(tx: Tx, actor: Actor, roundId: string, personId: string, why: string) {
  officersOnly(actor)
  await lockRound(tx, roundId)
  const round = (await findRound(tx, actor, roundId)) ?? refuse('round-unknown')
  refuseIf(round.state === 'technical_opened' ? null : 'eligibility-not-open')
  const sheets = await listSheets(tx, roundId)
  const its = sheets.find((sheet) => sheet.personId === personId && sheet.isDue) ?? refuse('already-moved')
  refuseIf(its.isIn ? 'sheet-handed-in' : null)
  refuseIf(sheets.filter(({ isIn }) => isIn).length >= 2 ? null : 'excuse-needs-two')
  await tx
    .updateTable('evaluators')
    .set({ scoresDue: false, excusedWhy: why })
    .where('roundId', '=', roundId)
    .where('personId', '=', personId)
    .execute()
  await record(tx, 'scores.excused', roundId, { person: personId }, { round: roundId })
  await tellComplete(tx, roundId)
}

async function tellComplete(tx: Tx, roundId: string) {
  if (!(await areScoresIn(tx, roundId))) return
  await record(tx, 'scores.complete', roundId, {}, { round: roundId })
  const href = `/rounds/${roundId}/scores`
  await notifyAgencies(tx, ['officer', 'evaluator'], { kind: 'scores.complete', href })
}

/** The round under lock, if this person may score in it now. */
async function scoringRound(tx: Tx, actor: Actor, roundId: string): Promise<Round> {
  await lockRound(tx, roundId)
  const round = (await findRound(tx, actor, roundId)) ?? refuse('round-unknown')
  refuseIf(await whyNotScoreNow(tx, actor, round))
  return round
}
