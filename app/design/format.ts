import { minorDigits, toDecimal } from '~/kernel/money'
import { addDays, dayOf, startOf } from '~/kernel/workdays'
import { languageTag, useLocale, type Locale } from './locale'

/** Money in minor units (fen) as `¥1,234.50`; the digits never pass through a float. */
export function formatMoney(locale: Locale, fen: bigint, currency = 'CNY'): string {
  return moneyFormat(locale, currency, 'narrowSymbol', 'auto').format(decimalOf(fen, currency))
}

/** Money with its sign always shown, for differences: `+¥12.00`, `-¥3.40`. */
export function formatMoneyChange(locale: Locale, fen: bigint, currency = 'CNY'): string {
  return moneyFormat(locale, currency, 'narrowSymbol', 'exceptZero').format(decimalOf(fen, currency))
}

/** The figure alone, `1,234.50`, where the currency stands beside it or in the head of its column. */
export function formatAmount(locale: Locale, fen: bigint, currency = 'CNY'): string {
  return amountFormat(locale, currency).format(decimalOf(fen, currency))
}

/** Short money for axes: `¥1,180`, from ¥100,000 on `¥128万` or `¥1.28M`. Rounded, so never in tables. */
export function formatMoneyShort(locale: Locale, fen: bigint | number, currency = 'CNY'): string {
  const yuan = Number(fen) / 10 ** minorDigits(currency)
  return shortMoneyFormat(locale, currency, Math.abs(yuan) < 100_000 ? 'standard' : 'compact').format(yuan)
}

export function formatNumber(locale: Locale, value: number | bigint): string {
  return numberFormat(locale).format(value)
}

/** Hundredths of a point as `12.50`. */
export function formatPoints(hundredths: number): string {
  return `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`
}

/** A share between 0 and 1 as `12.5%`. */
export function formatPercent(locale: Locale, share: number): string {
  return percentFormat(locale).format(share)
}

/** `2026-11-24`, in zh `2026年11月24日`, as it is in China at that moment. */
export function formatDate(locale: Locale, at: Date): string {
  const { year, month, day } = partsOf(at)
  return locale === 'zh' ? `${year}年${Number(month)}月${Number(day)}日` : `${year}-${month}-${day}`
}

/** The end of a period: midnight is 24:00 of the day that ends, as deadlines are read. */
export function formatUntil(locale: Locale, at: Date): string {
  const day = dayOf(at)
  const midnight = at.getTime() === startOf(day).getTime()
  return midnight ? `${formatDate(locale, startOf(addDays(day, -1)))} 24:00` : formatDateTime(locale, at)
}

/** `2026-11-24 15:30`, in zh `2026年11月24日 15:30`. */
export function formatDateTime(locale: Locale, at: Date): string {
  return `${formatDate(locale, at)} ${formatTime(at)}`
}

/** `15:30`, with seconds where a second decides. */
export function formatTime(at: Date, withSeconds = false): string {
  const { hours, minutes, seconds } = partsOf(at)
  return withSeconds ? `${hours}:${minutes}:${seconds}` : `${hours}:${minutes}`
}

/** `11-24` for axes, in zh `11月24日`. */
export function formatDayShort(locale: Locale, at: Date): string {
  const { month, day } = partsOf(at)
  return locale === 'zh' ? `${Number(month)}月${Number(day)}日` : `${month}-${day}`
}

/** `in 3 days`, `5 hours ago`, in the largest unit that is not misleading (under 48 hours it counts hours). */
export function formatRelative(locale: Locale, at: Date, now: Date): string {
  const seconds = Math.round((at.getTime() - now.getTime()) / 1000)
  const [unit, size] = units.find(([, , from]) => Math.abs(seconds) >= from) ?? (['second', 1] as const)
  return relativeFormat(locale).format(Math.trunc(seconds / size), unit)
}

