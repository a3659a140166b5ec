import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'

type Happening = { id: string; kind: string; facts: Record<string, any> }

/** `award.decided`, `award.replaced`: every buyer and bidder of the round is told where their own result stands. */
export async function tellDecision(tx: Kysely<Database>, { id, kind, facts }: Happening) {
  await sql`
    select notify_roles(org_id, array['buyer', 'approver', 'vendor'], ${kind}, '{}'::jsonb,
                        '/rounds/' || ${facts.round}::text || '/award', ${id}::uuid)
    from (select org_id from pledges where round_id = ${facts.round} and state in ('frozen', 'released')
          union select vendor_id from bids where round_id = ${facts.round} and state in ('won', 'lost', 'excluded')) as concerned`.execute(
    tx,
  )
}
