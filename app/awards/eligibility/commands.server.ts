import { sql } from 'kysely'
import { record, recordEach } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { type Actor, is } from '~/people/actor'
import { notifyAgencies, notifyMembers } from '~/people/notify.server'
import type { Tx } from '~/rounds/commands.server'
import { fallLots } from '~/rounds/fall.server'
import { findRound, type Round } from '~/rounds/queries.server'
import { type Decision, tooFewEligible, undecided, whyNotJudge } from './judging'
import type { DecisionValues } from '../form'

/** An evaluator declares a conflict of interest, or that there is none; whoever has one does not judge. */
export async function declareConflict(tx: Tx, actor: Actor, roundId: string, conflict: string | null) {
  refuseIf(is(actor, 'evaluator') ? null : 'not-your-move')
  await lockRound(tx, roundId)
  const round = (await findRound(tx, actor, roundId)) ?? refuse('round-unknown')
  refuseIf(round.state === 'technical_opened' ? null : 'eligibility-not-open')
  // Whoever comes when all sheets are in and shown could score by them.
  const scoresDue = sql<boolean>`not scores_complete(${roundId})`
  const declared = { conflict, declaredAt: sql<Date>`clock_timestamp()` }
  const again = sql<boolean>`case when evaluators.declared_at is null then excluded.scores_due else evaluators.scores_due end`
  await tx
    .insertInto('evaluators')
    .values({ roundId, personId: actor.personId, orgId: actor.organizationId, ...declared, scoresDue })
    .onConflict((conflicting) =>
      conflicting.columns(['roundId', 'personId']).doUpdateSet({ ...declared, scoresDue: again }),
    )
    .execute()
  await record(tx, 'evaluator.declared', roundId, { conflict: conflict !== null }, { round: roundId })
}

/**
 * An evaluator's verdicts. Where they are what stands already, their yes joins the others'; another verdict or reason
 * takes its place and the others have to agree anew. Refuses with the codes of `whyNotJudge`.
 */
export async function decideEligibility(
  tx: Tx,
  actor: Actor,
  roundId: string,
  decisions: readonly DecisionValues[],
) {
  await judgingRound(tx, actor, roundId)
  const given = decisions.filter(({ verdict }) => verdict !== '')
  if (given.length === 0) return
  await refuseListed(
    tx,
    given.filter(({ verdict }) => verdict === 'eligible').map(({ bidId }) => bidId),
  )
  const rows = given.map(({ bidId, verdict, reason }) => ({
    bid: bidId,
    eligible: verdict === 'eligible',
    reason: verdict === 'eligible' ? null : reason,
  }))
  await sql`
    insert into eligibility_decisions as d (bid_id, version, eligible, reason, decided_by)
    select b.id, (select count(*) + 1 from eligibility_decisions f where f.bid_id = b.id and f.fixed_at is not null), g.eligible, g.reason, array[${actor.personId}::uuid]
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g (bid uuid, eligible boolean, reason text)
      join bids b on b.id = g.bid and b.round_id = ${roundId} and b.state = 'opened'
    on conflict (bid_id, version) do update set eligible = excluded.eligible, reason = excluded.reason,
      decided_by = case
        when (d.eligible, d.reason) is not distinct from (excluded.eligible, excluded.reason)
        then array(select distinct unnest(d.decided_by || excluded.decided_by))
        else excluded.decided_by end`.execute(tx)
  await recordEach(
    tx,
    'eligibility.decided',
    rows.map(({ bid, eligible }) => ({ subject: bid, facts: { eligible } })),
    { round: roundId },
  )
}

/**
 * Fixes who takes part before any price is known, for good; where bids are scored their scores with it. Lots with too
 * few independent bids fall, and what is in them stays sealed. Where an upheld challenge had bids judged again, what
 * was fixed before stays beside it, and prices that are open already stay open. Refuses with `not-agreed-yet`,
 * `scores-awaited`.
 */
export async function fixEligibility(tx: Tx, actor: Actor, roundId: string) {
  const round = await judgingRound(tx, actor, roundId)
  if (round.terms.method === 'comprehensive')
    refuseIf((await areScoresIn(tx, roundId)) ? null : 'scores-awaited')
  const bids = await listOpenedBids(tx, roundId)
  const decisions = await listDecisions(tx, roundId)
  refuseIf(
    undecided(
      bids.map(({ id }) => id),
      decisions,
    ).length === 0
      ? null
      : 'not-agreed-yet',
  )
  const isEligible = new Map(decisions.map(({ bidId, eligible }) => [bidId, eligible]))
  const judged = bids.map((bid) => ({ ...bid, eligible: isEligible.get(bid.id)! }))
  await refuseListed(
    tx,
    judged.filter(({ eligible }) => eligible).map(({ id }) => id),
  )
  await sql`
    update bids set state = case when not d.eligible then 'ineligible' when bids.id in (select priced_bids(${roundId})) then 'priced'
                            else 'eligible' end, reason = d.reason
    from eligibility_decisions d
    where d.bid_id = bids.id and d.fixed_at is null and bids.round_id = ${roundId} and bids.state = 'opened'`.execute(
    tx,
  )
  await sql`
    update eligibility_decisions d set fixed_at = clock_timestamp()
    from bids b where b.id = d.bid_id and b.round_id = ${roundId} and d.fixed_at is null`.execute(tx)
  const lots = await listActiveLots(tx, roundId)
  const fallen = tooFewEligible(lots, await listStanding(tx, roundId), round.terms.minBids)
  await returnUnopened(tx, roundId, fallen)
  const goesOn = await fallLots(tx, roundId, fallen, 'too_few_eligible')
  await tellJudgedAgain(tx, roundId)
  if (!goesOn) return
  const eligible = judged.filter((bid) => bid.eligible).map(({ id }) => id)
  await record(tx, 'round.eligibility_fixed', roundId, { round: roundId, bids: eligible }, { round: roundId })
  await goOn(tx, roundId)
}

