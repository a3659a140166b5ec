import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { dayOf } from '~/kernel/workdays'
import { notifyMembers, notifyPerson } from '~/people/notify.server'
import { drawStrata } from '../draw'
import { findDraw } from '../draws/queries.server'
import type { Values } from './form'
import type { Inspection } from './queries.server'
import { whyNotAnnounce } from './team'

type Tx = Kysely<Database>

/** Names the team and the day and tells the enterprise. Refuses with the codes of `whyNotAnnounce`. */
export async function announce(tx: Tx, its: Inspection, { team, visitOn }: Values<'announce'>, now: Date) {
  const { rows } = await sql<{ id: string }>`
    select i as id from interested_in(${its.orgId}::uuid, ${sql.val(team)}::uuid[]) as i`.execute(tx)
  const plan = { team, visitOn, pool: its.pool, interested: rows.map(({ id }) => id) }
  const code = whyNotAnnounce(plan, its, dayOf(now))
  refuseIf(code, { field: code === 'visit-outside-period' ? 'visitOn' : 'team' })
  await tx
    .updateTable('inspections')
    .set({ state: 'announced', team, visitOn })
    .where('id', '=', its.id)
    .execute()
  const kind = 'inspection.announced'
  const event = await record(tx, kind, its.id, { team: team.length }, { org: its.orgId })
  const told = { kind, href: `/inspections/${its.id}`, event }
  await notifyMembers(tx, its.orgId, ['asset_manager', 'approver', 'head'], told)
  for (const personId of team) await notifyPerson(tx, personId, { ...told, kind: 'inspection.assigned' })
}

export async function cancelVisit(tx: Tx, its: Inspection, reason: string) {
  await tx
    .updateTable('inspections')
    .set({ state: 'canceled', cancelReason: reason })
    .where('id', '=', its.id)
    .execute()
  const event = await record(tx, 'inspection.canceled', its.id, {}, { org: its.orgId })
  if (its.state !== 'announced') return
  const told = { kind: 'inspection.canceled', href: `/inspections/${its.id}`, event }
  await notifyMembers(tx, its.orgId, ['asset_manager', 'approver', 'head'], told)
}

/** The next rank of the stratum takes the place of a unit that cannot be visited. Answers its inspection. Refuses: no-replacement-left. */
export async function replaceUnit(tx: Tx, its: Inspection, reason: string): Promise<string> {
  await tx
    .selectFrom('inspectionCampaigns')
    .select('id')
    .where('id', '=', its.campaignId)
    .forUpdate()
    .execute()
  const draw = (await findDraw(tx, its.campaignId))!
  const { drawn, next } = drawStrata(draw.seed!, new Map(Object.entries(draw.strata)), draw).get(its.stratum)!
  const ranked = [...drawn, ...next]
  const { rows } = await sql<{ uscc: string }>`
    select o.uscc from inspections i join organizations o on o.id = i.org_id where i.campaign_id = ${its.campaignId}::uuid`.execute(
    tx,
  )
  const taken = new Set(rows.map(({ uscc }) => uscc))
  const at = ranked.findIndex((uscc) => !taken.has(uscc))
  if (at < 0) return refuse('no-replacement-left')
  await cancelVisit(tx, its, reason)
  const added = await sql<{ id: string }>`
    insert into inspections (campaign_id, org_id, stratum, rank, replaces, replaced_reason)
    select ${its.campaignId}::uuid, o.id, ${its.stratum}, ${at + 1}, ${its.id}::uuid, ${reason} from organizations o where o.uscc = ${ranked[at]!}
    returning id`.execute(tx)
  const { id } = added.rows[0]!
  await record(tx, 'inspection.replaced', id, { replaces: its.id, rank: at + 1 })
  return id
}
