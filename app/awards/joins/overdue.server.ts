import type { Kysely } from 'kysely'
import { notifyMembers } from '~/people/notify.server'
import type { Database } from '~db/schema'
import { writeConfirmation, writeRefusal } from './answer.server'
import { liesWithinCap, takeJoin } from './hold.server'

type Tx = Kysely<Database>

/**
 * A vendor that did not answer in time: within the cap it was bound to sell, so the request is confirmed; beyond the
 * cap it may refuse, so silence refuses.
 */
export async function answerOverdue(tx: Tx, now: Date) {
  const due = await tx
    .selectFrom('lateJoins')
    .select('id')
    .where('state', '=', 'approved')
    .where('confirmDue', '<=', now)
    .orderBy('approvedAt')
    .limit(50)
    .execute()
  for (const { id } of due) {
    const { join, standing } = await takeJoin(tx, id, ['approved', 'confirmed', 'refused'])
    if (join.state !== 'approved') continue
    const within = await liesWithinCap(tx, join)
    if (within) await writeConfirmation(tx, join, standing, null)
    else await writeRefusal(tx, join, 'unanswered', 'late_join.lapsed')
    const kind = within ? 'late_join.deemed' : 'late_join.lapsed'
    await notifyMembers(tx, join.vendorId, ['vendor'], { kind, href: `/joins/${id}` })
  }
}

/** Requests that no approver signed before the window was over. */
export async function endUnsigned(tx: Tx, now: Date) {
  const late = await tx
    .selectFrom('lateJoins')
    .innerJoin('awards', 'awards.id', 'lateJoins.awardId')
    .innerJoin('lots', 'lots.id', 'awards.lotId')
    .innerJoin('rounds', 'rounds.id', 'lots.roundId')
    .select(['lateJoins.id', 'lateJoins.orgId', 'lateJoins.awardId'])
    .where('lateJoins.state', '=', 'requested')
    .where('rounds.lateJoinUntil', '<=', now)
    .orderBy('lateJoins.id')
    .limit(200)
    .forUpdate('lateJoins')
    .skipLocked()
    .execute()
  for (const join of late) await writeRefusal(tx, join, 'window-over', 'late_join.lapsed')
}
