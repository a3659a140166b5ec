import { addDays, type Day } from '~/kernel/workdays'

/** What the command line asks for: the books now, or as of the end of a day; 'usage' when it cannot be read. */
export type Asked = { day: Day | null } | 'usage'

/** Reads `[--date YYYY-MM-DD]`; a day that does not exist or has not begun is no answer. */
export function askedOf(words: readonly string[], today: Day): Asked {
  if (words.length === 0) return { day: null }
  const [flag, day] = words.length === 1 ? words[0]!.split('=') : words
  const isDay = day !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(day) && exists(day)
  if (flag !== '--date' || words.length > 2 || !isDay || day > today) return 'usage'
  return { day }
}

const exists = (day: Day) => !Number.isNaN(Date.parse(day)) && addDays(day, 0) === day
