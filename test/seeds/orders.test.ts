import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { orgId } from '~db/seeds/people'
import { aMarket } from '../support/database'

const { owner } = await aMarket()

test('every posting of the ledger sums to zero, and every balance is the sum of its entries', async () => {
  const { rows } = await sql`
    select posting_id::text as wrong from ledger.entries group by 1 having sum(amount) <> 0
    union all
    select a.id from ledger.accounts a left join ledger.entries e on e.account_id = a.id
    group by a.id having a.balance <> coalesce(sum(e.amount), 0)`.execute(owner.db)
  expect(rows).toEqual([])
})

test('the bank’s account in the books is what the bank’s last statement says', async () => {
  const { closing, id } = await owner.db
    .selectFrom('bankAccounts')
    .select(['id', 'closing'])
    .executeTakeFirstOrThrow()
  const { balance } = await owner.db
    .selectFrom('ledger.accounts')
    .select('balance')
    .where('id', '=', `bank:${id}`)
    .executeTakeFirstOrThrow()
  expect(balance).toBe(closing)
})

test('orders stand in the states of a market at work', async () => {
  const rows = await owner.db.selectFrom('orders').select('state').distinct().execute()
  expect(rows.map(({ state }) => state)).toEqual(
    expect.arrayContaining([
      'placed',
      'confirmed',
      'funded',
      'delivered',
      'accepted',
      'declined',
      'lapsed',
      'expired',
    ]),
  )
})

test('Jinghe has an order to confirm and a delivery to accept', async () => {
  const states = await owner.db
    .selectFrom('orders')
    .select('state')
    .where('enterpriseId', '=', orgId('jinghe'))
    .execute()
  expect(states.map(({ state }) => state)).toEqual(
    expect.arrayContaining(['placed', 'delivered', 'accepted']),
  )
})

test('every delivered unit is a right with its record, and keys are sealed one by one', async () => {
  const { rows } = await sql<{ delivered: number; issued: number }>`
    select (select sum(quantity)::int from deliveries) as delivered,
      (select sum(delta)::int from entitlement_moves where kind = 'issue') as issued`.execute(owner.db)
  expect(rows[0]!.issued).toBe(rows[0]!.delivered)
  const keys = await owner.db.selectFrom('licenseKeys').select('body').distinct().execute()
  expect(keys.length).toBeGreaterThan(80)
})

test('an order’s deeds are dated in their order: placed, confirmed, funded, delivered, accepted', async () => {
  const { rows } = await sql`
    select number from orders where not (placed_at <= coalesce(confirmed_at, placed_at)
      and coalesce(confirmed_at, placed_at) <= coalesce(funded_at, confirmed_at, placed_at)
      and coalesce(funded_at, placed_at) <= coalesce(delivered_at, funded_at, placed_at)
      and coalesce(delivered_at, placed_at) <= coalesce(accepted_at, delivered_at, placed_at))
      or placed_at > now()`.execute(owner.db)
  expect(rows).toEqual([])
})
