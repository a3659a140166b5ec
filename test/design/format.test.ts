import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  formatAmount,
  formatDate,
  formatDateTime,
  formatDuration,
  formatMoney,
  formatMoneyChange,
  formatMoneyShort,
  formatPercent,
  formatRelative,
  formatUntil,
} from '~/design/format'

test('money is shown with its symbol, groups of three and two decimals', () => {
  expect(formatMoney('zh', 123450n)).toBe('¥1,234.50')
  expect(formatMoney('en', 123450n)).toBe('¥1,234.50')
  expect(formatMoney('en', -5n)).toBe('-¥0.05')
  expect(formatMoney('en', 0n)).toBe('¥0.00')
  expect(formatMoney('en', 99n, 'USD')).toBe('$0.99')
})

test('a difference always carries its sign, unless it is none', () => {
  expect(formatMoneyChange('en', 1200n)).toBe('+¥12.00')
  expect(formatMoneyChange('en', -340n)).toBe('-¥3.40')
  expect(formatMoneyChange('en', 0n)).toBe('¥0.00')
})

test('no digit of an amount is lost, however large it is', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }), (fen) => {
      expect(BigInt(formatAmount('en', fen).replace(/[,.]/g, ''))).toBe(fen)
    }),
  )
})

test('axes shorten large amounts in the way of each language', () => {
  expect(formatMoneyShort('zh', 128_000_000n)).toBe('¥128万')
  expect(formatMoneyShort('en', 128_000_000n)).toBe('¥1.28M')
  expect(formatMoneyShort('en', 118_000n)).toBe('¥1,180')
})

test('dates and times are those of China, whatever the zone of the machine', () => {
  const at = new Date('2026-11-24T16:30:00Z')
  expect(formatDateTime('en', at)).toBe('2026-11-25 00:30')
  expect(formatDateTime('zh', at)).toBe('2026年11月25日 00:30')
  expect(formatDate('zh', new Date('2026-01-05T01:00:00Z'))).toBe('2026年1月5日')
})

test('a period that ends at midnight ends at 24:00 of its last day', () => {
  expect(formatUntil('zh', new Date('2026-12-18T16:00:00Z'))).toBe('2026年12月18日 24:00')
  expect(formatUntil('en', new Date('2026-12-18T15:59:00Z'))).toBe('2026-12-18 23:59')
})

test('the arithmetic of China’s clock agrees with the time zone database', () => {
  const clock = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Asia/Shanghai',
    dateStyle: 'short',
    timeStyle: 'short',
  })
  fc.assert(
    fc.property(
      fc.date({ min: new Date('1992-01-01'), max: new Date('2199-12-31'), noInvalidDate: true }),
      (at) => {
        expect(formatDateTime('en', at)).toBe(clock.format(at))
      },
    ),
  )
})

test('relative time counts from the given now, and hours up to two days', () => {
  const now = new Date('2026-11-24T08:00:00Z')
  const from = (hours: number) => new Date(now.getTime() + hours * 3_600_000)
  expect(formatRelative('en', from(47), now)).toBe('in 47 hours')
  expect(formatRelative('en', from(49), now)).toBe('in 2 days')
  expect(formatRelative('en', from(-3), now)).toBe('3 hours ago')
  expect(formatRelative('zh', from(72), now)).toBe('3天后')
  expect(formatRelative('en', from(24 * 59), now)).toBe('in 59 days')
  expect(formatRelative('en', from(1 / 60), now)).toBe('in 1 minute')
})

test('a span that is left is never said to be longer than it is', () => {
  const now = new Date('2026-11-24T08:00:00Z')
  expect(formatRelative('en', new Date('2026-11-26T07:59:00Z'), now)).toBe('in 47 hours')
  expect(formatRelative('en', new Date('2026-11-27T07:59:00Z'), now)).toBe('in 2 days')
})

test('shares have at most one decimal, durations the two units that matter', () => {
  expect(formatPercent('en', 0.1234)).toBe('12.3%')
  expect(formatDuration('en', 4325)).toBe('1 h 12 min')
  expect(formatDuration('zh', 65)).toBe('1 分 05 秒')
  expect(formatDuration('en', 9.7)).toBe('9 s')
  expect(formatDuration('en', 0.25, true)).toBe('0.25 s')
  expect(formatDuration('zh', 65.5, true)).toBe('1 分 05 秒')
})
