import type { LoaderFunctionArgs } from '@remix-run/node'
import { dayOf } from '~/kernel/workdays'
import { csvFile } from '~/web/csv.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { listLate } from '../queries.server'

export const handle = page({ access: 'program.read', title: 'program.reports' })

/** Who is late with which report; the row policy keeps a member unit to its own. */
export async function loader(args: LoaderFunctionArgs) {
  const { db, now } = await enter(args, handle)
  const today = dayOf(now)
  const rows = (await listLate(db, today)).map(({ agency, title, dueOn, state }) => [
    agency,
    title,
    dueOn,
    state,
  ])
  return csvFile(`late-reports-${today}.csv`, ['agency', 'round', 'dueOn', 'state'], rows)
}
