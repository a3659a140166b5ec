import { type Kysely, sql } from 'kysely'
import Stripe from 'stripe'
import type { Database } from '~db/schema'

type Db = Kysely<Database>

/** What is asked of Stripe: once, whatever happens to whoever asks. */
export type Call = {
  key: string
  purpose: 'refund' | 'transfer' | 'reversal'
  subjectId: string
  no: number
  amount: bigint
  source: string | null
}

type How<Thing> = {
  send: (key: string) => Promise<Thing>
  /** Finds by what it was marked with the thing that an earlier call has made. */
  lookUp: () => Promise<Thing | undefined>
}

/** Stripe forgets a key after 24 hours; from an hour before nobody relies on it any more. */
const keyLasts = 23 * 3600

/**
 * Asks after the intention has been committed. The same key gives the first answer as long as Stripe knows it; where
 * it may be forgotten, or its answer is a saved 500, what was made is looked up, and only what is proven absent is
 * asked for anew by another key.
 */
export async function askOnce<Thing>(db: Db, call: Call, { send, lookUp }: How<Thing>): Promise<Thing> {
  if ((await intend(db, call)) < keyLasts)
    try {
      return await send(call.key)
    } catch (error) {
      // Of everything else it is certain that nothing was made, or that the same key will tell.
      if (!(error instanceof Stripe.errors.StripeAPIError)) throw error
    }
  return (await lookUp()) ?? send(`${call.key}:r2`)
}

/** Writes down what will be asked; answers for how many seconds it has been known. */
async function intend(db: Db, { key, purpose, subjectId, no, amount, source }: Call): Promise<number> {
  const { rows } = await sql<{ age: number }>`
    insert into stripe_calls (key, purpose, subject_id, no, amount, source)
    values (${key}, ${purpose}, ${subjectId}::uuid, ${no}, ${amount}, ${source})
    on conflict (key) do update set tried_at = clock_timestamp()
    returning extract(epoch from clock_timestamp() - asked_at)::float8 as age`.execute(db)
  return rows[0]!.age
}

/** Writes down what came of a call; the first answer stays. */
export const answerCall = (
  tx: Db,
  { purpose, subjectId, no }: Pick<Call, 'purpose' | 'subjectId' | 'no'>,
  answer: { externalId: string } | { failure: string },
) =>
  tx
    .updateTable('stripeCalls')
    .set({ ...answer, answeredAt: sql<Date>`clock_timestamp()` })
    .where('purpose', '=', purpose)
    .where('subjectId', '=', subjectId)
    .where('no', '=', no)
    .where('answeredAt', 'is', null)
    .execute()
