import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { type Day, daysBetween, dayOf } from '~/kernel/workdays'
import { type Actor, is } from '~/people/actor'
import { campaignLifecycle } from '../lifecycle'
import type { CampaignMoveValues, CampaignValues } from './form'
import { listCandidates } from './queries.server'
import { reminders } from './reminders'
import { dueOf, frameOf, isCalled, type Scope, whyNotOpen } from './scope'

type Tx = Kysely<Database>

/** Drafts a campaign; nobody is called yet. Answers its id. Refuses: not-your-move. */
export async function draftCampaign(tx: Tx, actor: Actor, values: CampaignValues): Promise<string> {
  refuseIf(is(actor, 'officer') ? null : 'not-your-move')
  const { title, titleEn, ground, instructions, categories, opensOn, dueOn, dues = {}, ...scope } = values
  const own = Object.fromEntries(Object.entries(dues).filter(([, day]) => day))
  const { id } = await tx
    .insertInto('campaigns')
    .values({
      title,
      titleEn: titleEn ?? null,
      ground,
      instructions: instructions ?? null,
      categories,
      opensOn,
      dueOn,
      filter: JSON.stringify(scope satisfies Scope),
      districtDues: JSON.stringify(own),
      by: actor.personId,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(tx, 'campaign.drafted', id)
  return id
}

/** One move of a campaign. Refuses by the command behind it. */
export async function moveCampaign(
  tx: Tx,
  actor: Actor,
  campaignId: string,
  values: CampaignMoveValues,
  now: Date,
) {
  const { move } = values
  if (move === 'add') return callLater(tx, actor, campaignId, values.uscc, now)
  if (move === 'open') return openCampaign(tx, actor, campaignId, now)
  if (move === 'remind') return remindUnits(tx, actor, campaignId)
  return endCampaign(tx, actor, campaignId, move)
}

/**
 * Opens a campaign: the list of the enterprises called is fixed and hashed, each is invited and told until when.
 * Refuses: not-your-move, already-moved, campaign-due-passed, campaign-calls-nobody.
 */
export async function openCampaign(tx: Tx, actor: Actor, campaignId: string, now: Date) {
  const its = await lock(tx, actor, campaignId, 'open')
  const scope = its.filter as unknown as Scope
  const called = (await listCandidates(tx)).filter((candidate) => isCalled(scope, candidate))
  const today = dayOf(now)
  refuseIf(whyNotOpen({ dueOn: its.dueOn, called: called.length }, today))
  const frame = frameOf(called.map(({ uscc }) => uscc))
  await tx
    .updateTable('campaigns')
    .set({ state: 'open', openedAt: now, frameSha256: Buffer.from(frame, 'hex') })
    .where('id', '=', campaignId)
    .execute()
  const districtDues = its.districtDues as Record<string, string>
  const units = called.map(({ id, district }) =>
    unitOf(id, dueOf({ dueOn: its.dueOn, districtDues }, district), today),
  )
  await invite(tx, campaignId, units, false)
  await record(tx, 'campaign.opened', campaignId, { enterprises: units.length, frame })
}

type Unit = { org: string; due: Day; passed: readonly number[] }

const unitOf = (org: string, due: Day, today: Day): Unit => ({
  org,
  due,
  passed: reminders.filter((days) => daysBetween(today, due) <= days),
})

/**
 * Calls an enterprise after the list was fixed: it is marked, and the list's hash stays that of the opening. Its day is its
 * district's, or the common one. Refuses: not-your-move, already-moved, campaign-due-passed, unit-unknown, called-already.
 */
async function callLater(tx: Tx, actor: Actor, campaignId: string, uscc: string, now: Date) {
  const its = await lock(tx, actor, campaignId, 'close')
  const today = dayOf(now)
  refuseIf(whyNotOpen({ dueOn: its.dueOn, called: 1 }, today), { field: 'uscc' })
  const one = (await listCandidates(tx)).find((candidate) => candidate.uscc === uscc)
  if (!one) return refuse('unit-unknown', { field: 'uscc' })
  const known = await tx
    .selectFrom('campaignUnits')
    .select('orgId')
    .where('campaignId', '=', campaignId)
    .where('orgId', '=', one.id)
    .executeTakeFirst()
  refuseIf(known ? 'called-already' : null, { field: 'uscc' })
  const own = dueOf({ dueOn: its.dueOn, districtDues: its.districtDues as Record<string, Day> }, one.district)
  await invite(tx, campaignId, [unitOf(one.id, own < today ? its.dueOn : own, today)], true)
  await record(tx, 'campaign.called_later', campaignId, { enterprise: one.id })
}

async function invite(tx: Tx, campaignId: string, units: readonly Unit[], later: boolean) {
  await sql`
    insert into campaign_units (campaign_id, org_id, due_on, reminded, added_later)
    select ${campaignId}::uuid, u.org, u.due, u.passed, ${later}
    from jsonb_to_recordset(${JSON.stringify(units)}::jsonb) as u (org uuid, due date, passed int[])`.execute(
    tx,
  )
  await sql`
    insert into self_inspections (campaign_id, org_id)
    select ${campaignId}::uuid, org from unnest(${sql.val(units.map(({ org }) => org))}::uuid[]) as org`.execute(
    tx,
  )
  await tellUnits(
    tx,
    campaignId,
    'self_inspection.invited',
    units.map(({ org }) => org),
  )
}

/** Tells the enterprises of a campaign that have not handed in, all or those named, in one statement; answers how many. */
async function tellUnits(tx: Tx, campaignId: string, kind: string, only?: string[]): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    with waiting as materialized (
      select distinct on (s.org_id) s.id, s.org_id, s.state, u.due_on
      from self_inspections s join campaign_units u using (campaign_id, org_id)
      where s.campaign_id = ${campaignId}::uuid ${only ? sql`and s.org_id = any (${sql.val(only)}::uuid[])` : sql``} order by s.org_id, s.version desc),
    told as materialized (
      select id, org_id, record_event(${kind}, id, jsonb_build_object('campaign', ${campaignId}::text), org_id) as event
      from waiting where state in ('invited', 'in_progress', 'returned'))
    select t.id, notify_roles(t.org_id, '{asset_manager,approver}'::text[], ${kind}, '{}'::jsonb, '/self-inspections/' || t.id, t.event)
    from told t`.execute(tx)
  return rows.length
}

/** Reminds by hand, at one click, whoever has not handed in: all for an officer, one's own for a liaison. Refuses:
 * not-your-move, already-moved (the campaign is not open), nobody-to-remind. */
export async function remindUnits(tx: Tx, actor: Actor, campaignId: string) {
  refuseIf(is(actor, 'officer', 'liaison') ? null : 'not-your-move')
  const its = await tx.selectFrom('campaigns').select('state').where('id', '=', campaignId).executeTakeFirst()
  refuseIf(its?.state === 'open' ? null : 'already-moved')
  const told = await tellUnits(tx, campaignId, 'self_inspection.reminded')
  refuseIf(told === 0 ? 'nobody-to-remind' : null)
}

/** Closes an open campaign, or calls it off. Refuses: not-your-move, already-moved. */
export async function endCampaign(tx: Tx, actor: Actor, campaignId: string, move: 'close' | 'cancel') {
  await lock(tx, actor, campaignId, move)
  const state = campaignLifecycle.moves[move].to
  await tx.updateTable('campaigns').set({ state }).where('id', '=', campaignId).execute()
  await record(tx, `campaign.${state}`, campaignId)
}

async function lock(tx: Tx, actor: Actor, campaignId: string, move: keyof typeof campaignLifecycle.moves) {
  refuseIf(is(actor, 'officer') ? null : 'not-your-move')
  const its = await tx
    .selectFrom('campaigns')
    .selectAll()
    .where('id', '=', campaignId)
    .forUpdate()
    .executeTakeFirst()
  if (!its || !campaignLifecycle.moves[move].from.includes(its.state as never)) return refuse('already-moved')
  return its
}
