import { sql } from 'kysely'
import { loadCalendar } from '~/kernel/calendar.server'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { sha256 } from '~/kernel/sha256'
import { dayOf } from '~/kernel/workdays'
import type { Actor } from '~/people/actor'
import { officersOnly, type Tx } from '~/rounds/commands.server'
import { fallLots } from '~/rounds/fall.server'
import { consent } from '~/rounds/publishing.server'
import { databaseNow, findRound, type Round } from '~/rounds/queries.server'
import { standstill } from '~/rounds/timetable'
import { whyNotDecide } from './deciding'
import { publishNotice } from './notice.server'

/**
 * An officer's yes to an award as it was computed. The second officer's yes to the same award decides it: notice and
 * standstill begin. Refuses with the codes of `whyNotDecide`, `already-consented`. Answers whether it is decided now.
 */
export async function consentToAward(tx: Tx, actor: Actor, runId: string, seen: string): Promise<boolean> {
  officersOnly(actor)
  const run = await lockRun(tx, runId)
  const round = (await findRound(tx, actor, run.roundId)) ?? refuse('round-unknown')
  refuseIf(whyNotDecide(round.state, run, await countOpenInquiries(tx, round.id), seen))
  const again = await wasDecided(tx, round.id)
  const over = again ? sha256(`${seen} ${runId}`) : Buffer.from(seen.slice('sha256:'.length), 'hex')
  if (!(await consent(tx, actor, round.id, 'decide', over))) return false
  await adopt(tx, round, runId, seen, again)
  return true
}

async function lockRun(tx: Tx, runId: string) {
  const { rows } = await sql<{
    roundId: string
    kind: 'official' | 'scenario'
    state: 'finished'
    awardHash: string | null
    isNewest: boolean
  }>`
    with round as materialized (
      select r.id from rounds r join award_runs a on a.round_id = r.id where a.id = ${runId} for update of r)
    select a.round_id, a.kind, a.state, a.award_hash,
           not exists (select from award_runs n where n.round_id = a.round_id and n.kind = 'official' and n.id > a.id
                         and n.state <> 'failed') as is_newest
    from award_runs a join round on round.id = a.round_id where a.id = ${runId}`.execute(tx)
  return rows[0] ?? refuse('already-moved')
}

export async function countOpenInquiries(tx: Tx, roundId: string): Promise<number> {
  const { n } = await tx
    .selectFrom('priceInquiries')
    .innerJoin('bids', 'bids.id', 'priceInquiries.bidId')
    .where('bids.roundId', '=', roundId)
    .where('priceInquiries.decidedAt', 'is', null)
    .select(sql<number>`count(*)::int`.as('n'))
    .executeTakeFirstOrThrow()
  return n
}

/** Whether an award of the round was decided before: what is decided now takes its place, and is agreed to anew. */
async function wasDecided(tx: Tx, roundId: string) {
  const before = await tx
    .selectFrom('awardRuns')
    .select('id')
    .where('roundId', '=', roundId)
    .where('kind', '=', 'official')
    .where('state', '=', 'superseded')
    .where('adoptedAt', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  return before !== undefined
}

async function adopt(tx: Tx, round: Round, runId: string, hash: string, again: boolean) {
  const now = await databaseNow(tx)
  const { notice, challenge } = standstill(dayOf(now), round.terms, await loadCalendar(tx))
  await tx
    .updateTable('awardRuns')
    .set({ state: 'adopted', adoptedAt: now })
    .where('id', '=', runId)
    .execute()
  await settleBids(tx, round.id, runId)
  const { won, lost } = await settleLots(tx, round.id, runId)
  await tx
    .updateTable('lots')
    .set({ state: 'awarded' })
    .where('id', 'in', won.length ? won : [round.id])
    .where('state', '=', 'active')
    .execute()
  if (!(await fallLots(tx, round.id, lost, 'no_clearing'))) return
  await tx
    .updateTable('rounds')
    .set({ state: 'decided', decidedAt: now, standstillEndsAt: challenge.dueAt })
    .where('id', '=', round.id)
    .execute()
  const times = { noticeUntil: notice.dueAt, standstillEndsAt: challenge.dueAt }
  await publishNotice(tx, round, runId, times, again ? 'replacement' : 'award')
  const kind = again ? 'award.replaced' : 'award.decided'
  await record(tx, kind, runId, { run: runId, hash, round: round.id }, { round: round.id })
}

/** Who won and who lost, as the run has it. */
export async function settleBids(tx: Tx, roundId: string, runId: string) {
  await sql`
    update bids set state = case when exists (select from awards a where a.run_id = ${runId} and a.bid_id = bids.id)
                                 then 'won' else 'lost' end
    where round_id = ${roundId} and state = 'priced'`.execute(tx)
}

/** Lots that have a winner, and lots in which nothing cleared. */
async function settleLots(tx: Tx, roundId: string, runId: string) {
  const lots = await tx
    .selectFrom('lots')
    .select([
      'id',
      sql<boolean>`exists (select from awards a where a.run_id = ${runId} and a.lot_id = lots.id)`.as('won'),
    ])
    .where('roundId', '=', roundId)
    .where('state', '=', 'active')
    .execute()
  const those = (won: boolean) => lots.filter((lot) => lot.won === won).map(({ id }) => id)
  return { won: those(true), lost: those(false) }
}
