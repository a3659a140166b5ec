import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { dayOf } from '~/kernel/workdays'
import { type Actor, is } from '~/people/actor'
import { whyNotBook } from './booking'
import type { BudgetValues } from './form'
import { listBudgetLines } from './queries.server'

type Tx = Kysely<Database>

/**
 * Adds a line to a year's budget or books a voucher on one; answers the year. Refuses not-your-move, spending-to-come,
 * spending-of-other-year, voucher-booked, more-back-than-spent.
 */
export async function keepBudget(tx: Tx, actor: Actor, values: BudgetValues, now: Date): Promise<number> {
  refuseIf(is(actor, 'officer') ? null : 'not-your-move')
  return values.move === 'line' ? addLine(tx, actor, values) : book(tx, actor, values, now)
}

async function addLine(tx: Tx, actor: Actor, { year, name, planned }: BudgetValues & { move: 'line' }) {
  const { id } = await tx
    .insertInto('budgetLines')
    .values({ orgId: actor.organizationId, year, name, planned })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(tx, 'budget.line_added', id, { year })
  return year
}

async function book(tx: Tx, actor: Actor, values: BudgetValues & { move: 'spend' }, now: Date) {
  const { lineId, direction, voucherNo, spentOn, remark } = values
  const amount = direction === 'out' ? values.amount : -values.amount
  // Two who book on one line come one after the other: both would see the sum before either.
  const locked = await tx
    .selectFrom('budgetLines')
    .select('year')
    .where('id', '=', lineId)
    .forUpdate()
    .executeTakeFirst()
  if (!locked) return refuse('already-moved')
  const line = (await listBudgetLines(tx, locked.year)).find(({ id }) => id === lineId)!
  refuseIf(whyNotBook({ spentOn, amount }, voucherNo, { ...line, year: locked.year }, dayOf(now)))
  await tx
    .insertInto('budgetSpendings')
    .values({ lineId, amount, voucherNo, spentOn, remark, by: actor.personId })
    .execute()
  await record(tx, 'budget.spent', lineId, { direction })
  return locked.year
}
