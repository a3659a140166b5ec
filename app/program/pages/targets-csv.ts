import type { LoaderFunctionArgs } from '@remix-run/node'
import { is } from '~/people/actor'
import { csvFile } from '~/web/csv.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { askedDay } from '../as-of'
import { findPlan, listCountedTargets } from '../figures.server'
import { targetHeader, targetRow } from '../plans/target-rows'

export const handle = page({ access: 'program.read', title: 'program.office' })

/** The targets of the plan as the office's chart shows them. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url, now } = await enter(args, handle)
  const day = askedDay(url.searchParams.get('asOf'), now)
  const orgId = is(actor, 'officer', 'auditor') ? undefined : actor.organizationId
  const plan = await findPlan(db, day)
  const targets = plan ? await listCountedTargets(db, plan.id, day, { orgId }) : []
  return csvFile(`targets-${day}.csv`, targetHeader, targets.map(targetRow(day)))
}
