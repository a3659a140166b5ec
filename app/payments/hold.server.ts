import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'

type Tx = Kysely<Database>

/**
 * Takes an amount of one order line out of reach of payouts while a case is open; the line's siblings and other
 * members of the round are untouched. The same case and line answer the same hold. Refuses: line-unknown,
 * nothing-to-hold (already paid out or refunded), hold-above-money, hold-ended.
 */
export async function placeHold(
  tx: Tx,
  hold: { caseId: string; lineId: string; amount: bigint; endsAt: Date },
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    select place_hold(${hold.caseId}::uuid, ${hold.lineId}::uuid, ${hold.amount}, ${hold.endsAt}) as id`.execute(
    tx,
  )
  return rows[0]!.id
}

/** Gives the money back to where it waited; a hold that has ended stays as it is. Answers its id, null when none was active. */
export async function releaseHold(
  tx: Tx,
  { caseId, lineId }: { caseId: string; lineId: string },
): Promise<string | null> {
  const { rows } = await sql<{
    id: string | null
  }>`select release_hold(${caseId}::uuid, ${lineId}::uuid) as id`.execute(tx)
  return rows[0]!.id
}

/** What a case may still hold on a line, fen. */
export async function findHoldable(tx: Tx, lineId: string): Promise<bigint> {
  const { rows } = await sql<{ fen: bigint | null }>`select holdable(${lineId}::uuid) as fen`.execute(tx)
  return rows[0]!.fen ?? 0n
}
