import { expect, test } from 'vitest'
import { aMarket } from '../support/database'

const { owner } = await aMarket()

test('three orders were paid online: one is refunded in part, one charged back, and every word of the provider is handled', async () => {
  const { rows } = await owner.pool.query(
    `select p.method, (select count(*)::int from refunds r where r.payment_id = p.id and r.state = 'paid') as refunds,
       (select count(*)::int from chargebacks c where c.payment_id = p.id and c.state = 'open') as chargebacks,
       (select count(*)::int from psp_transactions t where t.payment_id = p.id and t.type = 'charge' and t.freed_at is not null) as free
     from payments p where p.rail = 'stripe' order by refunds, chargebacks`,
  )
  expect(rows.map(({ refunds, chargebacks, free }) => [refunds, chargebacks, free])).toEqual([
    [0, 0, 1],
    [0, 1, 1],
    [1, 0, 1],
  ])
  const { rows: waiting } = await owner.pool.query('select id from stripe_events where handled_at is null')
  expect(waiting).toEqual([])
})

test('a vendor is paid by transfer for what was paid online; a part of it is taken back, and the books agree', async () => {
  const { rows: transfers } = await owner.pool.query(
    `select y.state, y.amount > 0 as moved, (select count(*)::int from transfer_reversals r where r.payout_id = y.id and r.state = 'made') as reversals
     from payouts y where y.rail = 'stripe_transfer' order by reversals desc`,
  )
  expect(transfers.length).toBeGreaterThan(0)
  expect(transfers[0]).toEqual({ state: 'settled', moved: true, reversals: 1 })
  const { rows: accounts } = await owner.pool.query(
    'select capability from connected_accounts order by capability',
  )
  expect(accounts).toEqual([{ capability: 'active' }, { capability: 'restricted' }])
  const { rows: books } = await owner.pool.query(
    `select (select sum(net)::text from psp_transactions) as moved,
       (select sum(balance)::text from ledger.accounts where id in ('psp:pending:CNY', 'psp:available:CNY')) as booked`,
  )
  expect(books[0].booked).toBe(books[0].moved)
})
