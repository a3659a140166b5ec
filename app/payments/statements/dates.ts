const dayForm = /^(\d{4})(?:年|[-/.])?(\d{1,2})(?:月|[-/.])?(\d{1,2})日?$/
const timeForm = /^(\d{2}):?(\d{2})(?::?(\d{2}))?$/

/** `20261124`, `2026-11-24`, `2026/11/24`, `2026年11月24日` → `2026-11-24`; null when there is no such day. */
export function readDay(text: string): string | null {
  const [, year, month = '', day = ''] = dayForm.exec(text) ?? []
  if (!year || (/^\d+$/.test(text) && text.length !== 8)) return null
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const date = new Date(`${iso}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : null
}

/** `153012`, `15:30:12`, `15:30` → `15:30:12`; null when there is no such time. */
export function readTime(text: string): string | null {
  const [, hour, minute = '', second = '00'] = timeForm.exec(text) ?? []
  return hour && Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60
    ? `${hour}:${minute}:${second}`
    : null
}

/** A day, alone or with a time behind a space or T; null when it is neither. */
export function readMoment(text: string): { day: string; time: string | null } | null {
  const [first = '', second] = text.split(/[ T]+/, 2)
  const day = readDay(first)
  const time = second === undefined ? null : readTime(second)
  return day && (second === undefined || time) ? { day, time } : null
}
