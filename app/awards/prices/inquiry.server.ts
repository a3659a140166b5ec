import { sql } from 'kysely'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { type Actor, is } from '~/people/actor'
import { notifyAgencies, notifyMembers } from '~/people/notify.server'
import type { Tx } from '~/rounds/commands.server'
import { databaseNow } from '~/rounds/queries.server'
import { whyNotDecideInquiry, whyNotReply } from './inquiry'

/** The vendor explains its price, in time, once. Refuses with the codes of `whyNotReply`. */
export async function replyToInquiry(
  tx: Tx,
  actor: Actor,
  bidId: string,
  { reply, fileId }: { reply: string; fileId: string | null },
) {
  const inquiry = await lockInquiry(tx, bidId)
  refuseIf(inquiry.vendorId === actor.organizationId && is(actor, 'vendor') ? null : 'not-your-move')
  refuseIf(whyNotReply(inquiry, await databaseNow(tx)))
  await tx
    .updateTable('priceInquiries')
    .set({ reply, evidenceFileId: fileId, repliedAt: sql<Date>`clock_timestamp()` })
    .where('bidId', '=', bidId)
    .execute()
  await record(tx, 'price.answered', bidId, { bid: bidId }, { round: inquiry.roundId })
  await notifyAgencies(tx, ['officer'], {
    kind: 'price.answered',
    href: `/bids/${bidId}/inquiry`,
  })
}

/** The office decides whether a low price is explained; if not, the bid is out and everything is computed anew. */
export async function decideInquiry(
  tx: Tx,
  actor: Actor,
  bidId: string,
  { explained, reason }: { explained: boolean; reason: string },
) {
  refuseIf(is(actor, 'officer') ? null : 'not-your-move')
  const inquiry = await lockInquiry(tx, bidId)
  refuseIf(whyNotDecideInquiry(inquiry, await databaseNow(tx)))
  await tx
    .updateTable('priceInquiries')
    .set({ explained, reason, decidedBy: actor.personId, decidedAt: sql<Date>`clock_timestamp()` })
    .where('bidId', '=', bidId)
    .execute()
  if (!explained)
    await tx
      .updateTable('bids')
      .set({ state: 'excluded', reason })
      .where('id', '=', bidId)
      .where('state', '=', 'priced')
      .execute()
  const kind = explained ? 'price.explained' : 'bid.excluded'
  const about = { org: inquiry.vendorId, round: inquiry.roundId }
  await record(tx, kind, bidId, { bid: bidId, round: inquiry.roundId }, about)
  await notifyMembers(tx, inquiry.vendorId, ['vendor'], { kind, href: `/bids/${bidId}/inquiry` })
}

async function lockInquiry(tx: Tx, bidId: string) {
  const inquiry = await tx
    .selectFrom('priceInquiries')
    .innerJoin('bids', 'bids.id', 'priceInquiries.bidId')
    .select(['dueAt', 'repliedAt', 'decidedAt', 'bids.vendorId', 'bids.roundId'])
    .where('priceInquiries.bidId', '=', bidId)
    .forUpdate('priceInquiries')
    .executeTakeFirst()
  return inquiry ?? refuse('already-moved')
}
