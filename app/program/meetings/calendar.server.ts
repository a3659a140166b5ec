import { createEvent, type EventAttributes } from 'ics'
import { env } from '~/env.server'

type Meeting = {
  id: string
  title: string
  startsAt: Date
  minutesPlanned: number
  place: string
  agenda: string
  state: string
}

/** A meeting as a calendar file (RFC 5545): its id stays, so that a changed one replaces the old entry. */
export function calendarFile({ id, title, startsAt, minutesPlanned, place, agenda, state }: Meeting): string {
  const event: EventAttributes = {
    uid: `${id}@${new URL(env.PUBLIC_ORIGIN).hostname}`,
    productId: 'Muster',
    method: state === 'canceled' ? 'CANCEL' : 'PUBLISH',
    status: state === 'canceled' ? 'CANCELLED' : 'CONFIRMED',
    title,
    description: agenda,
    location: place,
    url: `${env.PUBLIC_ORIGIN}/office/meetings/${id}`,
    start: startsAt.getTime(),
    startInputType: 'utc',
    startOutputType: 'utc',
    duration: { minutes: minutesPlanned },
    alarms: [{ action: 'display', description: title, trigger: { hours: 1, before: true } }],
  }
  const { error, value } = createEvent(event)
  if (error || !value) throw error ?? new Error('the calendar file came out empty')
  return value
}
