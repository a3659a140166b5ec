import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { refuseIf } from '~/kernel/refusal'
import { writeCallOff } from '../contract/write.server'
import { type TaxCategory, taxCategories } from '../tax-category'
import { tellSide } from '../tell.server'
import type { RateValues } from './form'
import { whyNotAddRate } from './rating'

type Tx = Kysely<Database>

/** Of each category the rate (basis points) that this vendor's prices hold on a day, null where none is valid; the platform's own without a vendor. */
export async function ratesOn(tx: Tx, vendorId: string | null, day: string) {
  const { rows } = await sql<{ category: TaxCategory; bps: number | null }>`
    select category, tax_rate_of(${vendorId}::uuid, category, ${day}::date) as bps
    from unnest(${sql.val([...taxCategories])}::text[]) as category`.execute(tx)
  return new Map(rows.map(({ category, bps }) => [category, bps]))
}

/** The tax in the platform's own fee, basis points: a service by a general taxpayer. */
export const feeTaxOn = async (tx: Tx, day: string) =>
  (await ratesOn(tx, null, day)).get('software_service') ?? 0

/**
 * The tax that an order's release books beside the platform's share, basis points. What the platform keeps of goods
 * that it resells is no service: its tax is the output of its own invoice less the input of the vendor's, each at its
 * rate on its day, and stands on these two. So the books hold such a margin whole, as `fee`, and need no account more.
 */
export const shareTaxOn = async (tx: Tx, { invoiceModel }: { invoiceModel: string }, day: string) =>
  invoiceModel === 'platform' ? 0 : feeTaxOn(tx, day)

/** Dated rates, the newest first within what they are for. */
export const listRates = (db: Tx) =>
  db
    .selectFrom('taxRates')
    .leftJoin('persons', 'persons.id', 'taxRates.addedBy')
    .selectAll('taxRates')
    .select('persons.name as person')
    .orderBy('category')
    .orderBy('taxpayer')
    .orderBy('validFrom', 'desc')
    .execute()

export type TaxRate = Awaited<ReturnType<typeof listRates>>[number]

/**
 * Adds a rate that begins on a day that is not over, and gives it to orders that wait for one. Refuses:
 * rate-begins-past, rate-begins-twice, rate-same.
 */
export async function addRate(tx: Tx, values: RateValues, today: string) {
  refuseIf(whyNotAddRate(values, await listRates(tx), today), { field: 'validFrom' })
  const { category, taxpayer, bps, validFrom, source } = values
  const { rows } = await sql<{ id: string }>`
    select add_tax_rate(${category}, ${taxpayer}, ${bps}::int, ${validFrom}::date, ${source}) as id`.execute(
    tx,
  )
  const { id } = rows[0]!
  await record(tx, 'tax.rate_added', id, { rate: id, category, taxpayer, bps, from: validFrom })
  await giveToWaiting(tx, today)
  return id
}

/** Takes back a rate that has not begun. Refuses: rate-has-begun. */
export async function withdrawRate(tx: Tx, rateId: string) {
  await sql`select withdraw_tax_rate(${rateId}::uuid)`.execute(tx)
  await record(tx, 'tax.rate_withdrawn', rateId, { rate: rateId })
}

// Whose taxpayer's rate the price of an order holds; null: the platform's own, which resells it.
const seller = sql`case o.invoice_model when 'vendor' then o.vendor_id end`

/** Orders that could not be confirmed for want of a rate get the one of today, and their contract its next version. */
export async function giveToWaiting(tx: Tx, today: string) {
  const { rows: orders } = await sql<{
    id: string
    number: string
    enterpriseId: string
    vendorId: string
    roundId: string | null
  }>`
    with given as (
      update order_lines l set tax_bps = tax_rate_of(${seller}, l.tax_category, ${today}::date)
      from orders o where o.id = l.order_id and o.state = 'placed' and l.tax_bps is null
        and tax_rate_of(${seller}, l.tax_category, ${today}::date) is not null
      returning l.order_id)
    select id, number, enterprise_id, vendor_id, round_id from orders
    where id in (select order_id from given) order by id`.execute(tx)
  for (const order of orders) {
    const { hash } = await writeCallOff(tx, order.id)
    const about = { org: order.enterpriseId, round: order.roundId }
    const event = await record(tx, 'order.taxed', order.id, { order: order.id, contract: hash }, about)
    for (const side of ['enterprise', 'vendor'] as const)
      await tellSide(tx, order, side, 'order.taxed', event)
  }
}
