import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { CaseRole, Side } from './channels/kinds'
import type { CaseState } from './lifecycle'
import { type Standing, whoActs } from './next-step'

type Row = Standing & { id: string; mediatorName: string | null; dueAt: Date | null; dueKey: string | null }

/** Where a case stands for its reader: offers of which they may not know do not count. */
export async function findStandingOf(db: Kysely<Database>, caseId: string) {
  const [row] = await readStandings(db, [caseId])
  if (!row) return undefined
  const { id: _, mediatorName, dueAt, dueKey, ...standing } = row
  return {
    standing: standing as Standing & { state: CaseState; ranked: Side[] },
    mediatorName,
    dueAt,
    dueKey,
  }
}

/** Who has to do something next in each of these cases, as far as their reader may know. */
export async function listActing(
  db: Kysely<Database>,
  caseIds: readonly string[],
): Promise<Record<string, readonly CaseRole[]>> {
  const rows = caseIds.length === 0 ? [] : await readStandings(db, caseIds)
  return Object.fromEntries(rows.map(({ id, ...standing }) => [id, whoActs(standing)]))
}

async function readStandings(db: Kysely<Database>, caseIds: readonly string[]) {
  const { rows } = await sql<Row>`
    select c.id, c.state as "state", sides_ranked(c.id) as ranked,
      a.state as mediator, p.name as "mediatorName",
      exists (select from mediator_challenges m where m.appointment_id = a.id and m.decision is null) as challenged,
      array(select m.side from mediator_challenges m where m.appointment_id = a.id order by 1) as answered,
      array_remove(array[case when s.claimant_yes_at is not null then 'claimant' end,
                         case when s.respondent_yes_at is not null then 'respondent' end], null) as adopted,
      array(select distinct g.side from signatures g where g.settlement_id = s.id order by 1) as signed,
      array(select distinct o.debtor_side from obligations o where o.case_id = c.id and o.state in ('open', 'late') order by 1) as debtors,
      array(select distinct f.side from offers f where f.case_id = c.id and f.state = 'open'
            and f.expires_at > clock_timestamp() order by 1) as offering,
      d.due_at as "dueAt", d.key as "dueKey"
    from cases c
    left join mediator_appointments a on a.case_id = c.id and a.ended_at is null
    left join persons p on p.id = a.mediator_id
    left join lateral (select * from settlements x where x.case_id = c.id order by version desc limit 1) s on true
    left join lateral (select y.due_at, y.key from deadlines y where y.case_id = c.id and y.state = 'running'
                       and y.key not in ('reopening', 'notes', 'retention') order by y.due_at limit 1) d on true
    where c.id = any (${sql.val([...caseIds])}::uuid[])`.execute(db)
  return rows
}
