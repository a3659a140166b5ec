import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { daysBetween, dayOf } from '~/kernel/workdays'
import { type Actor, is } from '~/people/actor'
import { campaignLifecycle } from '../lifecycle'
import type { campaignMoves, CampaignValues } from './form'
import { listCandidates } from './queries.server'
import { reminders } from './reminders'
import { dueOf, frameOf, isCalled, type Scope, whyNotOpen } from './scope'

type Tx = Kysely<Database>

/** Drafts a campaign; nobody is called yet. Answers its id. Refuses: not-your-move. */
export async function draftCampaign(tx: Tx, actor: Actor, values: CampaignValues): Promise<string> {
  refuseIf(is(actor, 'officer') ? null : 'not-your-move')
  const { title, ground, instructions, categories, opensOn, dueOn, dues = {}, ...scope } = values
  const filter: Scope = { ...scope, sectors: [] }
  const own = Object.fromEntries(Object.entries(dues).filter(([, day]) => day))
  const { id } = await tx
    .insertInto('campaigns')
    .values({
      title,
      ground,
      instructions: instructions ?? null,
      categories,
      opensOn,
      dueOn,
      filter: JSON.stringify(filter),
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
  move: (typeof campaignMoves)[number],
  now: Date,
) {
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
  const units = called.map(({ id, district }) => {
    const due = dueOf({ dueOn: its.dueOn, districtDues }, district)
    return { org: id, due, passed: reminders.filter((days) => daysBetween(today, due) <= days) }
  })
  await invite(tx, campaignId, units)
  await record(tx, 'campaign.opened', campaignId, { enterprises: units.length, frame })
}

type Unit = { org: string; due: string; passed: readonly number[] }

async function invite(tx: Tx, campaignId: string, units: readonly Unit[]) {
  await sql`
    insert into campaign_units (campaign_id, org_id, due_on, reminded)
    select ${campaignId}::uuid, u.org, u.due, u.passed
    from jsonb_to_recordset(${JSON.stringify(units)}::jsonb) as u (org uuid, due date, passed int[])`.execute(
    tx,
  )
  await sql`
    insert into self_inspections (campaign_id, org_id)
    select campaign_id, org_id from campaign_units where campaign_id = ${campaignId}::uuid`.execute(tx)
  await tellUnits(tx, campaignId, 'self_inspection.invited')
}

/** Tells every enterprise of a campaign that has not handed in, in one statement; answers how many were told. */
async function tellUnits(tx: Tx, campaignId: string, kind: string): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    with waiting as materialized (
      select distinct on (s.org_id) s.id, s.org_id, s.state, u.due_on
      from self_inspections s join campaign_units u using (campaign_id, org_id)
      where s.campaign_id = ${campaignId}::uuid order by s.org_id, s.version desc),
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
