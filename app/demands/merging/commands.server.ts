import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { type Actor, is } from '~/people/actor'
import { notifyMembers } from '~/people/notify.server'
import { openWish } from '../wishes/commands.server'
import { usualThreshold } from '../wishes/wishing'
import type { MergeValues } from './form'
import { keyOf } from './merging'
import { listProposals, type NamedProposal } from './queries.server'

type Tx = Kysely<Database>

/**
 * An officer has needs that are alike bought as one: the decision is kept, and every enterprise whose need is named otherwise
 * is told, since it may say that this one does not serve it. Lines stay as they are. Answers where to go on: the round
 * to be opened, or the wish. Refuses: not-your-move, merge-changed (other needs stand behind it now), wish-gathers.
 */
export async function mergeNeeds(tx: Tx, actor: Actor, { move, key, seen, reason }: MergeValues) {
  refuseIf(is(actor, 'officer') ? null : 'not-your-move')
  const proposal = (await listProposals(tx)).find((one) => keyOf(one) === key) ?? refuse('merge-changed')
  refuseIf(String(proposal.quantity) === seen ? null : 'merge-changed')
  const { into, grounds, needs } = proposal
  const sources = needs.map(({ editionId, classId, metric, term, termMonths, quantity }) => ({ editionId, classId, metric, term, termMonths, quantity })) // oxfmt-ignore
  const { id } = await tx
    .insertInto('demandMerges')
    .values({
      ...into,
      grounds,
      reason,
      goesTo: move,
      sources: JSON.stringify(sources),
      confirmedBy: actor.personId,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const event = await record(tx, 'demand.merged', id, { needs: needs.length, quantity: proposal.quantity })
  await tellOwners(tx, proposal, event)
  if (move === 'round') return `/rounds/new?subject=${key}`
  return `/wishes/${await openWish(tx, actor, { subject: into, ...usualThreshold })}?done=needs-merged`
}

async function tellOwners(tx: Tx, { into, needs }: NamedProposal, event: string) {
  const other = needs.filter(({ editionId, classId }) => (editionId ?? classId) !== (into.editionId ?? into.classId)) // oxfmt-ignore
  const ids = other.map(({ editionId, classId }) => editionId ?? classId!)
  if (ids.length === 0) return
  const { rows } = await sql<{ orgId: string }>`
    select distinct org_id from demand_lines
    where state = 'open' and coalesce(edition_id, class_id) = any (${sql.val(ids)}::uuid[])`.execute(tx)
  for (const { orgId } of rows)
    await notifyMembers(tx, orgId, ['buyer', 'asset_manager'], {
      kind: 'demand.merged',
      href: '/demands?which=open',
      event,
    })
}
