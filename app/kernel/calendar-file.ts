import { createEvent, createEvents, type DateArray, type EventAttributes } from 'ics'
import { addDays, type Day } from './workdays'

export type CalendarEntry = {
  /** stays, so that a changed entry replaces the old one */
  uid: string
  title: string
  startsAt: Date
  minutes: number
  place: string
  description: string
  url: string
  isCanceled: boolean
}

/** A calendar file (RFC 5545) of one entry, with an alarm an hour before. */
export function calendarText({
  uid,
  title,
  startsAt,
  minutes,
  place,
  description,
  url,
  isCanceled,
}: CalendarEntry) {
  const event: EventAttributes = {
    uid,
    productId: 'Muster',
    method: isCanceled ? 'CANCEL' : 'PUBLISH',
    status: isCanceled ? 'CANCELLED' : 'CONFIRMED',
    title,
    description,
    location: place,
    url,
    start: startsAt.getTime(),
    startInputType: 'utc',
    startOutputType: 'utc',
    duration: { minutes },
    alarms: [{ action: 'display', description: title, trigger: { hours: 1, before: true } }],
  }
  const { error, value } = createEvent(event)
  if (error || !value) throw error ?? new Error('the calendar file came out empty')
  return value
}

export type CalendarDay = Pick<CalendarEntry, 'uid' | 'title' | 'place' | 'description' | 'url'> & { on: Day }

/** A calendar file of entries that each take a whole day; none of them makes an empty one. */
export function calendarOfDays(days: readonly CalendarDay[]) {
  const events = days.map(({ uid, title, place, description, url, on }): EventAttributes => ({
    uid,
    title,
    description,
    location: place,
    url,
    status: 'CONFIRMED',
    start: dateOf(on),
    end: dateOf(addDays(on, 1)),
  }))
  const { error, value } = createEvents(events, { productId: 'Muster', method: 'PUBLISH' })
  if (error || !value) throw error ?? new Error('the calendar file came out empty')
  return value
}

const dateOf = (day: Day) => day.split('-').map(Number) as unknown as DateArray
