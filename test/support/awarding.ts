import { sql } from 'kysely'
import { declareConflict, decideEligibility, fixEligibility } from '~/awards/eligibility/commands.server'
import { clockMoves } from '~/awards/clock.server'
import { consentToAward } from '~/awards/runs/decide.server'
import { handInScores, saveScores } from '~/awards/scoring/commands.server'
import { runNextAward } from '~/awards/runs/run.server'
import { biddingOf } from './bidding'
import type { Someone } from './people'
import { letReact } from './reactions'

type Connections = Parameters<typeof biddingOf>[0]

/** Hundredths of a point by bid and criterion. */
export type Points = Record<string, Record<string, number>>

/** A round on the way from closing to its award; a test names only what it is about. */
export function awardingOf(connections: Connections) {
  const { owner } = connections
  const bidding = biddingOf(connections)
  const { clock } = bidding

  /** Fills in and hands in one evaluator's sheet: hundredths by bid and criterion. */
  const score = (person: Someone, roundId: string, sheet: Points) =>
    person.db.transaction().execute(async (tx) => {
      const cells = Object.entries(sheet).flatMap(([bidId, points]) =>
        Object.entries(points).map(([criterion, hundredths]) => ({ bidId, criterion, points: hundredths })),
      )
      await saveScores(tx, person.actor, roundId, cells)
      await handInScores(tx, person.actor, roundId)
    })

  /** Two evaluators admit all bids but those named with a reason, each with the own score sheet where bids are scored. */
  async function admit(roundId: string, out: Record<string, string> = {}, sheets: readonly Points[] = []) {
    const bids = await owner.db
      .selectFrom('bids')
      .select('id')
      .where('roundId', '=', roundId)
      .where('state', '=', 'opened')
      .execute()
    const decisions = bids.map(({ id }) => ({
      bidId: id,
      verdict: id in out ? ('ineligible' as const) : ('eligible' as const),
      reason: out[id] ?? '',
    }))
    const people: Someone[] = []
    for (let n = 0; n < 2; n += 1) {
      const person = await bidding.someone('agency', ['evaluator'])
      people.push(person)
      await person.db.transaction().execute(async (tx) => {
        await declareConflict(tx, person.actor, roundId, null)
        await decideEligibility(tx, person.actor, roundId, decisions)
      })
    }
    for (const [at, sheet] of sheets.entries()) await score(people[at]!, roundId, sheet)
    await people[0]!.db.transaction().execute((tx) => fixEligibility(tx, people[0]!.actor, roundId))
  }

  /** The worker: everything in the outbox, then the runs that wait. */
  async function work() {
    await letReact(clock.db)
    while (await runNextAward(clock.db)) await letReact(clock.db)
  }

  /** From an open round to opened prices and a computed award; answers the newest official run. */
  async function compute(
    round: Parameters<typeof bidding.close>[0],
    out: Record<string, string> = {},
    sheets: readonly Points[] = [],
  ) {
    await bidding.close(round)
    await bidding.open(round, 'technical')
    await admit(round.id, out, sheets)
    await bidding.open(round, 'price')
    await work()
    return findRun(round.id)
  }

  const findRun = (roundId: string) =>
    owner.db
      .selectFrom('awardRuns')
      .selectAll()
      .where('roundId', '=', roundId)
      .orderBy('id', 'desc')
      .executeTakeFirst()

  const consentAs = (officer: Someone, run: { id: string; awardHash: string | null }) =>
    officer.db.transaction().execute((tx) => consentToAward(tx, officer.actor, run.id, run.awardHash!))

  /** Two officers decide. */
  async function decide(run: { id: string; awardHash: string | null }) {
    await consentAs(await bidding.anOfficer(), run)
    await consentAs(await bidding.anOfficer(), run)
    await work()
  }

  const tick = async () => {
    for (const { run } of clockMoves) await clock.db.transaction().execute((tx) => run(tx, new Date()))
  }

  /** The standstill is over and the clock confirms; what follows is done. */
  async function confirm(roundId: string) {
    await sql`update rounds set decided_at = decided_at - interval '30 days', standstill_ends_at = clock_timestamp() - interval '1 second' where id = ${roundId}`.execute(
      owner.db,
    )
    await tick()
    await work()
  }

  return { ...bidding, score, admit, work, compute, findRun, consentAs, decide, tick, confirm }
}
