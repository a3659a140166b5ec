import type { LoaderFunctionArgs } from '@remix-run/node'
import { dayOf } from '~/kernel/workdays'
import { csvFile } from '~/web/csv.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { listCountedTargets } from '../../figures.server'
import { targetHeader, targetRow } from '../target-rows'
import { asked, askedYear } from '../asked'
import { listPlans } from '../queries.server'

export const handle = page({ access: 'program.read', title: 'program.plan' })

/** The targets that the plan's page shows under the same filters. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url, now } = await enter(args, handle)
  const [today, plans] = [dayOf(now), await listPlans(db)]
  const year = askedYear(url.searchParams, today, plans)
  const plan = plans.find((row) => row.year === year)
  const filter = asked(url.searchParams, actor.organizationId)
  const targets = plan ? await listCountedTargets(db, plan.id, today, filter) : []
  return csvFile(`plan-${year}.csv`, targetHeader, targets.map(targetRow(today)))
}
