import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonical } from '~/kernel/canonical'
import { publicBytes, signingKey } from '~/kernel/ed25519'
import { sha256Hex } from '~/kernel/sha256'
import {
  certificateState,
  certificateUrl,
  qrPayloadOf,
  validUntil,
  type Statement,
} from '~/licenses/certificates/certificate'
import { openCertificate, type QrPayload } from '~/licenses/certificates/checking'

// The seed of RFC 8032, test 1; licenses.md §9.
const key = signingKey(Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex'))
const jwk = (by: typeof key) => ({ kid: 'test-1', x: publicBytes(by).toString('base64url') })
const keys = [jwk(key)]
const payload: QrPayload = {
  v: 'muster-certificate-qr/1',
  no: 'LC-2026-000042',
  kid: 'test-1',
  unit: '示例制造有限公司',
  uscc: '91350100M000100Y43',
  issued: '2026-11-20',
  until: '2027-11-17',
  counts: { os: 120, office: 120, antivirus: 120, other: 8 },
  statement: 'sha256-RBNvo1WzZ4oRRq0W9-hknpT7T8If536DEMBg9hyq_4o',
}
const fragmentOf = (url: string) => url.slice(url.indexOf('#'))

test('the known payload has the known bytes and signature', async () => {
  const text = canonical(payload)
  expect(publicBytes(key).toString('base64url')).toBe('11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo')
  expect(Buffer.byteLength(text)).toBe(297)
  expect(sha256Hex(text)).toBe('ff2ae85fa7458d38261887caa83e86bad151533f6c1ae12d4794d99c3e34e38a')
  const url = certificateUrl('https://muster.example', payload, key)
  expect(url).toBe(
    `https://muster.example/verify/LC-2026-000042#${Buffer.from(text).toString('base64url')}.7wmtEazZD_L0GIrbFF41N9Rai0d7p4uRHiTqdsuIlf6KOiAamVfyaL3x6RfZqQeuaFc6l0oo3IAWtCFBy9PdDw`,
  )
  expect(url.length).toBeLessThan(700)
  expect(await openCertificate(fragmentOf(url), keys)).toEqual(payload)
})

test('one changed symbol, another key or an unknown one gives the same neutral answer', async () => {
  const fragment = fragmentOf(certificateUrl('https://muster.example', payload, key))
  expect(await openCertificate(fragment, [])).toBeNull()
  expect(await openCertificate(fragment, [jwk(signingKey(Buffer.alloc(32, 1)))])).toBeNull()
  const digits = fc.constantFrom(...'ABCxyz019-_')
  await fc.assert(
    fc.asyncProperty(fc.nat(fragment.length - 1), digits, async (place, symbol) => {
      const changed = fragment.slice(0, place) + symbol + fragment.slice(place + 1)
      const bytes = (text: string) =>
        text
          .replace(/^#/, '')
          .split('.')
          .map((part) => Buffer.from(part, 'base64url').toString('hex'))
      const same = bytes(changed).join() === bytes(fragment).join()
      expect(await openCertificate(changed, keys)).toEqual(same ? payload : null)
    }),
  )
  for (const nonsense of ['', '#', '#.', '#e30.AA']) expect(await openCertificate(nonsense, keys)).toBeNull()
})

const item = {
  product: 'WPS Office',
  edition: '专业版',
  release: '2023',
  metric: 'device',
  source: '购买',
  record: 'PR-2026-000311-1',
  recordSha256: 'ab',
}
const statement: Statement = {
  v: 'muster-certificate/1',
  no: 'LC-2026-000042',
  unit: { name: '示例制造有限公司', uscc: '91350100M000100Y43' },
  issued: '2026-11-20',
  until: '2027-11-17',
  positionOn: '2026-11-20',
  items: [
    { ...item, category: 'office', quantity: 120, endsOn: '2027-11-17' },
    { ...item, category: 'operating-system', quantity: 120, endsOn: null },
    { ...item, category: 'design', quantity: 8, endsOn: null },
  ],
}

test('the QR code counts by category and points to the statement by its hash', () => {
  const { counts, statement: hash } = qrPayloadOf(statement, 'test-1')
  expect(counts).toEqual({ os: 120, office: 120, antivirus: 0, other: 8 })
  expect(hash).toMatch(/^sha256-[\w-]{43}$/)
  expect(qrPayloadOf({ ...statement, positionOn: '2026-11-21' }, 'test-1').statement).not.toBe(hash)
})

test('a certificate holds twelve months, or until the first of its terms ends', () => {
  expect(validUntil('2026-11-20', [])).toBe('2027-11-19')
  expect(validUntil('2026-11-20', statement.items)).toBe('2027-11-17')
  expect(validUntil('2028-02-29', [{ endsOn: null }])).toBe('2029-02-27')
})

test('the last day is still valid; a revoked certificate stays revoked', () => {
  expect(certificateState('valid', '2027-11-17', '2027-11-17')).toBe('valid')
  expect(certificateState('valid', '2027-11-17', '2027-11-18')).toBe('expired')
  expect(certificateState('revoked', '2027-11-17', '2027-11-18')).toBe('revoked')
})
