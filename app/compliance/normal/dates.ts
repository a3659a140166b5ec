export type DateOrder = 'dmy' | 'mdy'

/** A day as text: YYYY-MM-DD, or why there is none. Only `invalid` is worth a warning. */
export type Day = { day: string } | { day: null; because: 'absent' | 'undecided' | 'invalid' }

type Parts = { numbers: [number, number, number]; order: 'ymd' | 'dmy' | 'slashes'; morning: boolean }

const ABSENT = /^(|0+|-+|n\/?a|none|null|unknown|未知)$/i

/** Whether a file writes the day or the month first; null when none of its dates tells. */
export function decideOrder(texts: Iterable<string>): DateOrder | null {
  let marked: DateOrder | null = null
  for (const text of texts) {
    const parts = partsOf(text.trim())
    if (parts?.order !== 'slashes') continue
    const [first, second] = parts.numbers
    if (first > 12 && second <= 12) return 'dmy'
    if (second > 12 && first <= 12) return 'mdy'
    if (parts.morning) marked = 'mdy'
  }
  return marked
}

/** Reads the notations of inventory tools; of an ambiguous d/m/y only what the file's order decides. */
export function readDay(text: string | null, order: DateOrder | null): Day {
  const given = text?.trim() ?? ''
  if (ABSENT.test(given)) return { day: null, because: 'absent' }
  const parts = partsOf(given)
  if (!parts) return { day: null, because: 'invalid' }
  const [a, b, c] = parts.numbers
  if (parts.order === 'ymd') return existing(a, b, c)
  if (parts.order === 'dmy' || a === b) return existing(c, b, a)
  if (a > 12) return existing(c, b, a)
  if (b > 12) return existing(c, a, b)
  if (order === null) return { day: null, because: 'undecided' }
  return order === 'dmy' ? existing(c, b, a) : existing(c, a, b)
}

function partsOf(text: string): Parts | null {
  const epoch = /^\/Date\((-?\d+)(?:[+-]\d{4})?\)\/$/.exec(text)
  if (epoch) return fromIso(new Date(Number(epoch[1])))

  const compact = /^(\d{4})(\d{2})(\d{2})(?:\d{6}(?:[.,]\d+)?(?:[+-]\d+)?)?$/.exec(text.replace(/\*/g, '0'))
  if (compact) return { numbers: triple(compact), order: 'ymd', morning: false }

  const yearFirst = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)/.exec(text)
  if (yearFirst) return { numbers: triple(yearFirst), order: 'ymd', morning: false }

  const yearLast = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)(.*)$/s.exec(text)
  if (yearLast) {
    const [, first, separator, second, year, rest] = yearLast
    return {
      numbers: [Number(first), Number(second), fullYear(year!)],
      order: separator === '.' ? 'dmy' : 'slashes',
      morning: /\b[ap]\.?m\b/i.test(rest!),
    }
  }
  const worded =
    /^(?:[a-z]{3,9},?\s+)?(?:(\d{1,2})\s+([a-z]{3,9})|([a-z]{3,9})\s+(\d{1,2})),?\s+(\d{4})\b/i.exec(text)
  if (!worded) return null
  const month = monthNumber(worded[2] ?? worded[3]!)
  return month
    ? { numbers: [Number(worded[5]), month, Number(worded[1] ?? worded[4])], order: 'ymd', morning: false }
    : null
}

const triple = (match: RegExpExecArray): Parts['numbers'] => [
  Number(match[1]),
  Number(match[2]),
  Number(match[3]),
]

const fullYear = (year: string) =>
  year.length === 4 ? Number(year) : Number(year) + (Number(year) < 70 ? 2000 : 1900)

const monthNumber = (word: string) => {
  const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
  return months.indexOf(word.slice(0, 3).toLowerCase()) + 1
}

function fromIso(date: Date): Parts | null {
  if (Number.isNaN(date.getTime())) return null
  return {
    numbers: [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()],
    order: 'ymd',
    morning: false,
  }
}

// The first second of Unix time stands for "no date" in many tools.
function existing(year: number, month: number, day: number): Day {
  const date = new Date(Date.UTC(year, month - 1, day))
  const exists = year >= 1000 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  if (!exists) return { day: null, because: 'invalid' }
  const iso = date.toISOString().slice(0, 10)
  return iso === '1970-01-01' ? { day: null, because: 'absent' } : { day: iso }
}
