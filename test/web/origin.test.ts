import { expect, test } from 'vitest'
import { isSigned, whyForeign } from '~/web/origin.server'

const here = 'https://muster.example.cn'

function whyNot(method: string, headers: Record<string, string>) {
  return whyForeign(new Request('http://127.0.0.1:3000/bids', { method, headers }), here)
}

test.each(['GET', 'HEAD', 'OPTIONS'])('%s may come from anywhere, since it changes nothing', (method) => {
  expect(whyNot(method, { origin: 'https://elsewhere.example' })).toBeNull()
})

test.each(['POST', 'PUT', 'PATCH', 'DELETE'])('%s is heard from our own pages', (method) => {
  expect(whyNot(method, { origin: here, 'sec-fetch-site': 'same-origin' })).toBeNull()
  expect(whyNot(method, { origin: here })).toBeNull()
})

test.each([
  ['no origin', {}],
  ['a null origin', { origin: 'null' }],
  ['another scheme', { origin: 'http://muster.example.cn' }],
  ['another port', { origin: 'https://muster.example.cn:8443' }],
  ['a subdomain', { origin: 'https://evil.muster.example.cn' }],
  ['a longer name', { origin: 'https://muster.example.cn.evil.example' }],
])('%s is refused', (_, headers) => {
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
    expect(whyNot(method, headers)).toBe('foreign-origin')
})

test.each(['cross-site', 'same-site'])('what the browser itself calls %s is refused', (site) => {
  expect(whyNot('POST', { origin: here, 'sec-fetch-site': site })).toBe('cross-site')
})

test('only webhooks are signed instead', () => {
  expect(isSigned('/webhooks/stripe')).toBe(true)
  expect(isSigned('/webhooks')).toBe(false)
  expect(isSigned('/bids/webhooks/')).toBe(false)
})
