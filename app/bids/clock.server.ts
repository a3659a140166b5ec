import { sql } from 'kysely'
import { record } from '~/kernel/events.server'
import { notifyAgencies } from '~/people/notify.server'
import type { Tx } from '~/rounds/commands.server'
import { fallLots } from '~/rounds/fall.server'
import { watchOpenings } from './frames/asked.server'

/** What this room does without being asked, each at its deadline by the database's clock. */
export const clockMoves = [
  { name: 'bids.close', run: closeDue },
  { name: 'openings.watch', run: watchOpenings },
]

async function closeDue(tx: Tx, now: Date) {
  const due = await tx
    .selectFrom('rounds')
    .select('id')
    .where('state', '=', 'frozen')
    .where('bidsCloseAt', '<=', now)
    .orderBy('bidsCloseAt')
    .limit(20)
    .execute()
  for (const { id } of due) await closeRound(tx, id)
}

/**
 * Ends the taking of bids: the update waits for writers in flight. What is in stays sealed; a lot with too few bids
 * falls and is never opened.
 */
async function closeRound(tx: Tx, roundId: string) {
  const closed = await tx
    .updateTable('rounds')
    .set({ state: 'closed' })
    .where('id', '=', roundId)
    .where('state', '=', 'frozen')
    .where('bidsCloseAt', '<=', sql<Date>`clock_timestamp()`)
    .returning('id')
    .executeTakeFirst()
  if (!closed) return
  await tx
    .updateTable('bids')
    .set({ state: sql`case state when 'sealed' then 'closed' else 'dropped' end` })
    .where('roundId', '=', roundId)
    .where('state', 'in', ['sealed', 'invalidated'])
    .execute()
  const tooFew = await listTooFew(tx, roundId)
  await tx
    .updateTable('bids')
    .set({ state: 'returned_unopened' })
    .where('roundId', '=', roundId)
    .where('state', '=', 'closed')
    .where((bid) =>
      bid.or([
        bid('lotId', 'in', bid.selectFrom('lots').select('id').where('state', '<>', 'active')),
        ...(tooFew.length ? [bid('lotId', 'in', tooFew)] : []),
      ]),
    )
    .execute()
  await recordClosed(tx, roundId)
  if (await fallLots(tx, roundId, tooFew, 'too_few_bids'))
    await notifyAgencies(tx, ['opener'], { kind: 'round.bids_closed', href: `/rounds/${roundId}/opening` })
}

/** Lots in which fewer bids are in than the terms ask for; each vendor has one. */
async function listTooFew(tx: Tx, roundId: string) {
  const { rows } = await sql<{ id: string }>`
    select l.id from lots l join rounds r on r.id = l.round_id
      join round_terms t on t.round_id = r.id and t.version = r.terms_version
    where l.round_id = ${roundId} and l.state = 'active'
      and (select count(*) from bids b where b.lot_id = l.id and b.state = 'closed') < (t.body ->> 'minBids')::int
    order by l.code`.execute(tx)
  return rows.map(({ id }) => id)
}

/** The hashes of all that is in are public from now on: nothing can be slipped in or taken out unseen. */
async function recordClosed(tx: Tx, roundId: string) {
  const { rows } = await sql<{ bids: number; hashes: string[] }>`
    select count(distinct i.bid_id)::int as bids,
           coalesce(array_agg(encode(i.envelope_hash, 'hex') order by i.envelope_hash), '{}') as hashes
    from sealed_items i join bids b on b.id = i.bid_id
    where i.round_id = ${roundId} and i.state = 'current' and b.state in ('closed', 'returned_unopened')`.execute(
    tx,
  )
  const { bids, hashes } = rows[0]!
  await record(tx, 'round.bids_closed', roundId, { round: roundId, bids, hashes }, { round: roundId })
}
