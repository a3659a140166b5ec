import { type Kysely, sql } from 'kysely'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { type Actor, is } from '~/people/actor'
import { notifyAgencies, notifyMembers } from '~/people/notify.server'
import { keepUpload } from '~/people/upload.server'
import { officersOnly } from '~/rounds/commands.server'
import { databaseNow } from '~/rounds/queries.server'
import type { Database } from '~db/schema'
import type { PriceWatchState } from '../lifecycle'
import type { WatchMoveValues } from './form'
import { whyNotAnswer, whyNotDecide } from './watching'

type Tx = Kysely<Database>

/** The move of whoever's turn it is; answers the code of what was done. */
export async function moveWatch(tx: Tx, actor: Actor, watchId: string, values: WatchMoveValues) {
  if (values.move === 'answer') {
    const fileId = values.paper ? await keepUpload(tx, actor, values.paper) : null
    await answerWatch(tx, actor, watchId, values.answer, fileId)
    return 'watch-answered'
  }
  await decideWatch(tx, actor, watchId, values.move === 'grant', values.reason)
  return values.move === 'grant' ? 'watch-granted' : 'watch-rejected'
}

/** The vendor says why its price was lower, in time, once. Refuses with the codes of `whyNotAnswer`. */
export async function answerWatch(
  tx: Tx,
  actor: Actor,
  watchId: string,
  answer: string,
  fileId: string | null = null,
) {
  const watch = await takeWatch(tx, watchId)
  refuseIf(is(actor, 'vendor') && watch.vendorId === actor.organizationId ? null : 'not-your-move')
  const now = await databaseNow(tx)
  refuseIf(whyNotAnswer(watch, now))
  await tx
    .updateTable('priceWatches')
    .set({ state: 'answered', answer, answerFileId: fileId, answeredAt: now })
    .where('id', '=', watchId)
    .execute()
  const event = await record(tx, 'price_watch.answered', watchId, { watch: watchId }, aboutOf(watch))
  await notifyAgencies(tx, ['officer'], { kind: 'price_watch.answered', href: `/watches/${watchId}`, event })
}

/** An officer grants the lower price to all buyers of the award, or rejects it; with a reason, for good. */
export async function decideWatch(tx: Tx, actor: Actor, watchId: string, granted: boolean, reason: string) {
  officersOnly(actor)
  const watch = await takeWatch(tx, watchId)
  const now = await databaseNow(tx)
  refuseIf(whyNotDecide(watch, now))
  await tx
    .updateTable('priceWatches')
    .set({ state: granted ? 'granted' : 'rejected', reason, decidedBy: actor.personId, decidedAt: now })
    .where('id', '=', watchId)
    .execute()
  const kind = granted ? 'price_watch.granted' : 'price_watch.rejected'
  const event = await record(tx, kind, watchId, { watch: watchId, award: watch.awardId }, aboutOf(watch))
  if (granted)
    await record(
      tx,
      'rebate.due',
      watchId,
      { award: watch.awardId, tier: null, watch: watchId },
      aboutOf(watch),
    )
  const notice = { kind, href: `/watches/${watchId}`, event }
  await notifyMembers(tx, watch.vendorId, ['vendor'], notice)
  if (watch.byOrgId) await notifyMembers(tx, watch.byOrgId, ['buyer', 'approver'], notice)
  if (granted || !watch.byOrgId)
    await sql`
      select notify_roles(org_id, array['buyer', 'approver'], ${kind}, '{}'::jsonb, ${notice.href}, ${event}::uuid)
      from (select org_id from allocations where award_id = ${watch.awardId}
            union select org_id from late_joins where award_id = ${watch.awardId} and state = 'confirmed') as bought
      where org_id is distinct from ${watch.byOrgId}::uuid`.execute(tx)
}

/** Vendors that did not answer in time: from now on the office decides, and is told once. */
export async function tellUnanswered(tx: Tx, now: Date) {
  const { rows } = await sql<{ id: string; vendorId: string; roundId: string }>`
    update price_watches w set overdue_at = clock_timestamp()
    from awards a join lots l on l.id = a.lot_id
    where a.id = w.award_id and w.state = 'raised' and w.overdue_at is null and w.answer_due <= ${now}
    returning w.id, a.vendor_id, l.round_id`.execute(tx)
  for (const { id, ...its } of rows) {
    const event = await record(tx, 'price_watch.unanswered', id, { watch: id }, aboutOf(its))
    await notifyAgencies(tx, ['officer'], { kind: 'price_watch.unanswered', href: `/watches/${id}`, event })
  }
}

const aboutOf = ({ vendorId, roundId }: { vendorId: string; roundId: string }) => ({
  org: vendorId,
  round: roundId,
})

async function takeWatch(tx: Tx, watchId: string) {
  const watch = await tx
    .selectFrom('priceWatches')
    .innerJoin('awards', 'awards.id', 'priceWatches.awardId')
    .innerJoin('lots', 'lots.id', 'awards.lotId')
    .selectAll('priceWatches')
    .select(['awards.vendorId', 'lots.roundId'])
    .where('priceWatches.id', '=', watchId)
    .forUpdate('priceWatches')
    .executeTakeFirst()
  if (!watch) return refuse('already-moved')
  return { ...watch, state: watch.state as PriceWatchState }
}
