import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'

type Tx = Kysely<Database>

/** Lists taken for new computers that another upload has registered since: the same UUID or serial is the same machine. */
export async function meetSameMachines(tx: Tx, importId: string) {
  await sql`
    with met as (
      select i.id, m.id as computer_id from inventories i
      cross join lateral (
        select c.id, count(*) over () as alike from computers c
        where c.org_id = i.org_id and c.state in ('in_use', 'spare')
          and (lower(c.uuid) = lower(i.computer ->> 'uuid') or lower(c.serial) = lower(i.computer ->> 'serial')) limit 1) m
      where i.import_id = ${importId} and i.choice = 'new' and i.computer_id is null and m.alike = 1)
    update inventories i set choice = 'existing', computer_id = met.computer_id, new_no = null from met where i.id = met.id`.execute(
    tx,
  )
}

/** Of the others, those whose number the register has by now are proposed as lists of that computer, to be confirmed. */
export async function proposeRegistered(tx: Tx, importId: string) {
  await sql`
    update inventories i set choice = 'existing', computer_id = c.id, new_no = null from computers c
    where i.import_id = ${importId} and i.choice = 'new' and i.computer_id is null
      and c.org_id = i.org_id and lower(c.no) = lower(i.new_no) and c.state in ('in_use', 'spare')`.execute(
    tx,
  )
}
