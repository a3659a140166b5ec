import { type CalendarEntry, calendarText } from '~/kernel/calendar-file'

/** A calendar file to save, or to open with one's calendar. */
export function calendarResponse(name: string, entry: CalendarEntry): Response {
  return new Response(calendarText(entry), {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(`${name}.ics`)}`,
      'cache-control': 'private, no-store',
    },
  })
}
