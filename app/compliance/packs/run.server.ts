import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { aliasesOf } from '../queue/aliases.server'
import { refreshQueue } from '../queue/refresh.server'
import { changeInstallations, lockEstate, nameFound } from '../inventories/install.server'
import { type Difference, recognizeAnew } from './anew.server'
import { type PackInUse, packById } from './in-use.server'
import { proposePack } from './propose.server'
import { followPublishers } from './rename.server'

type Db = Kysely<Database>
type Run = {
  id: string
  packId: string
  againstId: string | null
  kind: 'comparison' | 'activation'
  orgAfter: string | null
  lists: number
}
type Effect = { product: string; before: number; after: number; gap: number; price: bigint | null }
type Outcome = { lists: number; rows: number; differences: Difference[]; effects: Effect[] }

const beatSeconds = 30

/**
 * Keeps the repository's pack, then takes the next organization of a run: all its lists are recognized with the pack,
 * in one transaction that is kept (activation) or rolled back once its consequences are read (comparison). False when
 * nothing is left to do.
 */
export async function recognizeNext(db: Db): Promise<boolean> {
  await db.transaction().execute((tx) => proposePack(tx))
  const run = await claim(db)
  if (!run) return false
  try {
    const pack = await packById(db, run.packId)
    const orgId = await nextOrganization(db, run.orgAfter)
    if (orgId) await recognizeOrganization(db, run, orgId, pack)
    else await end(db, run)
    return true
  } catch (error) {
    await sql`update recognition_runs set phase = 'failed', problem = 'recognizing-failed', ended_at = clock_timestamp() where id = ${run.id}`.execute(
      db,
    )
    throw error
  }
}

async function claim(db: Db): Promise<Run | undefined> {
  const { rows } = await sql<Run>`
    update recognition_runs set phase = 'running', beat_at = clock_timestamp(),
      lists = case when phase = 'waiting' then (select count(*)::int from computers where software_from is not null and state in ('in_use', 'spare')) else lists end
    where id = (select id from recognition_runs
                where phase = 'waiting' or phase = 'running' and (beat_at is null or beat_at < clock_timestamp() - make_interval(secs => ${beatSeconds}))
                order by kind, id limit 1 for update skip locked)
    returning id, pack_id, against_id, kind, org_after, lists`.execute(db)
  return rows[0]
}

