import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { recordOfCase } from '../moves.server'
import { tellBody } from '../telling.server'

type Case = { id: string; number: string; bodyId: string }

/**
 * A body whose license is over takes no new appointment; of each case that still runs before it, its registrars and its
 * head are told, once for every time a license has run out.
 */
export async function tellExpired(tx: Kysely<Database>) {
  const { rows } = await sql<Case>`
    select c.id, c.number, c.body_id as "bodyId" from mediation_bodies b join cases c on c.body_id = b.org_id
    where b.valid_until < shanghai_day() and c.state <> 'draft' and c.state not like 'closed%'
      and not exists (select from events e where e.kind = 'case.license_over' and e.subject_id = c.id
        and shanghai_day(e.at) > b.valid_until)
    order by c.id limit 100 for update of c skip locked`.execute(tx)
  for (const its of rows)
    await tellBody(tx, its, await recordOfCase(tx, 'case.license_over', its.id, {}), ['registrar', 'head'])
}
