import { type Kysely, sql } from 'kysely'
import type { Database } from '../schema.ts'
import type { ToldBid } from './bids.ts'
import { orgId, personId } from './people.ts'
import type { ToldRound } from './rounds.ts'
import { insertAll, type Told } from './telling.ts'

/** What the evaluators made of the bids of scored rounds; a sheet with every cell filled is handed in. */
export async function seedScores(
  db: Kysely<Database>,
  rounds: readonly ToldRound[],
  bids: readonly ToldBid[],
  events: Told[],
) {
  for (const round of rounds.filter(({ terms }) => terms.method === 'comprehensive'))
    await seedSheets(
      db,
      round,
      bids.filter((bid) => bid.round.id === round.id),
      events,
    )
}

async function seedSheets(
  db: Kysely<Database>,
  { id, times, terms }: ToldRound,
  bids: readonly ToldBid[],
  events: Told[],
) {
  if (!times.technical) return
  const scores = bids.flatMap(({ id: bidId, tale }) =>
    Object.entries(tale.scores ?? {}).flatMap(([evaluator, points]) =>
      points.map((its, at) => ({ evaluator, bidId, criterion: terms.criteria[at]!.code, points: its })),
    ),
  )
  const judging = (times.eligibility ?? new Date(times.technical.getTime() + 8 * 3_600_000)).getTime()
  const at = (place: number) => new Date(judging - (180 - place * 25) * 60_000)
  const evaluators = [...Map.groupBy(scores, ({ evaluator }) => evaluator)]
  await insertAll(
    db,
    'scores',
    evaluators.flatMap(([evaluator, its], place) =>
      its.map(({ bidId, criterion, points }) => ({
        bidId,
        criterion,
        evaluatorId: personId(evaluator),
        hundredths: Math.round(points * 100),
        at: at(place),
      })),
    ),
  )
  const complete = evaluators.filter(([, its]) => its.length === bids.length * terms.criteria.length)
  for (const [evaluator] of complete) {
    const inAt = at(evaluators.findIndex(([key]) => key === evaluator))
    await sql`update evaluators set scores_in_at = ${inAt} where round_id = ${id} and person_id = ${personId(evaluator)}`.execute(
      db,
    )
    events.push({
      at: inAt,
      kind: 'scores.handed_in',
      subject: id,
      round: id,
      by: evaluator,
      facts: { person: personId(evaluator) },
    })
  }
  if (complete.length === evaluators.length)
    events.push({
      at: at(complete.length),
      kind: 'scores.complete',
      subject: id,
      round: id,
      by: complete.at(-1)![0],
      org: orgId('culture'),
    })
}
