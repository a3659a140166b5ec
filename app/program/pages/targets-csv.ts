import type { LoaderFunctionArgs } from '@remix-run/node'
import { is } from '~/people/actor'
import { csvFile } from '~/web/csv.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { askedDay } from '../as-of'
import { targetOf } from '../counted'
import { findPlan, listCountedTargets } from '../figures.server'
import { forecast, standingOf } from '../forecast'

export const handle = page({ access: 'program.read', title: 'program.office' })

/** The targets of the plan as the office's chart shows them. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url, now } = await enter(args, handle)
  const day = askedDay(url.searchParams.get('asOf'), now)
  const own = is(actor, 'officer', 'auditor') ? undefined : actor.organizationId
  const plan = await findPlan(db, day)
  const targets = plan ? await listCountedTargets(db, plan.id, day, own) : []
  const header = ['scope', 'agency', 'measure', 'target', 'value', 'forecast', 'standing', 'dueOn', 'asOf']
  const rows = targets.map((target) => [
    target.scopeZh ?? target.scope,
    target.agency,
    target.measure,
    target.number,
    target.value,
    forecast(targetOf(target), day, target.value),
    standingOf(targetOf(target), day, target.value),
    target.dueOn,
    day,
  ])
  return csvFile(`targets-${day}.csv`, header, rows)
}
