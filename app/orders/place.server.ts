import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { loadCalendar } from '~/kernel/calendar.server'
import { record } from '~/kernel/events.server'
import { dayOf, deadline } from '~/kernel/workdays'
import { ensureFramework, findOffice } from './contract/framework.server'
import { writeCallOff } from './contract/write.server'
import { duesOf } from './dues/splitting'
import { workdays } from './periods'
import { inFull, type PaymentTerms, paymentTerms } from '~/rounds/payment-terms'
import { type Bought, type Plan, plansOf, pricedUnits } from './placing'
import { usualCategory } from './tax-category'
import { ratesOn } from './taxes/rates.server'
import { tellSide } from './tell.server'

type Tx = Kysely<Database>
type Cause = { id: string; kind: string; subjectId: string | null }

/** Reaction to `award.confirmed`: one order per enterprise and vendor of the run, however often it is told. */
export async function placeAwarded(tx: Tx, event: Cause, now: Date) {
  const run = await tx
    .selectFrom('awardRuns')
    .select(['id', 'roundId'])
    .where('id', '=', event.subjectId!)
    .executeTakeFirstOrThrow()
  const bought = await boughtIn(tx)
    .where('awards.runId', '=', run.id)
    .innerJoin('allocations', 'allocations.awardId', 'awards.id')
    .select([
      'allocations.orgId as enterpriseId',
      'allocations.pledgeId',
      'allocations.quantity',
      'allocations.unitPrice',
    ])
    .orderBy('lots.code')
    .orderBy('awards.id')
    .execute()
  await placeOrders(
    tx,
    { event, source: 'round', runId: run.id, roundId: run.roundId },
    bought.map(asBought),
    now,
  )
}

/** Reaction to `late_join.confirmed`: the joiner's own order at the price of its confirmation. */
export async function placeJoined(tx: Tx, event: Cause, now: Date) {
  const joined = await boughtIn(tx)
    .innerJoin('lateJoins', 'lateJoins.awardId', 'awards.id')
    .where('lateJoins.id', '=', event.subjectId!)
    .select([
      'lateJoins.orgId as enterpriseId',
      'lateJoins.quantity',
      'lateJoins.unitPrice',
      'awards.runId',
      'lots.roundId',
    ])
    .executeTakeFirstOrThrow()
  const { runId, roundId } = joined
  await placeOrders(
    tx,
    { event, source: 'late_join', runId, roundId },
    [asBought({ ...joined, pledgeId: null, unitPrice: joined.unitPrice! })],
    now,
  )
}

type TrueUp = {
  enterpriseId: string
  awardId: string
  quantity: number
  unitPrice: bigint
  runId: string
  roundId: string
}

/** Reaction to `true_up.confirmed`: units at the price that the award holds, under the round's terms. */
export async function placeTrueUp(tx: Tx, event: Cause, now: Date) {
  const { rows } = await sql<TrueUp>`select * from true_up_ordered(${event.subjectId}::uuid)`.execute(tx)
  for (const { runId, roundId, ...wanted } of rows) {
    const sold = await boughtIn(tx).where('awards.id', '=', wanted.awardId).executeTakeFirstOrThrow()
    const line = asBought({ ...sold, ...wanted, pledgeId: null })
    await placeOrders(tx, { event, source: 'true_up', runId, roundId }, [line], now)
  }
}

type Promised = Omit<
  Bought,
  'awardId' | 'pledgeId' | 'releaseId' | 'rights' | 'unitPrice' | 'referencePrice'
> & {
  amount: bigint
}

