import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { listExportRows } from '~/licenses/certificates/export.server'
import type { Actor } from '~/people/actor'
import { orgId } from '~db/seeds/people'
import { aMarket } from '../support/database'

const { owner } = await aMarket()

test('enterprises and products stand in every status', async () => {
  const products = await owner.db.selectFrom('positions').select('status').distinct().execute()
  expect(products.map(({ status }) => status)).toEqual(
    expect.arrayContaining(['gap', 'unknown', 'compliant', 'not_applicable']),
  )
  const organizations = await owner.db
    .selectFrom('organizationStatuses')
    .select('status')
    .distinct()
    .execute()
  expect(organizations.map(({ status }) => status)).toEqual(
    expect.arrayContaining(['gap', 'unknown', 'compliant', 'not_applicable', 'not_inspected']),
  )
})

test('positions are what a calculation of today gives', async () => {
  const before = await owner.db
    .selectFrom('positions')
    .selectAll()
    .orderBy('orgId')
    .orderBy('productId')
    .execute()
  await sql`select recalculate(array_agg((org_id, product_id)::pair)) from positions`.execute(owner.db)
  const after = await owner.db
    .selectFrom('positions')
    .selectAll()
    .orderBy('orgId')
    .orderBy('productId')
    .execute()
  expect(after).toEqual(before)
})

test('Jinghe has an inventory of its own, open questions in its queue, and gaps', async () => {
  const jinghe = orgId('jinghe')
  const { n } = await owner.db
    .selectFrom('computers')
    .where('orgId', '=', jinghe)
    .where('softwareFrom', 'is not', null)
    .select((row) => row.fn.countAll<bigint>().as('n'))
    .executeTakeFirstOrThrow()
  expect(Number(n)).toBeGreaterThanOrEqual(40)
  const queue = await owner.db.selectFrom('queueEntries').select('id').where('orgId', '=', jinghe).execute()
  expect(queue.length).toBeGreaterThanOrEqual(3)
  const gaps = await owner.db
    .selectFrom('positions')
    .innerJoin('products', 'products.id', 'positions.productId')
    .select('slug')
    .where('orgId', '=', jinghe)
    .where('gap', '>', 0)
    .execute()
  expect(gaps.map(({ slug }) => slug)).toEqual(
    expect.arrayContaining(['autodesk-autocad', 'microsoft-windows']),
  )
})

test('a purchase closed a gap, dated by its delivery', async () => {
  const { rows } = await sql<{ late: boolean }>`
    select abs(extract(epoch from c.at - o.delivered_at)) > 60 as late from position_changes c
    join products p on p.id = c.product_id and p.slug = 'microsoft-office'
    join orders o on o.enterprise_id = c.org_id and o.state in ('accepted', 'completed')
    join order_lines l on l.order_id = o.id join editions e on e.id = l.edition_id and e.product_id = p.id
    where c.org_id = ${orgId('jinghe')} and c.from_status = 'gap' and c.to_status <> 'gap'`.execute(owner.db)
  expect(rows).toEqual([{ late: false }])
})

test('the rights that an enterprise exports add up, product by product, to what its position says it may use', async () => {
  const holders = await owner.db
    .selectFrom('positions')
    .select('orgId')
    .distinct()
    .where('entitled', '>', 0)
    .execute()
  expect(holders.length).toBeGreaterThan(3)
  for (const { orgId: organizationId } of holders) {
    const rows = await listExportRows(owner.db, { organizationId } as Actor, false)
    const sums = new Map<string, number>()
    for (const { product, state, quantity, purpose, term } of rows)
      if (['active', 'claimed'].includes(state) && purpose === 'commercial' && term !== 'evaluation')
        sums.set(product.slug, (sums.get(product.slug) ?? 0) + (quantity ?? 0))
    const entitled = await owner.db
      .selectFrom('positions')
      .innerJoin('products', 'products.id', 'positions.productId')
      .select(['slug', 'entitled'])
      .where('orgId', '=', organizationId)
      .where('entitled', '>', 0)
      .execute()
    expect(Object.fromEntries(entitled.map((one) => [one.slug, sums.get(one.slug)])), organizationId).toEqual(
      Object.fromEntries(entitled.map((one) => [one.slug, one.entitled])),
    )
  }
})
