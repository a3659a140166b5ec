import { type Kysely, sql } from 'kysely'
import { record } from '~/kernel/events.server'
import { notifyAgencies, notifyMembers } from '~/people/notify.server'
import type { Database } from '~db/schema'
import { reopenBids } from '../counters/replace.server'

type Tx = Kysely<Database>

/** The decision is taken back: its run is kept as superseded, bids and lots stand as they did before it. */
export async function reopenDecision(tx: Tx, roundId: string) {
  await supersedeRuns(tx, roundId)
  await reopenBids(tx, roundId)
  await tx
    .updateTable('rounds')
    .set({ state: 'prices_opened', decidedAt: null, standstillEndsAt: null })
    .where('id', '=', roundId)
    .where('state', '=', 'decided')
    .execute()
}

type Reopened = { id: string; roundId: string; bidIds: readonly string[] }

/**
 * The committee decides again on the bids that the challenge is about. What it decided and what was computed before is
 * kept; other bids stand as they were judged, and what is open stays open.
 */
export async function reopenEligibility(tx: Tx, { id, roundId, bidIds }: Reopened) {
  await supersedeRuns(tx, roundId)
  await reopenBids(tx, roundId)
  const bids = await tx
    .updateTable('bids')
    .set({ state: 'opened', reason: null })
    .where('roundId', '=', roundId)
    .where('id', 'in', bidIds)
    .returning(['id', 'vendorId'])
    .execute()
  await tx
    .insertInto('challengeBids')
    .values(bids.map((bid) => ({ challengeId: id, bidId: bid.id })))
    .execute()
  await tx
    .updateTable('rounds')
    .set({ state: 'technical_opened', decidedAt: null, standstillEndsAt: null })
    .where('id', '=', roundId)
    .execute()
  const facts = { round: roundId, challenge: id, bids: bids.map((bid) => bid.id) }
  const event = await record(tx, 'eligibility.reopened', roundId, facts, { round: roundId })
  const kind = 'eligibility.reopened'
  await notifyAgencies(tx, ['evaluator'], { kind, href: `/rounds/${roundId}/eligibility`, event })
  for (const bid of bids)
    await notifyMembers(tx, bid.vendorId, ['vendor'], { kind, href: `/bids/${bid.id}`, event })
}

/** Runs over what is judged anew: those that ended are kept as superseded, those under way end without a result. */
async function supersedeRuns(tx: Tx, roundId: string) {
  await tx
    .updateTable('awardRuns')
    .set({
      state: sql`case when state in ('queued', 'running') then 'failed' else 'superseded' end`,
      problem: sql`case when state in ('queued', 'running') then 'newer-facts' else problem end`,
    })
    .where('roundId', '=', roundId)
    .where('kind', '=', 'official')
    .where('state', 'in', ['queued', 'running', 'finished', 'adopted'])
    .execute()
}
