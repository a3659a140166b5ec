import { randomBytes, randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { boundTo, seal, unseal } from '~/kernel/envelope.server'
import { record } from '~/kernel/events.server'
import { masterKeys, newestKey } from '~/kernel/keys.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { type Actor, is } from '~/people/actor'
import { commitmentOf, drawStrata, frameHash, frameText, seedOf } from '../draw'
import { inspectionCampaignLifecycle } from '../lifecycle'
import type { DrawMove, DrawValues } from './form'
import { type Criteria, isFramed, strataOf } from './frame'
import { listCandidates, listPool } from './queries.server'

type Tx = Kysely<Database>

/**
 * Opens a round of inspections: a secret is drawn that nobody reads, and its commitment is published before anyone
 * knows the frame. Answers its id. Refuses: not-your-move, pool-unknown.
 */
export async function openInspections(
  tx: Tx,
  actor: Actor,
  values: DrawValues,
  now: Date,
  secret = randomBytes(32).toString('hex'),
): Promise<string> {
  refuseIf(is(actor, 'officer') ? null : 'not-your-move')
  const known = new Set((await listPool(tx)).map(({ id }) => id))
  refuseIf(values.pool.every((id) => known.has(id)) ? null : 'pool-unknown', { field: 'pool' })
  const id = randomUUID()
  const { body, wrappedKey } = seal(
    secret,
    boundTo('inspection_campaigns', id, actor.organizationId),
    newestKey(),
  )
  const { districts, ownerships, listings, statuses, selfInspected } = values
  const criteria: Criteria = { districts, ownerships, listings, statuses, selfInspected }
  await tx
    .insertInto('inspectionCampaigns')
    .values({
      id,
      title: values.title,
      titleEn: values.titleEn ?? null,
      ground: values.ground,
      criteria: JSON.stringify(criteria),
      categories: values.categories,
      ratioBps: values.ratio,
      minimum: values.minimum,
      computerBps: values.computerRatio,
      computerMin: values.computerMinimum,
      pool: values.pool,
      commitment: commitmentOf(secret),
      sealed: body,
      wrapped: wrappedKey,
      sealedBy: actor.organizationId,
      startsOn: values.startsOn,
      endsOn: values.endsOn,
      by: actor.personId,
      openedAt: now,
    })
    .execute()
  await record(tx, 'inspection_campaign.opened', id)
  return id
}

/** One move of a round of inspections. Refuses by the command behind it. */
export async function moveInspections(tx: Tx, actor: Actor, campaignId: string, values: DrawMove, now: Date) {
  if (values.move === 'cancel') return cancelInspections(tx, actor, campaignId, values.reason)
  if (values.move === 'freeze') return freezeFrame(tx, actor, campaignId, now)
  if (values.move === 'draw') return drawInspections(tx, actor, campaignId, now)
  return closeInspections(tx, actor, campaignId)
}

/** Freezes whom the draw may fall on; its hash is published. Refuses: not-your-move, already-moved, frame-empty. */
export async function freezeFrame(tx: Tx, actor: Actor, campaignId: string, now: Date) {
  const its = await lock(tx, actor, campaignId, 'freeze')
  const framed = (await listCandidates(tx)).filter((each) =>
    isFramed(its.criteria as unknown as Criteria, each),
  )
  refuseIf(framed.length === 0 ? 'frame-empty' : null)
  const ids = framed.map(({ uscc }) => uscc)
  const frame = frameHash(ids)
  await tx
    .updateTable('inspectionCampaigns')
    .set({
      state: 'framed',
      frame: frameText(ids),
      frameSha256: frame,
      strata: JSON.stringify(strataOf(framed)),
      framedAt: now,
    })
    .where('id', '=', campaignId)
    .execute()
  await record(tx, 'inspection_campaign.framed', campaignId, { enterprises: ids.length, frame })
}

/** Reveals the secret and draws each stratum by the seed that follows from it. Refuses: not-your-move, already-moved. */
export async function drawInspections(tx: Tx, actor: Actor, campaignId: string, now: Date) {
  const its = await lock(tx, actor, campaignId, 'draw')
  const secret = unseal(
    { body: its.sealed!, wrappedKey: its.wrapped! },
    boundTo('inspection_campaigns', its.id, its.sealedBy),
    masterKeys(),
  ).toString()
  const seed = seedOf(secret, its.frameSha256!)
  const strata = new Map(Object.entries(its.strata as unknown as Record<string, string[]>))
  const drawn = [...drawStrata(seed, strata, its)].flatMap(([stratum, { drawn: numbers }]) =>
    numbers.map((uscc, at) => ({ stratum, uscc, rank: at + 1 })),
  )
  await tx
    .updateTable('inspectionCampaigns')
    .set({ state: 'drawn', secret, seed, drawnAt: now, sealed: null, wrapped: null })
    .where('id', '=', campaignId)
    .execute()
  await sql`
    insert into inspections (campaign_id, org_id, stratum, rank)
    select ${campaignId}::uuid, o.id, d.stratum, d.rank
    from jsonb_to_recordset(${JSON.stringify(drawn)}::jsonb) as d (stratum text, uscc text, rank int) join organizations o on o.uscc = d.uscc
    order by d.stratum, d.rank`.execute(tx)
  await record(tx, 'inspection_campaign.drawn', campaignId, { enterprises: drawn.length, seed })
}

/** Refuses: not-your-move, already-moved, inspections-open. */
async function closeInspections(tx: Tx, actor: Actor, campaignId: string) {
  await lock(tx, actor, campaignId, 'close')
  const open = await tx
    .selectFrom('inspections')
    .select('id')
    .where('campaignId', '=', campaignId)
    .where('state', 'in', ['planned', 'announced', 'visiting'])
    .executeTakeFirst()
  refuseIf(open ? 'inspections-open' : null)
  await tx.updateTable('inspectionCampaigns').set({ state: 'closed' }).where('id', '=', campaignId).execute()
  await record(tx, 'inspection_campaign.closed', campaignId)
}

/** Called off; visits that have not begun are called off with it. Refuses: not-your-move, already-moved, visits-begun. */
async function cancelInspections(tx: Tx, actor: Actor, campaignId: string, reason: string) {
  await lock(tx, actor, campaignId, 'cancel')
  const begun = await tx
    .selectFrom('inspections')
    .select('id')
    .where('campaignId', '=', campaignId)
    .where('state', 'in', ['visiting', 'concluded', 'closed'])
    .executeTakeFirst()
  refuseIf(begun ? 'visits-begun' : null)
  await tx
    .updateTable('inspections')
    .set({ state: 'canceled', cancelReason: reason })
    .where('campaignId', '=', campaignId)
    .where('state', 'in', ['planned', 'announced'])
    .execute()
  await tx
    .updateTable('inspectionCampaigns')
    .set({ state: 'canceled', cancelReason: reason })
    .where('id', '=', campaignId)
    .execute()
  await record(tx, 'inspection_campaign.canceled', campaignId)
}

async function lock(tx: Tx, actor: Actor, id: string, move: keyof typeof inspectionCampaignLifecycle.moves) {
  refuseIf(is(actor, 'officer') ? null : 'not-your-move')
  const its = await tx
    .selectFrom('inspectionCampaigns')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!its || !inspectionCampaignLifecycle.moves[move].from.includes(its.state as never))
    return refuse('already-moved')
  return its
}
