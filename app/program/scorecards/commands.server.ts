import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { type Actor, is } from '~/people/actor'
import type { CommentValues } from './form'

/** The vendor's word on its figures, until the day on which they are released. Refuses comment-late. */
export async function commentScorecard(tx: Kysely<Database>, actor: Actor, values: CommentValues) {
  refuseIf(is(actor, 'vendor') ? null : 'not-your-move')
  const commented = await tx
    .updateTable('scorecards')
    .set({
      comment: values.comment,
      commentedBy: actor.personId,
      commentedAt: sql<Date>`clock_timestamp()`,
    })
    .where('id', '=', values.scorecardId)
    .where('vendorId', '=', actor.organizationId)
    .where('state', '=', 'shown')
    .where('commentDue', '>', sql<Date>`clock_timestamp()`)
    .returning('id')
    .executeTakeFirst()
  if (!commented) return refuse('comment-late', { field: 'comment' })
  await record(tx, 'scorecard.commented', commented.id)
}
