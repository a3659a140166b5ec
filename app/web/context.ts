/** What the server knows of a request before any page does; `context` of every loader and action. */
export type RequestContext = {
  requestId: string
  /** Of this answer's Content-Security-Policy. */
  nonce: string
  /** Of the client, as far as trusted proxies tell. */
  ip: string
  /** Filled by `enter` for the request log. */
  noted: { actor?: string; org?: string }
}

declare module '@remix-run/server-runtime' {
  interface AppLoadContext extends RequestContext {}
}
