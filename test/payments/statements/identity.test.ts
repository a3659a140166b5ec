import { expect, test } from 'vitest'
import { compareWithKnown, identified } from '~/payments/statements/identity'
import type { StatementLine } from '~/payments/statements/layout'

const aLine = (facts: Partial<StatementLine> = {}): StatementLine => ({
  row: 2,
  bookedOn: '2026-11-24',
  bookedTime: null,
  direction: 'C',
  amount: 100n,
  serialNo: null,
  accountNo: null,
  currency: 'CNY',
  balance: null,
  counterpartyName: '示例',
  counterpartyAccount: '1',
  counterpartyBank: '',
  remark: '',
  ...facts,
})

test('the serial number identifies a line; without one its content and ordinal do', () => {
  const lines = identified([
    aLine({ serialNo: 'S1' }),
    aLine({ row: 3 }),
    aLine({ row: 4 }),
    aLine({ row: 5, amount: 2n }),
  ])
  expect(lines[0]!.identity).toBe('S1')
  expect(new Set(lines.map(({ identity }) => identity)).size).toBe(4)
  expect(lines[1]!.content).toBe(lines[2]!.content)
})

test('a statement read twice brings nothing new, an overlapping one only the rest', () => {
  const first = identified([aLine({ serialNo: 'S1' }), aLine(), aLine()])
  expect(compareWithKnown(first, first)).toEqual({ fresh: [], changed: [] })
  const again = identified([aLine(), aLine(), aLine(), aLine({ serialNo: 'S2' })])
  expect(compareWithKnown(again, first).fresh.map(({ identity }) => identity)).toEqual([
    again[2]!.identity,
    'S2',
  ])
})

test('a known serial number with other content is reported', () => {
  const known = identified([aLine({ serialNo: 'S1' })])
  const lines = identified([aLine({ serialNo: 'S1', amount: 101n })])
  expect(compareWithKnown(lines, known).changed).toHaveLength(1)
})

test('a serial number that stands twice in one file for two things is reported', () => {
  const lines = identified([aLine({ serialNo: 'S1' }), aLine({ serialNo: 'S1', amount: 101n })])
  expect(compareWithKnown(lines, []).changed).toHaveLength(1)
})
