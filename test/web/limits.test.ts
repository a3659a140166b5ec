import { expect, test } from 'vitest'
import { bodyLimit, whyNotAddress } from '~/web/limits.server'

const at = (path: string) => whyNotAddress(new URL(path, 'http://localhost'))

test('an address of more than 4,096 bytes is too long', () => {
  expect(at(`/${'a'.repeat(4_095)}`)).toBeNull()
  expect(at(`/${'a'.repeat(4_096)}`)).toBe(414)
})

test('no loader is served by its route id', () => {
  expect(at('/bids?_data=routes%2Fbids')).toBe(404)
  expect(at('/bids?a=1&%5Fdata=root')).toBe(404)
  expect(at('/bids?data=1')).toBeNull()
})

test('forms bring 1 MiB, files 25 MiB, webhooks 256 KiB', () => {
  expect(bodyLimit('/bids', 'application/x-www-form-urlencoded')).toBe(2 ** 20)
  expect(bodyLimit('/inventories/new', 'multipart/form-data; boundary=x')).toBeGreaterThan(25 * 2 ** 20)
  expect(bodyLimit('/webhooks/stripe', 'multipart/form-data; boundary=x')).toBe(256 * 2 ** 10)
})
