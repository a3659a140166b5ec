/** The headers of every answer, errors too (trust.md §4). */
export function securityHeaders({
  nonce,
  secure,
  development,
}: {
  nonce: string
  secure: boolean
  development: boolean
}) {
  return {
    'content-security-policy': policy(nonce, development),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=()',
    ...(secure && { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }),
  }
}

// In development Vite injects styles and talks to its server by a socket.
function policy(nonce: string, development: boolean) {
  const sources = {
    'default-src': `'none'`,
    'script-src': `'self' 'nonce-${nonce}'`,
    'style-src': `'self'${development ? ` 'unsafe-inline'` : ''}`,
    'img-src': `'self' data:`,
    'font-src': `'self'`,
    'connect-src': `'self'${development ? ' ws:' : ''}`,
    'form-action': `'self' https://checkout.stripe.com`,
    'base-uri': `'none'`,
    'object-src': `'none'`,
    'frame-ancestors': `'none'`,
  }
  return Object.entries(sources)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ')
}
