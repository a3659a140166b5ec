import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { account } from '../ledger/accounts'
import { post } from '../ledger/post.server'
import { bankFee, pspPayoutSeen, vendorPaidBack } from '../ledger/postings'
import { lockLine, moveLine } from './match.server'

type Tx = Kysely<Database>

const feeAtMost = 100_000n // ¥1,000

/** A line that is no order's, payout's or refund's business leaves the board with its reason. Refuses: line-gone. */
export async function setLineAside(tx: Tx, lineId: string, reason: string) {
  await lockLine(tx, lineId)
  const moved = await tx
    .updateTable('bankLines')
    .set({ state: 'set_aside', asideReason: reason })
    .where('id', '=', lineId)
    .where('state', '=', 'open')
    .returning('id')
    .executeTakeFirst()
  if (!moved) refuse('line-gone')
  await record(tx, 'line.set_aside', lineId, { line: lineId })
}

/** A line that was set aside comes back to the board. Refuses: line-gone. */
export async function reopenLine(tx: Tx, lineId: string) {
  const moved = await tx
    .updateTable('bankLines')
    .set({ state: 'open', asideReason: null })
    .where('id', '=', lineId)
    .where('state', '=', 'set_aside')
    .returning('id')
    .executeTakeFirst()
  if (!moved) refuse('line-gone')
  await record(tx, 'line.reopened', lineId, { line: lineId })
}

/** An outgoing line is what the bank takes for its services. Refuses: line-gone, fee-too-large. */
export async function bookBankFee(tx: Tx, lineId: string) {
  await lockLine(tx, lineId)
  const line = await tx
    .selectFrom('bankLines')
    .select(['direction', 'amount', 'bookedAt'])
    .where('id', '=', lineId)
    .executeTakeFirstOrThrow()
  if (line.direction !== 'D') refuse('line-gone')
  refuseIf(line.amount > feeAtMost ? 'fee-too-large' : null)
  await post(tx, bankFee(lineId, line.amount), line.bookedAt, [{ id: account.bankFee }])
  await moveLine(tx, lineId, 'open', 'proposed')
  await moveLine(tx, lineId, 'proposed', 'matched')
  await record(tx, 'line.booked_as_fee', lineId, { line: lineId, amount: String(line.amount) })
}

/**
 * An incoming line is what the provider has paid out to us: the oldest such payout over this amount that no line has
 * shown yet. Refuses: line-gone, bank-payout-unknown.
 */
export async function bookBankPayout(tx: Tx, lineId: string) {
  await lockLine(tx, lineId)
  const line = await tx
    .selectFrom('bankLines')
    .select(['direction', 'amount', 'currency', 'bookedAt'])
    .where('id', '=', lineId)
    .executeTakeFirstOrThrow()
  if (line.direction !== 'C') refuse('line-gone')
  const payout = await unseenPayouts(tx, line).orderBy('created').forUpdate().executeTakeFirst()
  if (!payout) return refuse('bank-payout-unknown')
  await tx.updateTable('pspPayouts').set({ lineId }).where('id', '=', payout.id).execute()
  await post(tx, pspPayoutSeen(payout.id, lineId, line.amount), line.bookedAt)
  await moveLine(tx, lineId, 'open', 'proposed')
  await moveLine(tx, lineId, 'proposed', 'matched')
  await record(tx, 'line.booked_as_provider', lineId, { line: lineId, amount: String(line.amount) })
}

export type Owing = { id: string; name: string; nameEn: string | null; fen: bigint }

/** Vendors that owe at least so much (fen), for what of theirs went back to a buyer after they had been paid. */
export async function listOwing(db: Tx, amount: bigint): Promise<Owing[]> {
  const { rows } = await sql<Owing>`
    select g.id, g.name, g.name_en, a.balance as fen
    from ledger.accounts a join organizations g on g.id = a.org_id
    where a.kind = 'clawback' and a.balance >= ${amount} order by g.name limit 200`.execute(db)
  return rows
}

/** An incoming line is what a vendor pays back of its debt. Refuses: line-gone, paid-back-above. */
export async function bookPaidBack(tx: Tx, lineId: string, vendorId: string) {
  await lockLine(tx, lineId)
  const line = await tx
    .selectFrom('bankLines')
    .select(['direction', 'amount', 'bookedAt'])
    .where('id', '=', lineId)
    .executeTakeFirstOrThrow()
  if (line.direction !== 'C') refuse('line-gone')
  await sql`select pg_advisory_xact_lock(hashtextextended(${account.clawback(vendorId)}, 0))`.execute(tx)
  const owing = await listOwing(tx, line.amount)
  refuseIf(owing.some(({ id }) => id === vendorId) ? null : 'paid-back-above', { field: 'vendorId' })
  await post(tx, vendorPaidBack(lineId, vendorId, line.amount), line.bookedAt)
  await moveLine(tx, lineId, 'open', 'proposed')
  await moveLine(tx, lineId, 'proposed', 'matched')
  const facts = { line: lineId, vendor: vendorId, amount: String(line.amount) }
  await record(tx, 'line.booked_as_paid_back', lineId, facts)
}

const unseenPayouts = (db: Tx, { amount, currency }: { amount: bigint; currency: string }) =>
  db
    .selectFrom('pspPayouts')
    .select('id')
    .where('amount', '=', amount)
    .where('currency', '=', currency)
    .where('state', '<>', 'failed')
    .where('lineId', 'is', null)

/** Whether a line may be what the provider has paid out to us. */
export async function mayBeBankPayout(db: Tx, line: { direction: string; amount: bigint; currency: string }) {
  return line.direction === 'C' && (await unseenPayouts(db, line).executeTakeFirst()) !== undefined
}

/** Lines that were set aside, the newest first. */
export const listLinesAside = (tx: Tx, limit = 200) =>
  tx
    .selectFrom('bankLines')
    .select([
      'id',
      'bookedAt',
      'direction',
      'amount',
      'currency',
      'counterpartyName',
      'remark',
      'asideReason',
      sql<number>`(clock_timestamp()::date - booked_at::date)`.as('days'),
    ])
    .where('state', '=', 'set_aside')
    .orderBy('bookedAt', 'desc')
    .limit(limit)
    .execute()
