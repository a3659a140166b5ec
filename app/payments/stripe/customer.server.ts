import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import type { StripeRail } from './rail.server'

/** The customer that stands for an enterprise at Stripe, made when it first pays online. */
export async function customerOf(
  db: Kysely<Database>,
  { stripe }: StripeRail,
  orgId: string,
): Promise<string> {
  const known = await db
    .selectFrom('stripeCustomers')
    .select('customerId')
    .where('orgId', '=', orgId)
    .executeTakeFirst()
  if (known?.customerId) return known.customerId
  // Nothing about the enterprise but its number here: what could change would make the same key another question.
  const { id } = await stripe.customers.create(
    { metadata: { org_id: orgId } },
    { idempotencyKey: `org_${orgId}:customer` },
  )
  await db
    .insertInto('stripeCustomers')
    .values({ orgId, customerId: id })
    .onConflict((conflict) => conflict.column('orgId').doUpdateSet({ customerId: id }))
    .execute()
  return id
}
