import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { dayOf } from '~/kernel/workdays'
import { tellReviewers } from './commands.server'

/** When the last day to apply is over, the reviewers begin. */
export async function closeCalls(tx: Kysely<Database>, now: Date) {
  const closed = await tx
    .updateTable('honorCalls')
    .set({ state: 'scoring' })
    .where('state', '=', 'open')
    .where('closesOn', '<', dayOf(now))
    .returning('id')
    .execute()
  for (const { id } of closed) await tellReviewers(tx, id)
}
