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
  dbN: number
  dbMs: number
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
export function logRequest(log: Log, { id, route, method, status, ms, actor, org, dbN, dbMs }: RequestLine) {
  const database = { db_n: dbN, db_ms: Math.round(dbMs) }
  log[status >= 500 ? 'error' : 'info']({
    id,
    route,
    method,
    status,
    ms: Math.round(ms),
    actor,
    org,
    ...database,
  })
}
