import { expect, test } from 'vitest'
import { Refused, refuseIf } from '~/kernel/refusal'

test('null goes on, a code leaves with its field and the facts of its sentence', () => {
  expect(() => refuseIf(null)).not.toThrow()
  try {
    refuseIf('too-many', { field: 'quantity', facts: { most: '5' } })
    expect.unreachable()
  } catch (error) {
    expect(error).toBeInstanceOf(Refused)
    expect(error).toMatchObject({ code: 'too-many', field: 'quantity', facts: { most: '5' } })
  }
})
