import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkUscc, usccOf } from '~/people/uscc'

test.each([
  '914403001922038216',
  '9152000071430580XT',
  '91440300192317458F',
  '91350100M000100Y43',
  '91370200MADEM0011D',
  '91370200MADEM002X5',
  '91370200MADEM0070G',
  '91370200MADEM00460',
  ' 91350100 m000100y43 ',
  '９１３５０１００M000100Y43',
])('%s can be a code', (code) => expect(checkUscc(code)).toBe('ok'))

test.each([
  ['914403001922038217', 'check'],
  ['91330108799655058B', 'check'],
  ['91350211M0000XUF46', 'check'],
  ['91370200MADEM0012G', 'org-check'],
  ['91350100M000100Y4Z', 'form'],
  ['91350100M000100Y4', 'form'],
  ['9135O100M000100Y43', 'form'],
  ['', 'form'],
])('%s is refused: %s', (code, answer) => expect(checkUscc(code)).toBe(answer))

test('every swap of two neighbors in the known code is noticed', () => {
  const code = '914403001922038216'
  for (let place = 0; place < 17; place++) {
    const swapped = code.slice(0, place) + code[place + 1] + code[place] + code.slice(place + 2)
    expect(checkUscc(swapped) === 'ok').toBe(swapped === code)
  }
})

test('a made code is right, and no single wrong symbol passes', () => {
  const symbols = [...'0123456789ABCDEFGHJKLMNPQRTUWXY']
  const organization = fc.string({ unit: fc.constantFrom(...symbols), minLength: 8, maxLength: 8 })
  fc.assert(
    fc.property(organization, fc.nat(17), fc.constantFrom(...symbols), (organization, place, symbol) => {
      const code = usccOf({ district: '370200', organization })
      expect(checkUscc(code)).toBe('ok')
      const other = code.slice(0, place) + symbol + code.slice(place + 1)
      if (other !== code) expect(checkUscc(other)).not.toBe('ok')
    }),
  )
})
