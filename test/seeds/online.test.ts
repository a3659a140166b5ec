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
