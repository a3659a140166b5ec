import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { suggestLine } from '~/demands/commands.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { type Actor, is } from '~/people/actor'
import { listPositions } from './queries.server'

/**
 * Turns every gap that is not asked for yet into a draft of demand: the cheapest edition of its product, in the number
 * that is missing. Answers how many drafts. Refuses: no-gap, gaps-asked-for.
 */
export async function turnGapsIntoDemand(
  tx: Kysely<Database>,
  actor: Actor,
  now: Date,
  only?: string,
): Promise<number> {
  refuseIf(is(actor, 'asset_manager', 'buyer', 'approver') ? null : 'not-your-move')
  const gaps = (await listPositions(tx, actor.organizationId)).filter(
    ({ gap, productId }) => gap > 0 && (only === undefined || only === productId),
  )
  if (gaps.length === 0) refuse('no-gap')
  let drafts = 0
  for (const { productId, gap, asked } of gaps) {
    if (asked >= gap) continue
    const suggestion = {
      orgId: actor.organizationId,
      productId,
      quantity: gap - asked,
      source: 'gap' as const,
    }
    if (await suggestLine(tx, suggestion, now)) drafts += 1
  }
  if (drafts === 0) refuse('gaps-asked-for')
  return drafts
}
