import { type Kysely, sql } from 'kysely'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import type { Actor } from '~/people/actor'
import { notifyMembers } from '~/people/notify.server'
import { officersOnly } from '~/rounds/commands.server'
import type { RoundState } from '~/rounds/lifecycle'
import { resumeRound, tell } from '~/rounds/publishing.server'
import { databaseNow } from '~/rounds/queries.server'
import type { BidState } from '~/bids/lifecycle'
import type { Database } from '~db/schema'
import { changedBid, judgedAgain, recomputes, type Remedy, whyNotRemedy } from './remedying'
import { reopenDecision, reopenEligibility } from './reopen.server'

type Tx = Kysely<Database>
type Wish = {
  remedy: Remedy
  lotId: string | null
  bidId: string | null
  bidIds: readonly string[]
  reason: string
}

/**
 * What follows from an upheld challenge, said in the open with its reason: the round goes on, the award is computed
 * anew (the one before is kept, two officers decide again, and the standstill restarts), the committee decides again on
 * bids (what it decided before is kept as well), or a lot is given up.
 * Refuses: already-moved, and with the codes of `whyNotRemedy`.
 */
export async function remedyChallenge(tx: Tx, actor: Actor, id: string, wish: Wish) {
  officersOnly(actor)
  const challenge = await tx
    .selectFrom('challenges')
    .select(['id', 'roundId', 'byOrgId'])
    .where('id', '=', id)
    .where('outcome', 'in', ['upheld', 'partly'])
    .where('remedy', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  const { roundId, byOrgId } = challenge ?? refuse('already-moved')
  const facts = await factsOf(tx, roundId, wish)
  refuseIf(whyNotRemedy(wish, facts))
  const now = await databaseNow(tx)
  const { remedy, reason } = wish
  await tx
    .updateTable('challenges')
    .set({
      remedy,
      remedyLotId: remedy === 'cancel_lot' ? wish.lotId : null,
      remedyBidId: remedy === 'recompute' ? wish.bidId : null,
      remedyReason: reason,
      remediedBy: actor.personId,
      remediedAt: now,
    })
    .where('id', '=', id)
    .execute()
  if (facts.state === 'suspended') await resumeRound(tx, actor, roundId, now)
  if (recomputes(remedy, facts.reached)) await reopenDecision(tx, roundId)
  if (remedy === 'reopen_eligibility') await reopenEligibility(tx, { id, roundId, bidIds: wish.bidIds })
  if (remedy === 'cancel_lot') await cancelLot(tx, roundId, wish.lotId!)
  if (remedy === 'recompute' && wish.bidId) await changeBid(tx, wish.bidId, facts.bidState!, reason)
  const told = {
    challenge: id,
    round: roundId,
    remedy,
    reopened: facts.reached === 'decided' && remedy !== 'go_on',
  }
  const event = await record(tx, 'challenge.remedied', id, told, { org: byOrgId, round: roundId })
  const notice = { kind: 'challenge.remedied', href: `/challenges/${id}`, event }
  await notifyMembers(tx, byOrgId, ['buyer', 'approver', 'vendor'], notice)
  if (remedy !== 'go_on') await tell(tx, roundId, `challenge.${remedy}`, event)
}

async function factsOf(tx: Tx, roundId: string, { lotId, bidId, bidIds }: Wish) {
  const { rows } = await sql<{
    state: RoundState
    reached: RoundState
    lotsLeft: number
    lotOpen: boolean
    bidState: BidState | null
    judgeable: number
  }>`
    with held as materialized (select id, state, reached from rounds where id = ${roundId} for update)
    select held.state, case held.state when 'suspended' then held.reached else held.state end as reached,
      (select count(*)::int from lots l where l.round_id = held.id and l.state in ('active', 'awarded')) as lots_left,
      exists (select from lots l where l.round_id = held.id and l.id = ${lotId}::uuid and l.state in ('active', 'awarded')) as lot_open,
      (select b.state from bids b where b.round_id = held.id and b.id = ${bidId}::uuid) as bid_state,
      (select count(*)::int from bids b join lots l on l.id = b.lot_id where b.round_id = held.id and b.id = any(${bidIds}::uuid[])
         and b.state = any(${[...judgedAgain]}::text[]) and l.state in ('active', 'awarded')) as judgeable
    from held`.execute(tx)
  return rows[0] ?? refuse('round-unknown')
}

async function cancelLot(tx: Tx, roundId: string, lotId: string) {
  await tx
    .updateTable('lots')
    .set({ state: 'canceled', reason: 'canceled' })
    .where('id', '=', lotId)
    .execute()
  await record(tx, 'award.lot_canceled', lotId, { lot: lotId, round: roundId }, { round: roundId })
}

// By its state before the decision was taken back; that has made it priced, unless it was out.
async function changeBid(tx: Tx, bidId: string, was: BidState, reason: string) {
  const to = changedBid[was]!
  await tx
    .updateTable('bids')
    .set({ state: to, reason: to === 'excluded' ? reason : null })
    .where('id', '=', bidId)
    .execute()
}

/** What the outside authority decided over a complaint is kept on record. Refuses already-moved. */
export async function closeComplaint(tx: Tx, actor: Actor, id: string, outcome: string) {
  officersOnly(actor)
  const closed = await tx
    .updateTable('challenges')
    .set({ complaintOutcome: outcome, complaintClosedAt: await databaseNow(tx) })
    .where('id', '=', id)
    .where('state', '=', 'complained')
    .where('complaintOutcome', 'is', null)
    .returning(['roundId', 'byOrgId'])
    .executeTakeFirst()
  if (!closed) return refuse('already-moved')
  const about = { org: closed.byOrgId, round: closed.roundId }
  const event = await record(tx, 'challenge.complaint_closed', id, { challenge: id }, about)
  await notifyMembers(tx, closed.byOrgId, ['buyer', 'approver', 'vendor'], {
    kind: 'challenge.complaint_closed',
    href: `/challenges/${id}`,
    event,
  })
}
