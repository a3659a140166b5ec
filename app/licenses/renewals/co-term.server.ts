import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { refuseIf } from '~/kernel/refusal'
import { type Actor, is } from '~/people/actor'

type Tx = Kysely<Database>

/** With the end of which month all subscriptions are to end; null: each as it comes. */
export async function findCoTerm(db: Tx, orgId: string): Promise<number | null> {
  const row = await db.selectFrom('coTerms').select('month').where('orgId', '=', orgId).executeTakeFirst()
  return row?.month ?? null
}

/** Decides that from the next renewal on; null takes it back. Refuses: not-your-move. */
export async function setCoTerm(tx: Tx, actor: Actor, month: number | null) {
  refuseIf(is(actor, 'asset_manager') ? null : 'not-your-move')
  const { organizationId: orgId, personId: by } = actor
  if (month === null) await tx.deleteFrom('coTerms').where('orgId', '=', orgId).execute()
  else
    await tx
      .insertInto('coTerms')
      .values({ orgId, month, by })
      .onConflict((conflict) => conflict.column('orgId').doUpdateSet({ month, by }))
      .execute()
  await record(tx, 'renewal.co_term_set', orgId, { month })
}
