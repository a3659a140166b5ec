import type { LoaderFunctionArgs } from '@remix-run/node'
import { env } from '~/env.server'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { calendarResponse } from '~/web/calendar.server'
import { meetingEntry } from '../meetings/calendar'
import { readMeeting } from '../meetings/reading.server'

export const handle = page({ access: 'seat', title: 'mediation.meetings' })

/** The meeting as a calendar file. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const { its, meeting } = found(await readMeeting(db, params.caseId!, params.sittingId!))
  return calendarResponse(its.number, meetingEntry(its, meeting, env.PUBLIC_ORIGIN, actor.locale))
}