/** `1 h 05 min`, for how long something took; `parts` shows fractions below ten seconds, where those decide. */
export function formatDuration(locale: Locale, seconds: number, parts = false): string {
  const [hours, minutes, rest] = [
    Math.floor(seconds / 3600),
    Math.floor(seconds / 60) % 60,
    Math.floor(seconds % 60),
  ]
  const words = locale === 'zh' ? { h: ' 小时', m: ' 分', s: ' 秒' } : { h: ' h', m: ' min', s: ' s' }
  if (hours > 0) return `${hours}${words.h} ${String(minutes).padStart(2, '0')}${words.m}`
  if (minutes > 0) return `${minutes}${words.m} ${String(rest).padStart(2, '0')}${words.s}`
  return `${parts && seconds < 10 ? Number(seconds.toFixed(2)) : rest}${words.s}`
}

/** Every format bound to the language of the page. */
export function useFormat() {
  return formatsOf(useLocale())
}

const formatsOf = once((locale: Locale) => ({
  money: (fen: bigint, currency?: string) => formatMoney(locale, fen, currency),
  moneyChange: (fen: bigint, currency?: string) => formatMoneyChange(locale, fen, currency),
  moneyShort: (fen: bigint | number, currency?: string) => formatMoneyShort(locale, fen, currency),
  amount: (fen: bigint, currency?: string) => formatAmount(locale, fen, currency),
  number: (value: number | bigint) => formatNumber(locale, value),
  points: (hundredths: number) => formatPoints(hundredths),
  percent: (share: number) => formatPercent(locale, share),
  date: (at: Date) => formatDate(locale, at),
  dateTime: (at: Date) => formatDateTime(locale, at),
  until: (at: Date) => formatUntil(locale, at),
  dayShort: (at: Date) => formatDayShort(locale, at),
  relative: (at: Date, now: Date) => formatRelative(locale, at, now),
  duration: (seconds: number, parts?: boolean) => formatDuration(locale, seconds, parts),
}))

const [minute, hour, day] = [60, 3600, 86_400]
const units = [
  ['year', 365 * day, 730 * day],
  ['month', 30 * day, 60 * day],
  ['day', day, 2 * day],
  ['hour', hour, hour],
  ['minute', minute, minute],
] as const

/** Intl reads a decimal string exactly, beyond the precision of a float. */
function decimalOf(amount: bigint, currency: string) {
  return toDecimal(amount, currency) as Intl.StringNumericLiteral
}

// China has kept UTC+8 without summer time since 1992; shifting is 20 times cheaper than asking Intl.
function partsOf(at: Date) {
  const [date = '', time = ''] = new Date(at.getTime() + 8 * hour * 1000).toISOString().split('T')
  const [year = '', month = '', day = ''] = date.split('-')
  const [hours = '', minutes = '', seconds = ''] = time.slice(0, 8).split(':')
  return { year, month, day, hours, minutes, seconds }
}

const moneyFormat = once(
  (locale: Locale, currency: string, currencyDisplay: 'narrowSymbol', signDisplay: 'auto' | 'exceptZero') =>
    new Intl.NumberFormat(languageTag[locale], { style: 'currency', currency, currencyDisplay, signDisplay }),
)
const shortMoneyFormat = once(
  (locale: Locale, currency: string, notation: 'standard' | 'compact') =>
    new Intl.NumberFormat(languageTag[locale], {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
      notation,
      ...(notation === 'compact' ? { maximumSignificantDigits: 3 } : { maximumFractionDigits: 0 }),
    }),
)
const amountFormat = once((locale: Locale, currency: string) => {
  const digits = minorDigits(currency)
  return new Intl.NumberFormat(languageTag[locale], {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
})
const numberFormat = once((locale: Locale) => new Intl.NumberFormat(languageTag[locale]))
const percentFormat = once(
  (locale: Locale) =>
    new Intl.NumberFormat(languageTag[locale], { style: 'percent', maximumFractionDigits: 1 }),
)
const relativeFormat = once(
  (locale: Locale) => new Intl.RelativeTimeFormat(languageTag[locale], { numeric: 'always' }),
)

// Building an Intl formatter costs more than rendering the row that it is for.
function once<Key extends string[], Made>(make: (...key: Key) => Made) {
  const made = new Map<string, Made>()
  return (...key: Key): Made => {
    const name = key.join(' ')
    if (!made.has(name)) made.set(name, make(...key))
    return made.get(name)!
  }
}
