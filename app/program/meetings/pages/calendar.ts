import type { LoaderFunctionArgs } from '@remix-run/node'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { calendarFile } from '../calendar.server'
import { findMeeting } from '../queries.server'

export const handle = page({ access: 'program.read', title: 'program.meeting' })

/** The meeting as a calendar file. */
export async function loader(args: LoaderFunctionArgs) {
  const { db, params } = await enter(args, handle)
  const meeting = found(await findMeeting(db, params.meetingId!))
  return new Response(calendarFile(meeting), {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(`${meeting.title}.ics`)}`,
      'cache-control': 'private, no-store',
    },
  })
}
