import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { type Actor, is } from '../actor'
import { whyNotCover } from './covering'
import type { CoverageMoveValues } from './form'
import { listAgencies, listCoverage } from './queries.server'

type Tx = Kysely<Database>

/** Adds or removes a row of a member unit's coverage. Refuses not-your-move, agency-unknown, coverage-empty, coverage-known, office-row-stays, already-moved. */
export async function keepCoverage(tx: Tx, actor: Actor, asked: CoverageMoveValues) {
  refuseIf(is(actor, 'officer') ? null : 'not-your-move')
  if (asked.move === 'remove') return remove(tx, asked.ruleId)
  const { move: _, ...rule } = asked
  const unit = (await listAgencies(tx)).find(({ id }) => id === rule.orgId)
  if (!unit) return refuse('agency-unknown', { field: 'orgId' })
  refuseIf(whyNotCover(rule, await listCoverage(tx)))
  const { id } = await tx.insertInto('agencies').values(rule).returning('id').executeTakeFirstOrThrow()
  await record(tx, 'agency.coverage_added', id, { unit: rule.orgId })
}

async function remove(tx: Tx, ruleId: string) {
  const rule = await tx.selectFrom('agencies').select(['office', 'orgId']).where('id', '=', ruleId).forUpdate().executeTakeFirst() // oxfmt-ignore
  if (!rule) return refuse('already-moved')
  refuseIf(rule.office ? 'office-row-stays' : null)
  await tx.deleteFrom('agencies').where('id', '=', ruleId).execute()
  await record(tx, 'agency.coverage_removed', ruleId, { unit: rule.orgId })
}