/** Reaction to `order.requested`: what a settlement lets one side buy of the other directly, once per obligation. */
export async function placeRequested(tx: Tx, event: Cause, now: Date) {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`order.requested ${event.subjectId}`}, 0))`.execute(
    tx,
  )
  const known = await tx
    .selectFrom('orders')
    .innerJoin('events', 'events.id', 'orders.sourceEvent')
    .select('orders.id')
    .where('events.kind', '=', 'order.requested')
    .where('events.subjectId', '=', event.subjectId)
    .executeTakeFirst()
  if (known) return
  const { rows } = await sql<Promised>`select * from order_promised(${event.subjectId}::uuid)`.execute(tx)
  const bought = rows.flatMap(({ amount, quantity, ...promised }) =>
    pricedUnits(amount, quantity).map((line) => ({
      ...promised,
      ...line,
      awardId: null,
      pledgeId: null,
      releaseId: null,
      rights: '{}',
      referencePrice: null,
    })),
  )
  await placeOrders(tx, { event, source: 'settlement', runId: null, roundId: null }, bought, now)
}

const boughtIn = (tx: Tx) =>
  tx
    .selectFrom('awards')
    .innerJoin('lots', 'lots.id', 'awards.lotId')
    .select([
      'awards.id as awardId',
      'awards.vendorId',
      'awards.editionId',
      'lots.metric',
      'lots.term',
      'lots.termMonths',
      'lots.rights',
      'lots.referencePrice',
    ])

const asBought = (row: Omit<Bought, 'releaseId' | 'rights'> & { rights: unknown }): Bought => ({
  ...row,
  releaseId: null,
  rights: JSON.stringify(row.rights),
})

type Origin = {
  event: Cause
  source: 'round' | 'late_join' | 'true_up' | 'settlement'
  runId: string | null
  roundId: string | null
}

/** Places what was bought; a pair that this event has placed already is left as it is. */
export async function placeOrders(tx: Tx, origin: Origin, bought: readonly Bought[], now: Date) {
  const confirmDue = deadline(await loadCalendar(tx), dayOf(now), workdays.confirm, 'wd').dueAt
  const agreed = await agreedIn(tx, origin.roundId)
  const wanted = plansOf(bought)
  const { roundId, runId } = origin
  if (roundId && runId)
    for (const vendorId of new Set(wanted.map((plan) => plan.vendorId)))
      await ensureFramework(tx, roundId, runId, vendorId)
  for (const plan of wanted) await placeOrder(tx, origin, plan, { ...agreed, confirmDue, day: dayOf(now) })
}

type Agreed = { feeBps: number; payment: PaymentTerms; resellerId: string | null }

/**
 * What the terms of a round say of every order in it; an order of no round is paid before delivery, and invoiced by
 * its vendor. Where the platform resells, the office that organizes the round does.
 */
async function agreedIn(tx: Tx, roundId: string | null): Promise<Agreed> {
  const terms = await tx
    .selectFrom('rounds')
    .innerJoin('roundTerms', (join) =>
      join
        .onRef('roundTerms.roundId', '=', 'rounds.id')
        .onRef('roundTerms.version', '=', 'rounds.termsVersion'),
    )
    .select('body')
    .where('rounds.id', '=', roundId)
    .executeTakeFirst()
  if (!terms) return { feeBps: 0, payment: inFull('prepaid'), resellerId: null }
  const office = terms.body.invoiceModel === 'platform' ? await findOffice(tx) : null
  if (office === undefined) throw new Error('a round is resold, but no agency holds the office')
  return {
    feeBps: Number(terms.body.feeBps),
    payment: paymentTerms.parse(terms.body.payment),
    resellerId: office?.id ?? null,
  }
}

async function placeOrder(
  tx: Tx,
  origin: Origin,
  plan: Plan,
  { confirmDue, feeBps, payment, resellerId, day }: Agreed & { confirmDue: Date; day: string },
) {
  const { event, source, runId, roundId } = origin
  const { enterpriseId, vendorId, total } = plan
  const order = await tx
    .insertInto('orders')
    .values({
      source,
      sourceEvent: event.id,
      runId,
      roundId,
      enterpriseId,
      vendorId,
      total,
      terms: payment.way,
      feeBps,
      invoiceModel: resellerId ? 'platform' : 'vendor',
      resellerId,
      confirmDue,
    })
    .onConflict((conflict) => conflict.constraint('orders_one_per_pair').doNothing())
    .returning(['id', 'number', 'enterpriseId', 'vendorId'])
    .executeTakeFirst()
  if (!order) return
  const orderId = order.id
  const taxOf = await taxesOf(tx, plan, resellerId ? null : vendorId, day)
  await tx
    .insertInto('orderLines')
    .values(
      plan.lines.map((line) => ({
        orderId,
        no: line.no,
        awardId: line.awardId,
        pledgeId: line.pledgeId,
        editionId: line.editionId,
        releaseId: line.releaseId,
        metric: line.metric,
        term: line.term as 'perpetual',
        termMonths: line.termMonths,
        rights: line.rights,
        quantity: line.quantity,
        unitPrice: line.unitPrice,
        referencePrice: line.referencePrice,
        ...taxOf(line),
      })),
    )
    .execute()
  await tx
    .insertInto('orderDues')
    .values(duesOf(total, payment.dues).map((due) => ({ orderId, ...due })))
    .execute()
  await writeCallOff(tx, orderId)
  const placed = await record(
    tx,
    'order.placed',
    orderId,
    { order: orderId, pledges: plan.lines.flatMap(({ pledgeId }) => pledgeId ?? []) },
    { org: enterpriseId, round: roundId },
  )
  for (const side of ['enterprise', 'vendor'] as const)
    await tellSide(tx, order, side, 'order.placed', placed)
}

/** The category that an officer has checked for each edition and its seller's rate of that day (null: the platform sells); without a rate the order waits (tax-rate-missing). */
async function taxesOf(tx: Tx, { vendorId, lines }: Plan, sellerId: string | null, day: string) {
  const chosen = await tx
    .selectFrom('skuTaxes')
    .select(['editionId', 'category'])
    .where('vendorId', '=', vendorId)
    .where('state', '=', 'checked')
    .where(
      'editionId',
      'in',
      lines.map(({ editionId }) => editionId),
    )
    .execute()
  const rates = await ratesOn(tx, sellerId, day)
  return ({ editionId, term }: Bought) => {
    const taxCategory = chosen.find((sku) => sku.editionId === editionId)?.category ?? usualCategory(term)
    return { taxCategory, taxBps: rates.get(taxCategory) ?? null }
  }
}
