import type { Tally } from '~db/tenant'

/** What the server knows of a request before any page does; `context` of every loader and action. */
export type RequestContext = {
  requestId: string
  /** Of this answer's Content-Security-Policy. */
  nonce: string
  /** Makes the keys of this document's forms. */
  formSeed: string
  /** Of the client, as far as trusted proxies tell. */
  ip: string
  /** Whether the market is being told anew: no page reads it meanwhile. */
  isRenewed: boolean
  /** Said by a page of the public site once it is made: the same for everyone whom nobody knows. */
  isForAnyone: boolean
  /** For the request log: who asked, how many statements it took and how many milliseconds they did. */
  noted: Tally & { actor?: string; org?: string }
}

declare module '@remix-run/server-runtime' {
  interface AppLoadContext extends RequestContext {}
}
