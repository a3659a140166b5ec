/** The headers of every answer, errors too (trust.md §4). */
export function securityHeaders({
  nonce,
  secure,
  development,
  checkout,
}: {
  nonce: string
  secure: boolean
  development: boolean
  /** Where a form may lead besides the house: the page of online payments. */
  checkout: string
}) {
  return {
    'content-security-policy': policy(nonce, development, checkout),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=()',
    ...(secure && { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }),
  }
}

// In development Vite injects styles and talks to its server by a socket.
function policy(nonce: string, development: boolean, checkout: string) {
  const sources = {
    'default-src': `'none'`,
    'script-src': `'self' 'nonce-${nonce}'`,
    'style-src': `'self'${development ? ` 'unsafe-inline'` : ''}`,
    'img-src': `'self' data:`,
    'font-src': `'self'`,
    'connect-src': `'self'${development ? ' ws:' : ''}`,
    'form-action': `'self' ${checkout}`,
    'base-uri': `'none'`,
    'object-src': `'none'`,
    'frame-ancestors': `'none'`,
  }
  return Object.entries(sources)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ')
}