/** To the openers; where every price that counts is open already, since bids were judged again, to the award. */
async function goOn(tx: Tx, roundId: string) {
  const { rows } = await sql<{ open: boolean }>`select prices_are_open(${roundId}) as open`.execute(tx)
  const state = rows[0]!.open ? 'prices_opened' : 'eligibility_fixed'
  await tx.updateTable('rounds').set({ state }).where('id', '=', roundId).execute()
  if (state === 'prices_opened')
    await record(
      tx,
      'round.prices_opened',
      roundId,
      { round: roundId, items: 0, faults: 0 },
      { round: roundId },
    )
  else
    await notifyAgencies(tx, ['opener'], {
      kind: 'round.eligibility_fixed',
      href: `/rounds/${roundId}/opening`,
    })
}

/** Vendors of bids that were judged again read what came of it, and why. */
async function tellJudgedAgain(tx: Tx, roundId: string) {
  const { rows } = await sql<{ bidId: string; vendorId: string }>`
    select b.id as bid_id, b.vendor_id from bids b join standing_decisions d on d.bid_id = b.id and d.version > 1
    where b.round_id = ${roundId} and d.fixed_at >= transaction_timestamp()`.execute(tx)
  for (const { bidId, vendorId } of rows)
    await notifyMembers(tx, vendorId, ['vendor'], {
      kind: 'eligibility.judged_again',
      href: `/bids/${bidId}`,
    })
}

/** Whoever is on the blacklist supplies nobody, also when it was listed after it bid. */
async function refuseListed(tx: Tx, bidIds: readonly string[]) {
  const { rows } = await sql<{ listed: boolean }>`
    select exists (select from bids where id = any(${bidIds}::uuid[]) and is_blacklisted(vendor_id)) as listed`.execute(
    tx,
  )
  refuseIf(rows[0]!.listed ? 'vendor-listed' : null)
}

/** The round under lock, if this person may judge in it now. */
async function judgingRound(tx: Tx, actor: Actor, roundId: string): Promise<Round> {
  await lockRound(tx, roundId)
  const round = (await findRound(tx, actor, roundId)) ?? refuse('round-unknown')
  const declared = await findDeclaration(tx, actor, roundId)
  refuseIf(whyNotJudge(round.state, { isEvaluator: is(actor, 'evaluator'), declared }))
  return round
}

// Who judges and what is fixed decide each other: one at a time.
export const lockRound = (tx: Tx, roundId: string) =>
  tx.selectFrom('rounds').select('id').where('id', '=', roundId).forUpdate().executeTakeFirst()

/** What this person has declared for the round; null before. */
export async function findDeclaration(tx: Tx, actor: Actor, roundId: string) {
  const row = await tx
    .selectFrom('evaluators')
    .select('conflict')
    .where('roundId', '=', roundId)
    .where('personId', '=', actor.personId)
    .where('declaredAt', 'is not', null)
    .executeTakeFirst()
  return row ?? null
}

/** Whether every score sheet of a round is in. */
export async function areScoresIn(tx: Tx, roundId: string): Promise<boolean> {
  const { rows } = await sql<{ complete: boolean }>`select scores_complete(${roundId}) as complete`.execute(
    tx,
  )
  return rows[0]!.complete
}

export const listOpenedBids = (tx: Tx, roundId: string) =>
  tx
    .selectFrom('bids')
    .select(['id', 'lotId', 'vendorId', 'brandKey'])
    .where('roundId', '=', roundId)
    .where('state', '=', 'opened')
    .execute()

/** What stands of each bid; nothing yet of one that is judged again. */
export async function listDecisions(tx: Tx, roundId: string) {
  const { rows } = await sql<Decision>`
    select d.bid_id, d.eligible, d.reason, d.decided_by
    from standing_decisions d join bids b on b.id = d.bid_id where b.round_id = ${roundId}`.execute(tx)
  return rows
}

/** Bids that are in, whenever they were judged. */
async function listStanding(tx: Tx, roundId: string) {
  const bids = await tx
    .selectFrom('bids')
    .select(['id', 'lotId', 'vendorId', 'brandKey'])
    .where('roundId', '=', roundId)
    .where('state', 'in', ['eligible', 'priced'])
    .execute()
  return bids.map((bid) => ({ ...bid, eligible: true }))
}

const listActiveLots = (tx: Tx, roundId: string) =>
  tx
    .selectFrom('lots')
    .select(['id', 'kind'])
    .where('roundId', '=', roundId)
    .where('state', '=', 'active')
    .execute()

/** Bids of a lot that falls: what is sealed stays so, what was opened before has lost. */
async function returnUnopened(tx: Tx, roundId: string, lotIds: readonly string[]) {
  if (lotIds.length === 0) return
  await tx
    .updateTable('bids')
    .set({ state: sql`case state when 'eligible' then 'returned_unopened' else 'lost' end` })
    .where('roundId', '=', roundId)
    .where('lotId', 'in', lotIds)
    .where('state', 'in', ['eligible', 'priced'])
    .execute()
}
