import { env } from '~/env.server'
import { calendarText } from '~/kernel/calendar-file'

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
  return calendarText({
    uid: `${id}@${new URL(env.PUBLIC_ORIGIN).hostname}`,
    title,
    startsAt,
    minutes: minutesPlanned,
    place,
    description: agenda,
    url: `${env.PUBLIC_ORIGIN}/office/meetings/${id}`,
    isCanceled: state === 'canceled',
  })
}
