import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { type Releases, suggestLine } from '~/demands/commands.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { type Actor, is } from '~/people/actor'

type Need = { productId: string; editionId: string; units: number; asked: number } & Partial<Releases>

/**
 * Turns every gap that is not asked for yet into drafts of demand: of each edition that lacks rights as many units as are
 * missing, persons where it is licensed by user. Answers how many drafts. Refuses: no-gap, gaps-asked-for.
 */
export async function turnGapsIntoDemand(
  tx: Kysely<Database>,
  actor: Actor,
  now: Date,
  only?: string,
): Promise<number> {
  refuseIf(is(actor, 'asset_manager', 'buyer', 'approver') ? null : 'not-your-move')
  const { rows: needs } = await sql<Need>`select * from own_gap_needs(${only ?? null}::uuid)`.execute(tx)
  if (needs.length === 0) refuse('no-gap')
  let drafts = 0
  for (const { productId, editionId, units, asked, releaseId, downToId } of needs) {
    if (asked >= units) continue
    const suggestion = {
      orgId: actor.organizationId,
      productId,
      editionId,
      quantity: units - asked,
      source: 'gap' as const,
      ...(releaseId && downToId && { releases: { releaseId, downToId } }),
    }
    if (await suggestLine(tx, suggestion, now)) drafts += 1
  }
  if (drafts === 0) refuse('gaps-asked-for')
  return drafts
}
