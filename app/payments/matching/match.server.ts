import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import type { Actor } from '~/people/actor'
import { lockOrder } from '~/orders/lock.server'
import { account } from '../ledger/accounts'
import { listOpenLines, type BoardLine } from './board.server'
import { moneyCame } from '../fund.server'
import { type MatchPart, printOf, proposedParts, settledBy, whyNotApprove, whyNotMatch } from './match-parts'
import { post } from '../ledger/post.server'
import { matched, reversed } from '../ledger/postings'
import { releaseAccepted } from '../release.server'

type Tx = Kysely<Database>

export type MatchWish = { lineId: string; parts: readonly MatchPart[]; letterFileId?: string | null }

/**
 * An officer says what an incoming line is. As proposed and small enough it is booked at once; edited, unsure or
 * large it waits for a second person. Answers the match and whether it is booked. Refuses: line-gone, parts-do-not-sum,
 * part-above-order, order-takes-no-money, letter-needed, part-twice.
 */
export async function matchLine(tx: Tx, actor: Actor, wish: MatchWish) {
  await lockLine(tx, wish.lineId)
  const [line] = await listOpenLines(tx, { lineId: wish.lineId })
  if (!line || line.direction !== 'C') return refuse('line-gone')
  const orders = await lockOrders(tx, wish.parts)
  refuseIf(whyNotMatch(line, wish.parts, orders))
  const { proposal } = line
  const edited = !settledBy(proposal, wish.parts)
  refuseIf(proposal.letterNeeded && !wish.letterFileId ? 'letter-needed' : null, { field: 'letter' })
  const twoPersons = edited || proposal.secondPerson
  const { id } = await tx
    .insertInto('matches')
    .values({
      lineId: line.id,
      rule: proposal.rule,
      edited,
      twoPersons,
      letterFileId: wish.letterFileId ?? null,
      preparedBy: actor.personId,
      preparedAt: sql<Date>`clock_timestamp()`,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('matchParts')
    .values(
      wish.parts.map((part, at) => ({
        matchId: id,
        no: at + 1,
        amount: part.amount,
        orderId: 'orderId' in part ? part.orderId : null,
        unappliedOrgId: 'unappliedFor' in part ? part.unappliedFor : null,
      })),
    )
    .execute()
  await moveLine(tx, line.id, 'open', 'proposed')
  if (!twoPersons) await book(tx, id)
  return { id, booked: !twoPersons }
}

/**
 * An officer agrees to what is proposed, as they saw it (`seen`, the print of its parts). Refuses: proposal-changed,
 * and as `matchLine`.
 */
export async function matchAsProposed(
  tx: Tx,
  actor: Actor,
  { lineId, seen }: { lineId: string; seen: string },
) {
  const [line] = await listOpenLines(tx, { lineId })
  if (!line) return refuse('line-gone')
  const parts = proposedParts(line.proposal)
  refuseIf(printOf(parts) === seen ? null : 'proposal-changed')
  return matchLine(tx, actor, { lineId, parts })
}

/** Books of several lines those whose code and amount fit exactly; answers how many were and were not. */
export async function matchInBulk(tx: Tx, actor: Actor, lineIds: readonly string[]) {
  let done = 0
  for (const lineId of lineIds.toSorted()) {
    const [line] = await listOpenLines(tx, { lineId })
    if (!line?.proposal.bulk) continue
    await matchLine(tx, actor, { lineId, parts: proposedParts(line.proposal) })
    done += 1
  }
  return { done, left: lineIds.length - done }
}

/** The second person agrees. Refuses: already-moved, same-person, part-above-order, order-takes-no-money. */
export async function approveMatch(tx: Tx, actor: Actor, matchId: string) {
  const match = await lockMatch(tx, matchId)
  refuseIf(whyNotApprove(match, actor.personId))
  const parts = await partsOf(tx, matchId)
  const [line] = await tx.selectFrom('bankLines').selectAll().where('id', '=', match.lineId).execute()
  refuseIf(whyNotMatch(line!, parts, await lockOrders(tx, parts)))
  await book(tx, matchId, actor.personId)
}

/** A proposal is taken back by whoever looks at it; the line is open again. Refuses: already-moved. */
export async function dropMatch(tx: Tx, actor: Actor, matchId: string) {
  const match = await lockMatch(tx, matchId)
  if (match.state !== 'proposed') refuse('already-moved')
  await tx.deleteFrom('matchParts').where('matchId', '=', matchId).execute()
  await tx.deleteFrom('matches').where('id', '=', matchId).execute()
  await moveLine(tx, match.lineId, 'proposed', 'open')
  await record(tx, 'match.dropped', matchId, { match: matchId, line: match.lineId, by: actor.personId })
}

/**
 * Takes a booked match back by the exact opposite posting, as long as nothing was built on it. Refuses: already-moved,
 * money-has-moved-on, same-person.
 */
export async function undoMatch(tx: Tx, actor: Actor, matchId: string, reason: string) {
  const match = await lockMatch(tx, matchId)
  if (match.state !== 'confirmed') refuse('already-moved')
  refuseIf((await isBuiltOn(tx, matchId)) ? 'money-has-moved-on' : null)
  const parts = await partsOf(tx, matchId)
  const orders = await lockOrders(tx, parts)
  refuseIf(orders.some(({ state }) => state !== 'confirmed') ? 'money-has-moved-on' : null)
  const line = await tx
    .selectFrom('bankLines')
    .selectAll()
    .where('id', '=', match.lineId)
    .executeTakeFirstOrThrow()
  await post(tx, reversed(postingOf(matchId, line.id, parts), 'undone'), line.bookedAt)
  await tx
    .updateTable('payments')
    .set({ undoneAt: sql<Date>`clock_timestamp()` })
    .where('externalId', '=', matchId)
    .execute()
  await tx
    .updateTable('matches')
    .set({
      state: 'undone',
      undoneBy: actor.personId,
      undoneAt: sql<Date>`clock_timestamp()`,
      undoReason: reason,
    })
    .where('id', '=', matchId)
    .execute()
  await moveLine(tx, line.id, 'matched', 'open')
  await record(tx, 'match.undone', matchId, { match: matchId, line: line.id })
}

/** Whether the line carried out a payout or refund, or its money was put on an order or asked back since. */
async function isBuiltOn(tx: Tx, matchId: string) {
  const { rows } = await sql<{ built: boolean }>`
    select exists (select from match_parts where match_id = ${matchId} and num_nonnulls(payout_id, refund_id) > 0)
      or exists (select from payments p where p.external_id = ${matchId} and (p.applied + p.refunding + p.charged_back > 0
        or exists (select from refunds r where r.payment_id = p.id and r.state <> 'refused'))) as built`.execute(
    tx,
  )
  return rows[0]!.built
}

/** Books a match: one posting, one payment per part, and what follows for each order. Orders and line are locked. */
async function book(tx: Tx, matchId: string, approvedBy: string | null = null) {
  const { lineId } = await tx
    .updateTable('matches')
    .set({ state: 'confirmed', approvedBy, confirmedAt: sql<Date>`clock_timestamp()` })
    .where('id', '=', matchId)
    .where('state', '=', 'proposed')
    .returning('lineId')
    .executeTakeFirstOrThrow()
  await moveLine(tx, lineId, 'proposed', 'matched')
  const line = await tx.selectFrom('bankLines').selectAll().where('id', '=', lineId).executeTakeFirstOrThrow()
  const parts = await partsOf(tx, matchId)
  const unapplied = parts.flatMap((part) =>
    'unappliedFor' in part ? [{ id: account.unapplied(part.unappliedFor), orgId: part.unappliedFor }] : [],
  )
  await post(tx, postingOf(matchId, lineId, parts), line.bookedAt, unapplied)
  await addPayments(tx, matchId, line, parts)
  for (const part of parts) {
    if ('unappliedFor' in part)
      await record(
        tx,
        'payment.unapplied',
        lineId,
        { line: lineId, amount: String(part.amount) },
        { org: part.unappliedFor },
      )
    else await moneyCame(tx, part.orderId, part.amount)
  }
  for (const part of parts) if ('orderId' in part) await releaseAccepted(tx, part.orderId)
}

function postingOf(matchId: string, lineId: string, parts: readonly MatchPart[]) {
  const onOrders = parts.filter((part) => 'orderId' in part)
  const rest = parts.find((part) => 'unappliedFor' in part)
  return matched(
    { id: matchId, lineId, enterpriseId: rest?.unappliedFor ?? null },
    onOrders,
    rest?.amount ?? 0n,
  )
}

async function addPayments(
  tx: Tx,
  matchId: string,
  line: {
    id: string
    currency: string
    bookedAt: Date
    counterpartyName: string | null
    counterpartyAccount: string | null
  },
  parts: readonly MatchPart[],
) {
  const buyers = await tx
    .selectFrom('orders')
    .select(['id', 'enterpriseId'])
    .where('id', 'in', orderIdsOf(parts).concat('00000000-0000-0000-0000-000000000000'))
    .execute()
  await tx
    .insertInto('payments')
    .values(
      parts.map((part) => ({
        orderId: 'orderId' in part ? part.orderId : null,
        enterpriseId:
          'orderId' in part ? buyers.find(({ id }) => id === part.orderId)!.enterpriseId : part.unappliedFor,
        rail: 'bank',
        amount: part.amount,
        currency: line.currency,
        externalId: matchId,
        bankLineId: line.id,
        payerName: line.counterpartyName,
        payerAccount: line.counterpartyAccount,
        receivedAt: line.bookedAt,
      })),
    )
    .execute()
}

async function partsOf(tx: Tx, matchId: string): Promise<MatchPart[]> {
  const rows = await tx
    .selectFrom('matchParts')
    .selectAll()
    .where('matchId', '=', matchId)
    .orderBy('no')
    .execute()
  return rows.map(({ orderId, unappliedOrgId, amount }) =>
    orderId ? { orderId, amount } : { unappliedFor: unappliedOrgId!, amount },
  )
}

const orderIdsOf = (parts: readonly MatchPart[]) =>
  parts.flatMap((part) => ('orderId' in part ? [part.orderId] : []))

/** In the order of their ids, so that two officers never wait for each other in a circle. */
async function lockOrders(tx: Tx, parts: readonly MatchPart[]) {
  const orders = []
  for (const id of orderIdsOf(parts).toSorted()) orders.push(await lockOrder(tx, id))
  return orders
}

export async function lockLine(tx: Tx, lineId: string) {
  const line = await tx
    .selectFrom('bankLines')
    .select('state')
    .where('id', '=', lineId)
    .forUpdate()
    .executeTakeFirst()
  if (line?.state !== 'open') refuse('line-gone')
}

async function lockMatch(tx: Tx, matchId: string) {
  const match = await tx
    .selectFrom('matches')
    .selectAll()
    .where('id', '=', matchId)
    .forUpdate()
    .executeTakeFirst()
  return match ?? refuse('already-moved')
}

export async function moveLine(tx: Tx, lineId: string, from: BoardLine['state'], to: BoardLine['state']) {
  const moved = await tx
    .updateTable('bankLines')
    .set({ state: to })
    .where('id', '=', lineId)
    .where('state', '=', from)
    .returning('id')
    .executeTakeFirst()
  if (!moved) refuse('line-gone')
}
