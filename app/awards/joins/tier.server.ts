import { type Kysely, sql } from 'kysely'
import { record } from '~/kernel/events.server'
import { notifyMembers } from '~/people/notify.server'
import type { Database } from '~db/schema'

type Tx = Kysely<Database>
type Happening = { id: string; facts: Record<string, any> }

/**
 * `late_join.confirmed`: when the volume it made reached a deeper step, the price falls for all, once and for good.
 * Of two that reached steps at once the deeper one stands.
 */
export async function reachTier(tx: Tx, { facts }: Happening) {
  const [awardId, newPrice] = [String(facts.awards[0]), BigInt(facts.prices[0])]
  const award = await tx
    .selectFrom('awards')
    .innerJoin('lots', 'lots.id', 'awards.lotId')
    .select(['awards.vendorId', 'lots.roundId'])
    .select(
      sql<bigint>`least(awards.unit_price, (select min(e.new_price) from tier_events e where e.award_id = awards.id))`.as(
        'oldPrice',
      ),
    )
    .where('awards.id', '=', awardId)
    .executeTakeFirstOrThrow()
  const { oldPrice } = award
  if (newPrice >= oldPrice) return
  const tier = await tx
    .insertInto('tierEvents')
    .values({ awardId, volume: Number(facts.volume), oldPrice, newPrice })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!tier) return
  const told = {
    tier: tier.id,
    award: awardId,
    volume: facts.volume,
    oldPrice: String(oldPrice),
    newPrice: String(newPrice),
  }
  const about = { org: award.vendorId, round: award.roundId }
  const event = await record(tx, 'tier.reached', awardId, told, about)
  const notice = { kind: 'tier.reached', href: `/rounds/${award.roundId}/joins`, event }
  await notifyMembers(tx, award.vendorId, ['vendor'], notice)
}

/** `tier.reached`: what everyone who bought before is owed. */
export async function oweTier(tx: Tx, { facts }: Happening) {
  const { tier, award } = facts
  await record(tx, 'rebate.due', tier, { award, tier, watch: null })
}
