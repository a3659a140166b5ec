import type { RouteConfigEntry } from '@remix-run/route-config'
import { expect, test } from 'vitest'
import { api, forPeople } from '~/program/api'
import * as page from '~/program/pages/api'
import routes from '~/routes'
import { aMarket } from '../support/database'
import { servePages, visit } from '../support/pages'

const { app } = await aMarket()
servePages(app.pool)

const flat = (entries: readonly RouteConfigEntry[]): RouteConfigEntry[] =>
  entries.flatMap((entry) => [entry, ...flat(entry.children ?? [])])
const listed = Object.values(api).flat() as string[]
type Module = { handle?: { access: string }; default?: unknown; loader?: (args: never) => Promise<unknown> }
const modules = import.meta.glob<Module>('../../app/**/pages/*.ts')
const open = (
  await Promise.all(
    flat(routes)
      .filter(({ file, path }) => file.endsWith('.ts') && path)
      .map(async ({ file, path }) => ({ path: path!, module: await modules[`../../app/${file}`]!() })),
  )
).filter(({ module }) => module.handle?.access === 'anyone')

test('whatever machines may read without signing in stands in the documentation of the interface, and nothing else', () => {
  expect(open.length).toBeGreaterThan(20)
  expect(open.map(({ path }) => path).toSorted()).toEqual([...listed, ...forPeople].toSorted())
})

test('what the documentation lists without a part to fill in answers a visitor', async () => {
  expect((await visit(page.loader)).status).toBe(200)
  for (const { path, module } of open.filter((one) => listed.includes(one.path) && !one.path.includes(':'))) {
    if (path === 'audit/proof' || path === 'audit/consistency') continue
    const { status } = await visit(module.loader as never, { path: `/${path}` })
    // No worker runs here: the first checkpoint is yet to be signed.
    expect([path, status]).toEqual([path, path === 'audit/checkpoint' ? 503 : 200])
  }
})
