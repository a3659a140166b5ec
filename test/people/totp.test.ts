import { expect, test } from 'vitest'
import { acceptedStep, totpCode, totpSecret, totpStep, totpUri } from '~/people/totp'

const secret = totpSecret(Buffer.from('12345678901234567890'))
const at = (seconds: number) => new Date(seconds * 1000)

// RFC 6238, appendix B
test.each([
  [59, '94287082'],
  [1111111109, '07081804'],
  [20000000000, '65353130'],
])('at second %d the code ends like the eight-digit vector', (seconds, code) => {
  expect(totpCode(secret, at(seconds), 8)).toBe(code)
  expect(totpCode(secret, at(seconds))).toBe(code.slice(2))
})

test('the code of the present step and of its neighbors is accepted', () => {
  const now = at(1_700_000_000)
  const step = totpStep(now)
  for (const drift of [-1, 0, 1]) {
    const code = totpCode(secret, at(1_700_000_000 + 30 * drift))
    expect(acceptedStep(secret, code, now, 0)).toBe(step + drift)
  }
  expect(acceptedStep(secret, totpCode(secret, at(1_700_000_000 + 60)), now, 0)).toBeNull()
})

test('a step serves once: its code and any earlier one are refused afterwards', () => {
  const now = at(1_700_000_000)
  const code = totpCode(secret, now)
  const step = acceptedStep(secret, code, now, 0)!
  expect(acceptedStep(secret, code, now, step)).toBeNull()
  expect(acceptedStep(secret, totpCode(secret, at(1_700_000_000 - 30)), now, step)).toBeNull()
})

test('what is no six digits is refused', () => {
  for (const code of ['', '12345', '1234567', '12 456', 'abcdef'])
    expect(acceptedStep(secret, code, at(0), 0)).toBeNull()
})

test('the set-up address names issuer, account and secret', () => {
  const uri = new URL(totpUri(secret, '集正', 'li@example.test'))
  expect(uri.protocol).toBe('otpauth:')
  expect(uri.searchParams.get('secret')).toBe(secret)
  expect(uri.searchParams.get('issuer')).toBe('集正')
})
