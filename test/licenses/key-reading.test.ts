import { expect, test } from 'vitest'
import { readKeys } from '~/licenses/keys/key-reading'
import { isAtNight, whyNotReveal } from '~/licenses/keys/revealing'

test('keys come one per line, or as a table with units', () => {
  expect(readKeys('AAAA-1111\r\n BBBB-2222 \n\n')).toEqual([
    { line: 1, key: 'AAAA-1111', unitNo: null },
    { line: 2, key: 'BBBB-2222', unitNo: null },
  ])
  expect(readKeys('\uFEFFkey,unit,note\nAAAA-1111,2,"a, b"\nBBBB-2222,1,')).toEqual([
    { line: 2, key: 'AAAA-1111', unitNo: 2 },
    { line: 3, key: 'BBBB-2222', unitNo: 1 },
  ])
  expect(readKeys('  ')).toEqual([])
})

test('a key is shown within five minutes of the second factor', () => {
  const now = new Date('2026-11-24T10:00:00Z')
  expect(whyNotReveal(new Date('2026-11-24T09:55:01Z'), now)).toBeNull()
  expect(whyNotReveal(new Date('2026-11-24T09:54:00Z'), now)).toBe('step-up-needed')
  expect(whyNotReveal(null, now)).toBe('step-up-needed')
})

test('the night is 21:00 to 07:00 in Shanghai', () => {
  const at = (time: string) => isAtNight(new Date(`2026-11-24T${time}:00Z`))
  expect(['12:59', '13:00', '22:59', '23:00'].map(at)).toEqual([false, true, true, false])
})
