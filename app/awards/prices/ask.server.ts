import { type Kysely, sql } from 'kysely'
import { loadCalendar } from '~/kernel/calendar.server'
import { record } from '~/kernel/events.server'
import { dayOf, deadline } from '~/kernel/workdays'
import { notifyMembers } from '~/people/notify.server'
import { roundTerms } from '~/rounds/terms'
import type { Database } from '~db/schema'
import { aloneOf } from '../engine/alone'
import { viewsOf } from '../engine/pricing'
import { buildInstance } from '../runs/building'
import { bidKey, readRound } from '../runs/facts.server'
import { abnormallyLow } from './abnormal'

type Tx = Kysely<Database>

/**
 * Asks the vendors whose price is abnormally low beside the others, each once; answers how many questions of the round
 * are not decided yet. Exclusions change the mean, so it is asked anew after each.
 */
export async function askAbnormal(tx: Tx, roundId: string, now: Date): Promise<number> {
  const { body } = await tx
    .selectFrom('rounds')
    .innerJoin('roundTerms', (join) =>
      join
        .onRef('roundTerms.roundId', '=', 'rounds.id')
        .onRef('roundTerms.version', '=', 'rounds.termsVersion'),
    )
    .select('body')
    .where('rounds.id', '=', roundId)
    .executeTakeFirstOrThrow()
  const { abnormal } = roundTerms.parse(body)
  if (abnormal) {
    const { facts, bids } = await readRound(tx, roundId)
    const { instance } = buildInstance(facts)
    const due = deadline(await loadCalendar(tx), dayOf(now), abnormal.replyWorkdays, 'wd').dueAt
    // Each by itself: beside a very low price the others would clear nothing, and could not be held against it.
    for (const [lot, view] of viewsOf(instance, false)) {
      const prices = [...aloneOf(view).values()].flatMap((alone) =>
        alone ? { vendorId: alone.vendor, price: BigInt(alone.price) } : [],
      )
      for (const [vendorId, grounds] of abnormallyLow(prices, BigInt(view.lot.referencePrice), abnormal))
        await ask(tx, roundId, bids.get(bidKey(lot, vendorId))!.bidId, vendorId, grounds, due)
    }
  }
  const { open } = await tx
    .selectFrom('priceInquiries')
    .innerJoin('bids', 'bids.id', 'priceInquiries.bidId')
    .where('bids.roundId', '=', roundId)
    .where('priceInquiries.decidedAt', 'is', null)
    .select(sql<number>`count(*)::int`.as('open'))
    .executeTakeFirstOrThrow()
  return open
}

async function ask(
  tx: Tx,
  roundId: string,
  bidId: string,
  vendorId: string,
  grounds: readonly string[],
  dueAt: Date,
) {
  const asked = await tx
    .insertInto('priceInquiries')
    .values({ bidId, grounds: [...grounds], dueAt })
    .onConflict((conflict) => conflict.doNothing())
    .returning('bidId')
    .executeTakeFirst()
  if (!asked) return
  await record(tx, 'price.asked', bidId, { bid: bidId, grounds }, { org: vendorId, round: roundId })
  await notifyMembers(tx, vendorId, ['vendor'], { kind: 'price.asked', href: `/bids/${bidId}/inquiry` })
}
