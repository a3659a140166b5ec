import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { recognizeAnew } from '../packs/anew.server'
import type { PackInUse } from '../packs/in-use.server'
import { aliasesOf } from '../queue/aliases.server'
import type { ComputerRecord } from '../record'

type Tx = Kysely<Database>
type List = { id: string; computerId: string; computer: ComputerRecord; isFirst: boolean }

/**
 * Makes one list of several full ones of a computer that came in one upload and of which none is known to be newer, such as
 * the exports of two branches of a registry: the rows of all, recognized together, in the order of what they hold and
 * not of their coming. A file that is there twice counts once.
 */
export async function joinLists(tx: Tx, { id, orgId }: { id: string; orgId: string }, pack: PackInUse) {
  const lists = await listOfSeveral(tx, id)
  if (lists.length === 0) return
  const computers = Map.groupBy(lists, ({ computerId }) => computerId)
  const first = lists.filter(({ isFirst }) => isFirst).map((list) => list.id)
  await moveRows(tx, id)
  await sql`
    update inventories n
    set computer = f.computer, software = s.software, protected = s.protected, sections = s.sections
    from jsonb_to_recordset(${JSON.stringify([...computers.values()].map(asOne))}::jsonb) as f (id uuid, computer jsonb)
    cross join lateral (
      select (sum(j.software) filter (where not j.repeats))::int as software, bool_or(j.protected) as protected,
             array(select distinct unnest(k.sections) from joined_in(${id}) o join inventories k on k.id = o.id where o.first_id = f.id order by 1) as sections
      from (select i.software, i.protected, l.repeats from joined_in(${id}) l join inventories i on i.id = l.id where l.first_id = f.id) j) s
    where n.id = f.id`.execute(tx)
  await sql`
    update inventories n set joined_to = l.first_id, sections = '{}', unknown = 0, found = '[]'
    from joined_in(${id}) l where n.id = l.id and l.id <> l.first_id`.execute(tx)
  await recognizeAnew(tx, first, pack, await aliasesOf(tx, orgId))
}

async function listOfSeveral(tx: Tx, importId: string): Promise<List[]> {
  const { rows } = await sql<List>`
    select n.id, n.computer_id, n.computer, n.id = l.first_id as is_first
    from joined_in(${importId}) l join inventories n on n.id = l.id order by n.computer_id, l.place`.execute(
    tx,
  )
  return rows
}

// Their numbers go on where those of the list before end; the line in the file stays.
const moveRows = (tx: Tx, importId: string) =>
  sql`
  with tops as (
    select l.id, l.first_id, coalesce((select max(r.row) from inventory_rows r where r.inventory_id = l.id), 0) as top, l.place
    from joined_in(${importId}) l where not l.repeats),
  shifts as (
    select id, first_id, (sum(top) over (partition by first_id order by place) - top)::int as shift from tops)
  update inventory_rows r
  set inventory_id = s.first_id, row = r.row + s.shift, data = r.data || jsonb_build_object('row', r.row + s.shift)
  from shifts s where r.inventory_id = s.id and s.id <> s.first_id`.execute(tx)

const isTold = (value: unknown) => value !== null && value !== undefined && value !== 'unknown'

/** What any of a computer's lists tells of the machine; of two that differ the first. */
function asOne(lists: readonly List[]) {
  const [first, ...others] = lists
  const computer: Record<string, unknown> = { ...first!.computer }
  for (const other of others)
    for (const [name, value] of Object.entries(other.computer))
      if (!isTold(computer[name])) computer[name] = value
  return { id: first!.id, computer }
}
