import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import type { Actor } from '~/people/actor'
import { notifyAgencies, notifyMembers } from '~/people/notify.server'
import type { DebtMove } from '../form'
import { account } from '../ledger/accounts'
import { post } from '../ledger/post.server'
import { writtenOff } from '../ledger/postings'
import { writeOffLifecycle } from '../lifecycle'
import { findDebt } from './queries.server'
import { whyNotApproveWriteOff, whyNotProposeWriteOff } from './writing-off'

type Tx = Kysely<Database>
type Proposal = { amount: bigint; reason: string }

/** An officer proposes to give up what a vendor owes, or a part; another person decides. Refuses: debt-unknown, write-off-waits, write-off-above-debt. */
export async function proposeWriteOff(tx: Tx, actor: Actor, vendorId: string, { amount, reason }: Proposal) {
  const debt = await lockDebt(tx, vendorId)
  refuseIf(whyNotProposeWriteOff(debt, amount), { field: 'amount' })
  const { id } = await tx
    .insertInto('writeOffs')
    .values({ vendorId, amount, reason, proposedBy: actor.personId })
    .returning('id')
    .executeTakeFirstOrThrow()
  const facts = { vendor: vendorId, amount: String(amount) }
  const event = await record(tx, 'write_off.proposed', id, facts)
  await notifyAgencies(tx, ['officer'], {
    kind: 'write_off.proposed',
    href: `/office/payouts/debts/${vendorId}`,
    event,
  })
  return id
}

/**
 * Another person agrees: the debt becomes the platform's loss, once, and its vendor is told. Refuses: already-moved,
 * same-person, write-off-above-debt.
 */
async function approveWriteOff(tx: Tx, actor: Actor, writeOffId: string) {
  const { vendorId, amount, proposedBy } = (await findWriteOff(tx, writeOffId)) ?? refuse('already-moved')
  const debt = await lockDebt(tx, vendorId)
  refuseIf(whyNotApproveWriteOff({ proposedBy, amount }, debt, actor.personId))
  await move(tx, actor, writeOffId, 'approve', null)
  await post(tx, writtenOff(writeOffId, vendorId, amount), null, [{ id: account.loss }])
  const facts = { vendor: vendorId, amount: String(amount) }
  const event = await record(tx, 'write_off.approved', writeOffId, facts, { org: vendorId })
  await notifyMembers(tx, vendorId, ['vendor'], {
    kind: 'write_off.approved',
    href: '/vendor/payouts',
    event,
  })
}

/** What an officer does with a proposal: agrees, returns it with a reason, or takes back their own. Refuses: already-moved, same-person, write-off-above-debt. */
export async function decideWriteOff(tx: Tx, actor: Actor, values: Exclude<DebtMove, { move: 'propose' }>) {
  if (values.move === 'approve') return approveWriteOff(tx, actor, values.writeOffId)
  const proposed = (await findWriteOff(tx, values.writeOffId)) ?? refuse('already-moved')
  const isOwn = proposed.proposedBy === actor.personId
  if (values.move === 'withdraw') {
    refuseIf(isOwn ? null : 'not-your-move')
    await move(tx, actor, values.writeOffId, 'withdraw', null)
    return record(tx, 'write_off.withdrawn', values.writeOffId, { vendor: proposed.vendorId })
  }
  refuseIf(isOwn ? 'same-person' : null)
  await move(tx, actor, values.writeOffId, 'refuse', values.reason)
  return record(tx, 'write_off.refused', values.writeOffId, { vendor: proposed.vendorId })
}

/** The debt as it stands once nobody else moves it. */
async function lockDebt(tx: Tx, vendorId: string) {
  await sql`select pg_advisory_xact_lock(hashtextextended(${account.clawback(vendorId)}, 0))`.execute(tx)
  return (await findDebt(tx, vendorId)) ?? refuse('debt-unknown')
}

const findWriteOff = (tx: Tx, writeOffId: string) =>
  tx
    .selectFrom('writeOffs')
    .select(['vendorId', 'proposedBy', 'amount'])
    .where('id', '=', writeOffId)
    .executeTakeFirst()

type Move = keyof typeof writeOffLifecycle.moves

async function move(tx: Tx, actor: Actor, writeOffId: string, move: Move, refusedReason: string | null) {
  const { from, to } = writeOffLifecycle.moves[move]
  const moved = await tx
    .updateTable('writeOffs')
    .set({ state: to, decidedBy: actor.personId, decidedAt: sql<Date>`clock_timestamp()`, refusedReason })
    .where('id', '=', writeOffId)
    .where('state', 'in', from)
    .returning('id')
    .executeTakeFirst()
  if (!moved) refuse('already-moved')
}
