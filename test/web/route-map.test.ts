import fc from 'fast-check'
import type { ServerBuild } from '@remix-run/node'
import { matchRoutes } from '@remix-run/react'
import type { RouteConfigEntry } from '@remix-run/route-config'
import { expect, test } from 'vitest'
import routes from '~/routes'
import { handlerFor, routeOf } from '~/web/route-map.server'

type RouteObject = Parameters<typeof matchRoutes>[0][number]
type Page = { id: string; path?: string; index?: boolean; parentId: string }

const all = pagesOf(await routes, 'root')
const build = {
  entry: { module: {} },
  routes: Object.fromEntries([{ id: 'root', path: '' }, ...all].map((one) => [one.id, { ...one, module: answering(one.id) }])), // oxfmt-ignore
  assets: { routes: {}, entry: { imports: [], module: '' }, url: '', version: '' },
  future: { v3_singleFetch: true },
  mode: 'production',
} as unknown as ServerBuild

/** A resource that answers with its own id and parameters. */
function answering(id: string) {
  return {
    loader: ({ params }: { params: object }) => new Response(JSON.stringify({ id, params })),
  }
}

function pagesOf(entries: readonly RouteConfigEntry[], parentId: string): Page[] {
  return entries.flatMap(({ id, file, path, index, children = [] }) => {
    const own = id ?? file
    return [{ id: own, parentId, ...(path && { path }), ...(index && { index }) }, ...pagesOf(children, own)]
  })
}

const treeOf = (entries: readonly RouteConfigEntry[]): RouteObject[] =>
  entries.map(({ path, index, children = [] }) =>
    index ? { path, index: true } : { path, children: treeOf(children) },
  )
const tree: RouteObject[] = [{ path: '', children: treeOf(await routes) }]

const above = (id: string): string => {
  const page = all.find((one) => one.id === id)
  return page ? [above(page.parentId), page.path].filter(Boolean).join('/') : ''
}
const patterns = all.map(({ id }) => above(id))
const word = fc.constantFrom('new', 'x', '1', 'Ä', '%E5%A4%A7', 'a.csv', 'b.json', 'award', ...patterns.flatMap((path) => path.split('/')).filter((segment) => !segment.includes('?'))) // oxfmt-ignore
/** Addresses near those of the map: filled in, in other letters, cut, lengthened, with slashes too many. */
const address = fc
  .tuple(fc.constantFrom(...patterns), fc.array(word, { minLength: 8, maxLength: 8 }), fc.nat(5))
  .chain(([path, words, how]) => {
    const filled = path
      .split('/')
      .map((segment, at) => (/^[:*]/.test(segment) ? words[at % words.length]! : segment))
      .filter(Boolean)
    const variants = [
      filled,
      filled.map((segment) => segment.toUpperCase()),
      [...filled, ''],
      [...filled, words[0]!],
      filled.slice(0, -1),
      filled.map((segment, at) => (at === 1 ? words[1]! : segment)),
    ]
    return fc.constant(`/${variants[how]!.join('/')}`)
  })

const named = (pathname: string) => {
  try {
    return matchRoutes(tree, pathname)?.map(({ route }) => route.path).filter(Boolean).join('/') ?? null // oxfmt-ignore
  } catch {
    return 'bad'
  }
}

test('an address means among its neighbours what it means in the whole map', () => {
  fc.assert(
    fc.property(address, (pathname) => {
      const wanted = named(pathname)
      if (wanted === 'bad') return
      expect(routeOf(build, pathname)).toBe(wanted === null ? '*' : `/${wanted}`)
    }),
    { numRuns: 500 },
  )
})

test('the page that answers is the one of the map, and knows its parameters', async () => {
  const ask = async (path: string) =>
    (await handlerFor(build, path)(new Request(`http://localhost${path}`))).json()
  const id = '01a21fea-62ea-79db-bec4-624295b34c4d'
  expect(await ask(`/rounds/${id}/draft/lots/new`)).toEqual({ id: 'draft-lot-new', params: { roundId: id } })
  expect(await ask(`/rounds/${id}/draft/lots/${id}`)).toEqual({
    id: 'draft-lot',
    params: { roundId: id, lotId: id },
  })
  expect(await ask('/verify')).toMatchObject({ params: {} })
  expect(await ask('/verify/HZ-1')).toMatchObject({ params: { no: 'HZ-1' } })
  expect((await ask('/nowhere/at/all')).params).toEqual({ '*': 'nowhere/at/all' })
})

test('the line of a page’s data names the page', () => {
  expect(routeOf(build, '/rounds.data')).toBe('/rounds')
  expect(routeOf(build, '/_root.data')).toBe('/')
})

test('an address that cannot be decoded is looked up as it stands', () => {
  expect(routeOf(build, '/catalog/%')).toBe('/catalog/:slug')
})
