import { matchRoutes } from '@remix-run/react'
import type { ServerBuild } from '@remix-run/node'
import pino from 'pino'

/** The only things that a request's line may say: no query, body, cookie, address of a person or detail of an error. */
export type RequestLine = {
  id: string
  /** The pattern, never the address itself. */
  route: string
  method: string
  status: number
  ms: number
  actor?: string
  org?: string
}

/** A logger of one JSON line per call, `t` and `level` first; to the standard output unless told where. */
export function lineLog(level: string, to?: pino.DestinationStream) {
  const manner: pino.LoggerOptions = {
    level,
    base: null,
    timestamp: () => `,"t":"${new Date().toISOString()}"`,
    formatters: { level: (label) => ({ level: label }) },
  }
  return to ? pino(manner, to) : pino(manner)
}

export type Log = ReturnType<typeof lineLog>

/** Writes the line of one request; what is not on the list is left out. */
export function logRequest(log: Log, { id, route, method, status, ms, actor, org }: RequestLine) {
  log[status >= 500 ? 'error' : 'info']({ id, route, method, status, ms: Math.round(ms), actor, org })
}

/** The pattern of an address in the map of pages; `*` for what no page answers. */
export function routeOf(build: ServerBuild, pathname: string) {
  const matches = matchRoutes(treeOf(build), pathname.replace(/\.data$/, '')) ?? []
  const parts = matches.map(({ route }) => route.path).filter(Boolean)
  return matches.length > 0 ? `/${parts.join('/')}` : '*'
}

type RouteTree = Parameters<typeof matchRoutes>[0]

const trees = new WeakMap<ServerBuild, RouteTree>()

function treeOf(build: ServerBuild) {
  const tree = trees.get(build) ?? branch(build.routes, undefined)
  trees.set(build, tree)
  return tree
}

function branch(routes: ServerBuild['routes'], parentId: string | undefined): RouteTree {
  const children = Object.values(routes).filter((route) => route?.parentId === parentId)
  return children.flatMap<RouteTree[number]>((route) => {
    if (!route) return []
    const { id, path } = route
    return route.index ? { id, path, index: true } : { id, path, children: branch(routes, id) }
  })
}
