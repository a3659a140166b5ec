import { formatDateTime, formatTime } from '~/design/format'
import type { Locale } from '~/kernel/locale'
import { dayOf } from '~/kernel/workdays'

/** From when to when; the day once, where it is one. */
export const spanIn = (locale: Locale, from: Date, to: Date) =>
  `${formatDateTime(locale, from)} – ${dayOf(from) === dayOf(to) ? formatTime(to) : formatDateTime(locale, to)}`
