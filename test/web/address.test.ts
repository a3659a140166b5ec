import { expect, test } from 'vitest'
import { clientAddress, networkOf } from '~/web/address.server'

test('without a trusted proxy the socket counts, whatever a header says', () => {
  expect(clientAddress('::ffff:10.0.0.1', '1.2.3.4', 0)).toBe('10.0.0.1')
})

test('each trusted proxy moves one step to the left in what was told', () => {
  expect(clientAddress('10.0.0.1', '6.6.6.6, 1.2.3.4', 1)).toBe('1.2.3.4')
  expect(clientAddress('10.0.0.1', '6.6.6.6, 1.2.3.4, 10.0.0.2', 2)).toBe('1.2.3.4')
  expect(clientAddress('10.0.0.1', undefined, 2)).toBe('10.0.0.1')
})

test('an IPv6 customer is one network, however many addresses it has', () => {
  expect(networkOf('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64')
  expect(networkOf('2001:DB8:1:2::6')).toBe('2001:db8:1:2::/64')
  expect(networkOf('2001:db8::1')).toBe('2001:db8:0:0::/64')
  expect(networkOf('1.2.3.4')).toBe('1.2.3.4')
})
