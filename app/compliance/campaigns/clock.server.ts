import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { nearestReminder } from '~/kernel/reminding'
import { type Day, dayOf, hourOf } from '~/kernel/workdays'
import { notifyMembers } from '~/people/notify.server'
import { reminders } from './reminders'

type Tx = Kysely<Database>

const morning = 9

type Due = { id: string; orgId: string; campaignId: string; dueOn: Day; reminded: number[] }

/** From nine in the morning on: each threshold once, the nearest only, to whoever has not handed in. */
export async function remindOfCampaigns(tx: Tx, now: Date) {
  const today = dayOf(now)
  if (now < hourOf(today, morning)) return
  for (const due of await listDue(tx, today)) {
    const threshold = nearestReminder(reminders, due.dueOn, today, due.reminded)
    if (threshold === null) continue
    const passed = reminders.filter((days) => days >= threshold)
    await sql`
      update campaign_units set reminded = ${sql.val(passed)}::int[]
      where campaign_id = ${due.campaignId}::uuid and org_id = ${due.orgId}::uuid`.execute(tx)
    const kind = threshold < 0 ? 'self_inspection.late' : 'self_inspection.due'
    const event = await record(
      tx,
      kind,
      due.id,
      { campaign: due.campaignId, days: threshold },
      { org: due.orgId },
    )
    const href = `/self-inspections/${due.id}`
    await notifyMembers(tx, due.orgId, ['asset_manager', 'approver'], { kind, href, event })
  }
}

async function listDue(tx: Tx, today: Day): Promise<Due[]> {
  const { rows } = await sql<Due>`
    select s.id, u.org_id, u.campaign_id, u.due_on::text, u.reminded
    from campaign_units u
    join campaigns c on c.id = u.campaign_id and c.state = 'open'
    join lateral (select i.id, i.state from self_inspections i where i.campaign_id = u.campaign_id and i.org_id = u.org_id
                  order by i.version desc limit 1) s on s.state in ('invited', 'in_progress', 'returned')
    where u.due_on - ${today}::date <= 30 and cardinality(u.reminded) < ${reminders.length}
    order by u.due_on, u.org_id limit 500`.execute(tx)
  return rows
}