async function nextOrganization(db: Db, after: string | null): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select o.id from organizations o
    where o.id > coalesce(${after}::uuid, '00000000-0000-0000-0000-000000000000')
      and exists (select from computers c where c.org_id = o.id and c.software_from is not null)
    order by o.id limit 1`.execute(db)
  return rows[0]?.id ?? null
}

async function recognizeOrganization(db: Db, run: Run, orgId: string, pack: PackInUse) {
  const beat = (lists: number) =>
    sql`update recognition_runs set done = least(lists, done + ${lists}), beat_at = clock_timestamp() where id = ${run.id}`.execute(
      db,
    )
  if (run.kind === 'activation') {
    await db.transaction().execute(async (tx) => {
      const outcome = await recognizeEstate(tx, orgId, pack, beat)
      await record(
        tx,
        'recognition.pack_applied',
        run.packId,
        { pack: run.packId, version: pack.version },
        { org: orgId },
      )
      await keepOutcome(tx, run, orgId, outcome)
    })
    return
  }
  const outcome = await rolledBack(db, async (tx) => {
    if (run.againstId) await followPublishers(tx, run.againstId, run.packId)
    return recognizeEstate(tx, orgId, pack, beat)
  })
  await db.transaction().execute((tx) => keepOutcome(tx, run, orgId, outcome))
}

/** What a transaction would find after its work, which is not kept. */
async function rolledBack<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  let found: { value: T } | undefined
  const undone = new Error('not kept')
  await db
    .transaction()
    .execute(async (tx) => {
      found = { value: await work(tx) }
      throw undone
    })
    .catch((error: unknown) => {
      if (error !== undone) throw error
    })
  return found!.value
}

async function recognizeEstate(
  tx: Db,
  orgId: string,
  pack: PackInUse,
  beat: (lists: number) => Promise<unknown>,
): Promise<Outcome> {
  const aliases = await aliasesOf(tx, orgId)
  const first = await speaking(tx, orgId, pack)
  const early = await recognizeAnew(tx, first, pack, aliases, beat)
  await lockEstate(tx, orgId)
  // What was accepted while the others were recognized.
  const last = await speaking(tx, orgId, pack)
  const late = await recognizeAnew(tx, last, pack, aliases, beat)
  const before = await standing(tx, orgId)
  await nameFound(tx, { orgId }, pack.rules.pack)
  await changeInstallations(tx, { orgId })
  await refreshQueue(tx, orgId)
  return {
    lists: first.length + last.length,
    rows: early.rows + late.rows,
    differences: [...early.differences, ...late.differences],
    effects: changed(before, await standing(tx, orgId)),
  }
}

async function speaking(tx: Db, orgId: string, { id }: PackInUse) {
  const { rows } = await sql<{ id: string }>`
    select n.id from inventories n where n.id in (select inventory_id from speaking_now(${orgId}::uuid)) and n.pack_id is distinct from ${id}::uuid
    order by n.id`.execute(tx)
  return rows.map((row) => row.id)
}

type Standing = { slug: string; installed: number; gap: number; price: bigint | null }

async function standing(tx: Db, orgId: string): Promise<Map<string, Standing>> {
  const { rows } = await sql<Standing>`
    select p.slug, n.installed + n.undetermined as installed, n.gap,
           (select min(x.unit_price) from editions e join reference_prices x on x.edition_id = e.id
            where e.product_id = p.id and not e.household and (x.valid_to is null or x.valid_to >= shanghai_day())) as price
    from positions n join products p on p.id = n.product_id where n.org_id = ${orgId}`.execute(tx)
  return new Map(rows.map((row) => [row.slug, row]))
}

function changed(before: Map<string, Standing>, after: Map<string, Standing>): Effect[] {
  return [...after.values()].flatMap(({ slug, installed, gap, price }) => {
    const was = before.get(slug) ?? { installed: 0, gap: 0 }
    const moved = was.installed !== installed || was.gap !== gap
    return moved
      ? [{ product: slug, before: was.installed, after: installed, gap: gap - was.gap, price }]
      : []
  })
}

async function keepOutcome(
  tx: Db,
  { id, orgAfter }: Run,
  orgId: string,
  { rows, differences, effects }: Outcome,
) {
  // Another worker may have taken this one for dead and done the same.
  const { rows: mine } = await sql`
    select from recognition_runs where id = ${id} and org_after is not distinct from ${orgAfter}::uuid for no key update`.execute(
    tx,
  )
  if (mine.length === 0) return
  const told = differences.map(({ publisher, title, from, to, ...counts }) => ({
    publisher,
    title,
    f: from,
    t: to,
    ...counts,
  }))
  await sql`
    insert into recognition_differences as d (run_id, publisher, title, from_class, from_product, from_edition, from_release, to_class, to_product,
      to_edition, to_release, rows, computers, organizations)
    select ${id}::uuid, n.publisher, n.title, n.f ->> 'class', n.f ->> 'product', n.f ->> 'edition', n.f ->> 'release', n.t ->> 'class',
           n.t ->> 'product', n.t ->> 'edition', n.t ->> 'release', sum(n.rows), sum(n.computers), 1
    from jsonb_to_recordset(${JSON.stringify(told)}::jsonb) as n (publisher text, title text, f jsonb, t jsonb, rows int, computers int)
    group by n.publisher, n.title, n.f, n.t
    on conflict (run_id, publisher, title, from_class, from_product, from_edition, from_release, to_class, to_product, to_edition, to_release)
    do update set rows = d.rows + excluded.rows, computers = d.computers + excluded.computers, organizations = d.organizations + 1`.execute(
    tx,
  )
  const priced = effects.map(({ price, ...effect }) => ({ ...effect, price: price?.toString() ?? null }))
  await sql`
    insert into recognition_effects as e (run_id, product, organizations, installed_before, installed_after, gap_up, gap_down, value_up, value_down)
    select ${id}::uuid, n.product, 1, n.before, n.after, greatest(n.gap, 0), greatest(-n.gap, 0),
           greatest(n.gap, 0) * coalesce(n.price, 0), greatest(-n.gap, 0) * coalesce(n.price, 0)
    from jsonb_to_recordset(${JSON.stringify(priced)}::jsonb) as n (product text, before int, after int, gap int, price bigint)
    on conflict (run_id, product) do update set organizations = e.organizations + 1, installed_before = e.installed_before + excluded.installed_before,
      installed_after = e.installed_after + excluded.installed_after, gap_up = e.gap_up + excluded.gap_up, gap_down = e.gap_down + excluded.gap_down,
      value_up = e.value_up + excluded.value_up, value_down = e.value_down + excluded.value_down`.execute(tx)
  // Waiting for its next organization: whichever worker is free takes it.
  await sql`update recognition_runs set org_after = ${orgId}::uuid, rows = rows + ${rows}, beat_at = null where id = ${id}`.execute(
    tx,
  )
}

const end = (db: Db, { id }: Run) =>
  sql`update recognition_runs set phase = 'done', done = lists, ended_at = clock_timestamp() where id = ${id}`.execute(
    db,
  )
