import fc from 'fast-check'
import { expect, test } from 'vitest'
import { recoveryCode, recoveryHash } from '~/people/recovery-code'

const bytes = fc.uint8Array({ minLength: 10, maxLength: 10 })

test('a code is sixteen symbols in groups of four, and carries all 80 bits', () => {
  fc.assert(
    fc.property(bytes, bytes, (one, other) => {
      expect(recoveryCode(one)).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/)
      const same = Buffer.compare(one, other) === 0
      expect(recoveryCode(one) === recoveryCode(other)).toBe(same)
    }),
  )
})

test('however it is typed, a code is recognized', () => {
  const code = recoveryCode(Uint8Array.from({ length: 10 }, (_, place) => 17 * place + 1))
  const typed = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')
  expect(recoveryHash(typed)).toBe(recoveryHash(code))
})
