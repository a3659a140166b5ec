import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { Actor } from '~/people/actor'

type Db = Kysely<Database>

export type RegistryTask = {
  kind: 'hold' | 'returned'
  caseId: string
  number: string
  amount: bigint | null
  currency: string | null
  at: Date | null
}

/** What a body's registrars have to do beside new requests: holds that no rule decides, letters that came back. */
export async function listRegistryTasks(db: Db, { organizationId }: Actor): Promise<RegistryTask[]> {
  const { rows } = await sql<RegistryTask>`
    select 'returned' as kind, c.id as "caseId", c.number, null::bigint as amount, null as currency, max(i.sent_at) as at
    from invitations i join cases c on c.id = i.case_id
    where i.delivered = false and c.body_id = ${organizationId} and c.state = 'awaiting_response'
      and not exists (select from invitations later where later.case_id = i.case_id and later.batch <> i.batch and later.sent_at > i.sent_at)
    group by c.id
    union all
    select 'hold', c.id, c.number, sum(r.amount)::bigint, min(r.currency), null
    from hold_requests r join cases c on c.id = r.case_id
    where r.state = 'provisional' and c.body_id = ${organizationId} and c.state not in ('draft', 'filed')
    group by c.id
    order by kind desc, number limit 100`.execute(db)
  return rows
}

export type DueSoon = { caseId: string; number: string; key: string; dueAt: Date }

const soonDays = 7
const mostShown = 20

/** The deadlines of a body's cases that end within seven days, the nearest first; overdue ones before them. */
export async function listDueSoon(db: Db, { organizationId }: Actor): Promise<DueSoon[]> {
  const { rows } = await sql<DueSoon>`
    select c.id as "caseId", c.number, d.key, d.due_at as "dueAt"
    from deadlines d join cases c on c.id = d.case_id
    where d.state = 'running' and d.due_at < clock_timestamp() + make_interval(days => ${soonDays})
      and d.key not in ('reopening', 'notes', 'retention') and c.body_id = ${organizationId}
    order by d.due_at, c.id limit ${mostShown}`.execute(db)
  return rows
}
