import { expect, test } from 'vitest'
import { importColumns } from '~/catalog/import'
import * as catalog from '~/catalog/pages/catalog'
import * as catalogImport from '~/catalog/pages/import'
import * as product from '~/catalog/pages/product'
import * as recommended from '~/program/listing/pages/recommended'
import * as board from '~/demands/pages/board'
import * as demandNew from '~/demands/pages/demand-new'
import * as demands from '~/demands/pages/demands'
import { aMarket } from '../support/database'
import { cookieOf, servePages, visit } from '../support/pages'
import { editionsOf } from '../support/rounds'

const { app, owner, worker } = await aMarket()
servePages(app.pool)
const [buyer, other, officer] = [
  await cookieOf(worker.db, 'buyer'),
  await cookieOf(worker.db, 'lantuApprover'),
  await cookieOf(worker.db, 'officer'),
]

test('anyone searches the catalog, reads a product with its sourced prices, and the recommended list', async () => {
  const found = await visit(catalog.loader as never, { path: '/catalog?q=WPS' })
  const { rows } = found.data as { rows: { slug: string }[] }
  expect(rows.map(({ slug }) => slug)).toContain('wps-office')
  const { data } = await visit(product.loader as never, { params: { slug: 'wps-office' } })
  expect((data as { product: { prices: unknown[] } }).product.prices.length).toBeGreaterThan(0)
  expect((await visit(recommended.loader as never)).status).toBe(200)
  expect((await visit(product.loader as never, { params: { slug: 'no-such-thing' } })).status).toBe(404)
})

test('a catalog file with a wrong line is reported by line and column and changes nothing', async () => {
  const line =
    'acme,艾克,Acme,CN,acme-tool,艾克工具,Acme Tool,tool,licensable,yes,acme,standard,标准版,Standard,device,perpetual,,1,no'
  const post = (text: string) => {
    const form = new FormData()
    form.set('file', new File([text], 'catalog.csv', { type: 'text/csv' }))
    return visit(catalogImport.action as never, { cookie: officer, form })
  }
  // A file that says nothing of keys is whole.
  const head = importColumns.filter((column) => column !== 'key_pattern').join(',')
  const wrong = await post(`${head}\n${line},1.200,00,list,2026-01-01`)
  expect((wrong.data as { report: unknown[] }).report.length).toBeGreaterThan(0)
  const price = await post(`${head}\n${line},abc,list,2026-01-01`)
  expect(price.data).toEqual({ report: [{ line: 2, column: 'unit_price', code: 'money-form' }] })
  expect((await visit(product.loader as never, { params: { slug: 'acme-tool' } })).status).toBe(404)
  expect(await post(`${head}\n${line},99.00,list,2026-01-01`)).toMatchObject({
    location: '/catalog?done=catalog-imported',
  })
  expect((await visit(product.loader as never, { params: { slug: 'acme-tool' } })).status).toBe(200)
})

test('a need is drafted, opened by its enterprise alone, pooled for the office, and leads to a round', async () => {
  const [editionId] = await editionsOf(owner)
  const subject = `edition:${editionId}`
  const form = { subject, quantity: '７', neededBy: '2999-12-31', note: '' }
  expect(await visit(demandNew.action as never, { cookie: buyer, form })).toMatchObject({
    location: '/demands?which=draft&done=saved',
  })
  const { data } = await visit(demands.loader as never, { path: '/demands?which=draft', cookie: buyer })
  const line = (data as { rows: { id: string; quantity: number; editionId: string }[] }).rows.find(
    (row) => row.editionId === editionId && row.quantity === 7,
  )!
  const open = (cookie: string) =>
    visit(demands.action as never, { cookie, form: { move: 'open', id: line.id } })
  expect(await open(other)).toMatchObject({ status: 422, data: { refusal: { code: 'already-moved' } } })
  expect(await open(buyer)).toMatchObject({ location: '/demands?done=lines-open' })
  const pooled = await visit(board.loader as never, { cookie: officer })
  const needs = (pooled.data as { needs: { editionId: string; metric: string; term: string }[] }).needs
  const need = needs.find((row) => row.editionId === editionId)!
  const started = await visit(board.action as never, {
    cookie: officer,
    form: { move: 'start', id: `${subject}:${need.metric}:${need.term}` },
  })
  expect(started.location).toBe(`/rounds/new?subject=${subject}`)
})
