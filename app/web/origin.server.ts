const harmless = ['GET', 'HEAD', 'OPTIONS']

/**
 * Why a request may not change anything; null when it may. A browser names the page that sends: only our own,
 * exactly, is heard. Behind a proxy the configured origin counts, never the Host header (trust.md §4).
 */
export function whyForeign(request: Request, publicOrigin: string) {
  if (harmless.includes(request.method)) return null
  if (request.headers.get('origin') !== publicOrigin) return 'foreign-origin'
  const site = request.headers.get('sec-fetch-site')
  if (site !== null && site !== 'same-origin' && site !== 'none') return 'cross-site'
  return null
}

/** Calls of other systems, which prove themselves by a signature instead (`access: 'signed'`). */
export const isSigned = (path: string) => path.startsWith('/webhooks/')
