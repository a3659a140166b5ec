import { createRequestHandler, type RequestHandler, type ServerBuild } from '@remix-run/node'
import { matchRoutes } from '@remix-run/react'

type Routes = ServerBuild['routes']
type RouteTree = Parameters<typeof matchRoutes>[0]
/** Pages that one address may mean, and what surrounds them. */
type Neighbours = { build: ServerBuild; tree: RouteTree; handle: RequestHandler }
/** Open: of no certain number of segments. */
type Pattern = { id: string; segments: string[]; isOpen: boolean }

const maps = new WeakMap<ServerBuild, (pathname: string) => Neighbours>()

/**
 * Answers an address by those pages alone that it may mean. Remix compiles and ranks every pattern that it is given, five
 * times a request: with the whole map of 600 that was half of a page's time. Which of the few it is, Remix decides as before.
 */
export const handlerFor = (build: ServerBuild, pathname: string) => mapOf(build)(pathname).handle

/** The pattern of an address in the map of pages; `*` for what no page answers. */
export function routeOf(build: ServerBuild, pathname: string) {
  const asked = withoutData(pathname)
  const matches = matchRoutes(mapOf(build)(pathname).tree, asked) ?? []
  const parts = matches.map(({ route }) => route.path).filter(Boolean)
  return matches.length > 0 ? `/${parts.join('/')}` : '*'
}

function mapOf(build: ServerBuild) {
  const map = maps.get(build) ?? makeMap(build)
  maps.set(build, map)
  return map
}

function makeMap(build: ServerBuild) {
  const patterns = patternsOf(build.routes)
  const open = patterns.filter(({ isOpen }) => isOpen)
  const byLength = Map.groupBy(
    patterns.filter(({ isOpen }) => !isOpen),
    ({ segments }) => segments.length,
  )
  const known = new Map<string, Neighbours>()
  return (pathname: string) => {
    const asked = segmentsOf(withoutData(pathname))
    const near = [...open, ...(byLength.get(asked.length) ?? [])]
    const ids = near.filter(({ segments }) => mayMean(segments, asked)).map(({ id }) => id)
    const name = ids.join(' ')
    const neighbours = known.get(name) ?? neighboursOf(build, ids)
    known.set(name, neighbours)
    return neighbours
  }
}

function neighboursOf(build: ServerBuild, ids: readonly string[]): Neighbours {
  const wanted = new Set(['root', ...ids.flatMap((id) => lineOf(build.routes, id))])
  const only = <Entry>(all: Record<string, Entry>) =>
    Object.fromEntries(Object.entries(all).filter(([id]) => wanted.has(id)))
  const routes = only(build.routes)
  const part = { ...build, routes, assets: { ...build.assets, routes: only(build.assets.routes) } }
  const handle = createRequestHandler(part, process.env.NODE_ENV)
  return { build: part, tree: treeOf(routes, undefined), handle }
}

/** A page and the pages around it, from the inmost out. */
function lineOf(routes: Routes, id: string | undefined): string[] {
  return id === undefined ? [] : [id, ...lineOf(routes, routes[id]?.parentId)]
}

function patternsOf(routes: Routes): Pattern[] {
  return Object.keys(routes).map((id) => {
    const path = lineOf(routes, id).toReversed().map((one) => routes[one]?.path ?? '').join('/') // oxfmt-ignore
    return { id, segments: segmentsOf(path), isOpen: /[*?]/.test(path) }
  })
}

/** Never false where the pattern matches: what is not plain text stands for anything, and letters have no case. */
const mayMean = (segments: readonly string[], asked: readonly string[]) =>
  segments.every((segment, at) => isPattern(segment) || segment === asked[at])

const isPattern = (segment: string) => /[:*?]/.test(segment)

const withoutData = (pathname: string) => pathname.replace(/\.data$/, '').replace(/^\/_root$/, '/')

const segmentsOf = (path: string) =>
  path.toLowerCase().split('/').filter(Boolean).map(decoded) // oxfmt-ignore

function decoded(segment: string) {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

function treeOf(routes: Routes, parentId: string | undefined): RouteTree {
  const children = Object.values(routes).filter((route) => route?.parentId === parentId)
  return children.flatMap<RouteTree[number]>((route) => {
    if (!route) return []
    const { id, path } = route
    return route.index ? { id, path, index: true } : { id, path, children: treeOf(routes, id) }
  })
}
