import { sql } from 'kysely'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { awardLine, groupsOf, newestSaving, type Price, referenceLine } from '~/awards/history/groups'
import * as classPage from '~/awards/history/pages/class-prices'
import * as csv from '~/awards/history/pages/product-prices-csv'
import * as list from '~/awards/history/pages/prices'
import * as productPage from '~/awards/history/pages/product-prices'
import { aMarket } from '../support/database'
import { servePages, visit } from '../support/pages'

const { app, owner } = await aMarket()
servePages(app.pool)

const day = (n: number) => new Date(n * 86_400_000)
const price = (facts: Partial<Price>): Price => ({ id: 'x', kind: 'reference', at: day(0), until: null, unitPrice: 100n, quantity: null, source: null, sourceNote: null, editionId: 'e', edition: '', editionEn: '', productZh: '', productEn: '', slug: '', term: 'perpetual', termMonths: null, roundId: null, roundNumber: null, lot: null, ...facts }) // oxfmt-ignore

test('the reference line is the lowest price in force, changes where one begins or ends, and reaches today', () => {
  const prices = [price({ unitPrice: 100n }), price({ at: day(5), until: day(8), unitPrice: 80n }), price({ at: day(20), unitPrice: 1n })] // oxfmt-ignore
  expect(referenceLine(prices, day(10))).toEqual([
    { at: day(0), value: 100 },
    { at: day(5), value: 80 },
    { at: day(8), value: 100 },
    { at: day(10), value: 100 },
  ])
  expect(referenceLine([], day(10))).toEqual([])
})

test('what group purchases paid holds until the next award; prices of another term are no comparison', () => {
  const award = (at: number, unitPrice: bigint) => price({ kind: 'award', at: day(at), unitPrice })
  expect(awardLine([award(7, 70n), award(3, 90n)], day(9)).map(({ value }) => value)).toEqual([90, 70, 70])
  expect(newestSaving([price({}), award(3, 90n), award(7, 70n)], day(9))).toEqual({
    before: 100n,
    after: 70n,
  })
  expect(newestSaving([price({ at: day(8) }), award(7, 70n)], day(9))).toBeNull()
  const groups = groupsOf([price({}), price({ term: 'subscription', termMonths: 12 }), price({ kind: 'award', term: 'subscription', termMonths: 12 }), price({ editionId: 'f' })], 'product') // oxfmt-ignore
  expect(groups.map(({ key, prices }) => [key, prices.length])).toEqual([['e_subscription_12', 2], ['e_perpetual_0', 1], ['f_perpetual_0', 1]]) // oxfmt-ignore
})

test('grouping loses and doubles nothing, whatever the prices', () =>
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          id: fc.uuid(),
          kind: fc.constantFrom<Price['kind']>('reference', 'award', 'tier'),
          editionId: fc.constantFrom('a', 'b'),
          term: fc.constantFrom('perpetual', 'subscription'),
        }),
      ),
      fc.constantFrom<'product' | 'class'>('product', 'class'),
      (all, whole) => {
        const prices = all.map(price)
        const back = groupsOf(prices, whole).flatMap((group) => group.prices)
        expect(back.toSorted((a, b) => a.id.localeCompare(b.id))).toEqual(prices.toSorted((a, b) => a.id.localeCompare(b.id))) // oxfmt-ignore
      },
    ),
  ))

test('everyone reads what confirmed awards paid, and nothing of rounds that are not confirmed', async () => {
  const { data } = await visit(list.loader, { path: '/prices' })
  const { products, classes } = data as {
    products: { slug: string; newest: bigint }[]
    classes: { code: string }[]
  }
  expect(products.length).toBeGreaterThan(2)
  const { slug } = products[0]!
  const { groups } = (await visit(productPage.loader, { params: { slug } })).data as {
    groups: { prices: Price[] }[]
  }
  const shown = groups.flatMap(({ prices }) => prices).filter(({ kind }) => kind === 'award')
  const { rows } = await sql<{ unitPrice: bigint; number: string }>`
    select a.unit_price, r.number from awards a join award_runs u on u.id = a.run_id join rounds r on r.id = u.round_id
      join editions e on e.id = a.edition_id join products p on p.id = e.product_id
    where p.slug = ${slug} and u.state = 'adopted' and r.state in ('confirmed', 'concluded')`.execute(
    owner.db,
  )
  expect(shown.map(({ unitPrice, roundNumber }) => [unitPrice, roundNumber]).toSorted()).toEqual(rows.map(({ unitPrice, number }) => [unitPrice, number]).toSorted()) // oxfmt-ignore
  const { code } = classes[0]!
  expect((await visit(classPage.loader, { params: { code } })).status).toBe(200)
  expect((await visit(productPage.loader, { params: { slug: 'no-such-thing' } })).status).toBe(404)
  const decided = await owner.db.selectFrom('rounds').select('number').where('state', 'in', ['decided', 'prices_opened']).execute() // oxfmt-ignore
  expect(decided.length).toBeGreaterThan(0)
  const all = await Promise.all(
    products.map((row) => visit(productPage.loader, { params: { slug: row.slug } })),
  )
  const told = new Set(all.flatMap((one) => (one.data as { groups: { prices: Price[] }[] }).groups.flatMap(({ prices }) => prices.map(({ roundNumber }) => roundNumber)))) // oxfmt-ignore
  for (const { number } of decided) expect(told.has(number)).toBe(false)
})

test('the file of a product holds every price that its page shows', async () => {
  const { slug } = ((await visit(list.loader)).data as { products: { slug: string }[] }).products[0]!
  const { groups } = (await visit(productPage.loader, { params: { slug } })).data as {
    groups: { prices: Price[] }[]
  }
  const answer = await csv.loader({ request: new Request('http://localhost:3000/'), params: { slug }, context: {} } as never) // oxfmt-ignore
  const lines = (await answer.text()).trim().split('\r\n')
  expect(lines.length - 1).toBe(groups.flatMap(({ prices }) => prices).length)
})
