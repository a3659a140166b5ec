import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { Day } from '~/kernel/workdays'
import type { Duty } from './appointing'

type Db = Kysely<Database>

export type Appointed = { personId: string | null; person: string | null; dueOn: Day; since: Day | null }
export type Able = { id: string; name: string }
export type MemberUnit = {
  id: string
  name: string
  nameEn: string | null
} & Record<Duty, Appointed | null> &
  Record<`${Duty}s`, Able[]>

/** Member units with who leads and who liaises, and who of theirs could: one statement. */
export async function listUnits(db: Db): Promise<MemberUnit[]> {
  const standing = (duty: Duty) => sql`(
    select jsonb_build_object('personId', a.person_id, 'person', p.name, 'dueOn', a.due_on, 'since', a.since)
    from appointments a left join persons p on p.id = a.person_id where a.org_id = o.id and a.duty = ${duty} and a.until is null)`
  const able = (duty: Duty) => sql`(
    select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name) order by p.name), '[]')
    from members m join persons p on p.id = m.person_id where m.org_id = o.id and m.until is null and ${duty} = any (m.roles))`
  const { rows } = await sql<MemberUnit>`
    select o.id, o.name, o.name_en as "nameEn", ${standing('leader')} as leader, ${standing('liaison')} as liaison,
           ${able('leader')} as leaders, ${able('liaison')} as liaisons
    from organizations o where o.kind = 'agency' and exists (select from agencies a where a.org_id = o.id) order by o.name`.execute(
    db,
  )
  return rows
}
