import { type Kysely, sql } from 'kysely'
import { loadCalendar } from '~/kernel/calendar.server'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { dayOf, deadline } from '~/kernel/workdays'
import { type Actor, is } from '~/people/actor'
import { notifyMembers } from '~/people/notify.server'
import { databaseNow } from '~/rounds/queries.server'
import type { Database } from '~db/schema'
import { raisesWatch } from '../rebate'
import { findProtected } from './queries.server'
import { protectedUntil, whyNotClaim } from './watching'

type Tx = Kysely<Database>

/** so many working days the vendor has to answer */
const answerWorkdays = 5

/**
 * `award.confirmed`: whoever won again what it sold before, cheaper and in no larger volume, owes the earlier buyers an
 * answer. Once per pair of awards.
 */
export async function raiseWatches(tx: Tx, { facts }: { facts: Record<string, any> }, now: Date) {
  const { rows } = await sql<{
    award: string
    later: string
    price: bigint
    volume: number
    laterPrice: bigint
    laterVolume: number
    confirmedAt: Date
    months: number
  }>`
    select s.award_id as award, n.id as later, s.price, s.awarded + s.joined as volume,
      n.unit_price as later_price, n.quantity as later_volume, d.confirmed_at, (t.body ->> 'priceProtectionMonths')::int as months
    from awards n join lots l on l.id = n.lot_id
      join awards a on a.vendor_id = n.vendor_id and a.edition_id = n.edition_id and a.run_id <> n.run_id
      join award_runs r on r.id = a.run_id and r.state = 'adopted'
      join rounds d on d.id = r.round_id and d.state in ('confirmed', 'concluded') and d.id <> l.round_id
      join round_terms t on t.round_id = d.id and t.version = d.terms_version
      join lots e on e.id = a.lot_id and e.metric = l.metric and e.term = l.term and e.term_months is not distinct from l.term_months,
      lateral award_standing(a.id) s
    where n.run_id = ${facts.run} order by a.id`.execute(tx)
  for (const { award, later, price, volume, laterPrice, laterVolume, confirmedAt, months } of rows) {
    const until = protectedUntil(confirmedAt, months)
    if (!until || now >= until) continue
    if (!raisesWatch({ volume, price }, { volume: laterVolume, price: laterPrice })) continue
    const watch = await tx
      .insertInto('priceWatches')
      .values({
        awardId: award,
        lowerAwardId: later,
        lowerPrice: laterPrice,
        answerDue: await answerDue(tx, now),
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (watch) await tellRaised(tx, watch.id, award)
  }
}

type Claim = { lowerPrice: bigint; said: string; fileId: string }

/**
 * A buyer shows a lower price of the same vendor. Refuses with the codes of `whyNotClaim`, `watch-open` when an earlier
 * one of the enterprise is not decided yet. Answers its id.
 */
export async function claimLowerPrice(tx: Tx, actor: Actor, awardId: string, claim: Claim): Promise<string> {
  refuseIf(actor.kind === 'enterprise' && is(actor, 'buyer', 'approver') ? null : 'not-your-move')
  const award = (await findProtected(tx, awardId)) ?? refuse('watch-not-bought')
  const now = await databaseNow(tx)
  const code = whyNotClaim({ ...award, ...claim }, now)
  refuseIf(code, { field: code === 'watch-not-lower' ? 'lowerPrice' : undefined })
  // One of an enterprise is open at a time (price_watches_one_open), also of two that are made at once.
  const raised = await tx
    .insertInto('priceWatches')
    .values({
      awardId,
      byOrgId: actor.organizationId,
      raisedBy: actor.personId,
      lowerPrice: claim.lowerPrice,
      said: claim.said,
      evidenceFileId: claim.fileId,
      answerDue: await answerDue(tx, now),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  const { id } = raised ?? refuse('watch-open')
  await tellRaised(tx, id, awardId)
  return id
}

const answerDue = async (tx: Tx, now: Date) =>
  deadline(await loadCalendar(tx), dayOf(now), answerWorkdays, 'wd').dueAt

async function tellRaised(tx: Tx, watchId: string, awardId: string) {
  const award = await tx
    .selectFrom('awards')
    .innerJoin('lots', 'lots.id', 'awards.lotId')
    .select(['awards.vendorId', 'lots.roundId'])
    .where('awards.id', '=', awardId)
    .executeTakeFirstOrThrow()
  const facts = { watch: watchId, award: awardId }
  const about = { org: award.vendorId, round: award.roundId }
  const event = await record(tx, 'price_watch.raised', watchId, facts, about)
  const notice = { kind: 'price_watch.raised', href: `/watches/${watchId}`, event }
  await notifyMembers(tx, award.vendorId, ['vendor'], notice)
}
