import type { LoaderFunctionArgs } from '@remix-run/node'
import { env } from '~/env.server'
import { calendarOfDays } from '~/kernel/calendar-file'
import { nameIn } from '~/kernel/locale'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { readCalendar } from '../queries.server'

export const handle = page({ access: 'compliance.oversee', title: 'people.resource' })

/** The visits with a day as a calendar file, each under its own id, so that a moved one replaces the old. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url } = await enter(args, handle)
  const { visits } = await readCalendar(db, actor, url.searchParams)
  const place = (visit: (typeof visits)[number]) =>
    [actor.locale === 'zh' ? visit.districtZh : visit.districtEn, visit.address].filter(Boolean).join(' ')
  const days = visits.flatMap((visit) =>
    visit.visitOn === null
      ? []
      : [
          {
            uid: `${visit.id}@${new URL(env.PUBLIC_ORIGIN).hostname}`,
            title: `${visit.no} ${nameIn(actor.locale, visit.name, visit.nameEn)}`,
            on: visit.visitOn,
            place: place(visit),
            description: visit.team.join(', '),
            url: `${env.PUBLIC_ORIGIN}/inspections/${visit.id}`,
          },
        ],
  )
  return new Response(calendarOfDays(days), {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'attachment; filename=inspections.ics',
      'cache-control': 'private, no-store',
    },
  })
}
