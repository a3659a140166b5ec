/** What the server knows of a request before any page does; `context` of every loader and action. */
export type RequestContext = {
  requestId: string
  /** Of this answer's Content-Security-Policy. */
  nonce: string
  /** Of the client, as far as trusted proxies tell. */
  ip: string
  /** Whether the market is being told anew: no page reads it meanwhile. */
  isRenewed: boolean
  /** Filled by `enter` for the request log. */
  noted: { actor?: string; org?: string }
}

declare module '@remix-run/server-runtime' {
  interface AppLoadContext extends RequestContext {}
}
