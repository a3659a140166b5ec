import type { CalendarEntry } from '~/kernel/calendar-file'
import { type Locale, nameIn } from '~/kernel/locale'

type Its = { id: string; number: string; bodyName: string; bodyNameEn: string | null }
type Meeting = { id: string; startsAt: Date; minutes: number; place: string; state: string }

/** A meeting for the reader's calendar, which others may see: it names the body and the number, nothing of the matter. */
export const meetingEntry = (its: Its, meeting: Meeting, origin: string, locale: Locale): CalendarEntry => ({
  uid: `${meeting.id}@${new URL(origin).hostname}`,
  title: `${nameIn(locale, its.bodyName, its.bodyNameEn)} ${its.number}`,
  startsAt: meeting.startsAt,
  minutes: meeting.minutes,
  place: meeting.place,
  description: '',
  url: `${origin}/cases/${its.id}/meetings/${meeting.id}`,
  isCanceled: meeting.state === 'canceled',
})
