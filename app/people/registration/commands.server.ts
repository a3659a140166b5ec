import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record, recordEach } from '~/kernel/events.server'
import { refuse } from '~/kernel/refusal'
import { dayOf } from '~/kernel/workdays'
import type { Actor } from '../actor'
import { freshId } from '../commands.server'
import { listDistricts, listSectors } from '../queries.server'
import { keepUpload } from '../upload.server'
import { type RegistrationColumn, registrationColumns } from './columns'
import { type ReadRow, readRegistration } from './reading'
import type { RegistrationRow } from './row'

type Tx = Kysely<Database>

/**
 * Takes an extract of the business register: enterprises it names and we do not know are added, what it says otherwise of
 * the others is taken over, and what cannot be read is kept by line and column. Answers the import's id.
 * Refuses csv-unreadable, register-column-missing, register-empty, register-too-long, file-empty.
 */
export async function importRegistration(tx: Tx, actor: Actor, file: File, now: Date): Promise<string> {
  await takeTime(tx)
  const [districts, sectors] = [await listDistricts(tx), await listSectors(tx)]
  const codes = (places: readonly { code: string }[]) => new Set(places.map(({ code }) => code))
  const read = readRegistration(
    await textOf(file),
    { districts: codes(districts), sectors: codes(sectors) },
    dayOf(now),
  )
  if ('refusal' in read)
    return refuse(read.refusal, {
      field: 'file',
      ...(read.column && { facts: { column: headOf(read.column) } }),
    })
  const fileId = await keepUpload(tx, actor, file, 'anything')
  const id = await freshId(tx)
  const outcomes = await takeOver(tx, read.rows)
  const counts = countsOf(outcomes, read.rows.length)
  await tx
    .insertInto('registrationImports')
    .values({
      id,
      by: actor.personId,
      fileId,
      fileName: file.name.slice(-200),
      rows: read.rows.length,
      ...counts,
    })
    .execute()
  await keepRows(tx, id, read.rows, outcomes)
  await record(tx, 'registration.imported', id, { rows: read.rows.length, ...counts })
  await recordEach(
    tx,
    'organization.registration_changed',
    outcomes
      .filter(({ outcome }) => outcome === 'changed')
      .map(({ orgId }) => ({ subject: orgId, org: orgId, facts: { import: id } })),
  )
  return id
}

// A whole city's register is more than a page's request may take otherwise; who has no limit (the seed) keeps none.
async function takeTime(tx: Tx) {
  const settings = ['transaction_timeout', 'statement_timeout', 'idle_in_transaction_session_timeout']
  await sql`select set_config(name, '60s', true) from unnest(${sql.val(settings)}::text[]) name
    where current_setting(name) <> '0'`.execute(tx)
}

const headOf = (column: RegistrationColumn) => `${registrationColumns[column][0]} (${column})`

/** UTF-8, or GB18030 where the bytes are no UTF-8. */
async function textOf(file: File): Promise<string> {
  const bytes = await file.arrayBuffer()
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

type Outcome = {
  line: number
  orgId: string
  outcome: 'added' | 'changed' | 'unchanged' | 'older'
  changes: string[]
}

const given = (rows: readonly (RegistrationRow & { line: number })[]) => sql`
    given as (select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g (line int, uscc text, name text, name_en text, district text,
      sector text, ownership text, listing text, scale text, headcount int, registration text, checked_on date, uscc_override text))`

/** Two statements whatever the number of rows; two imports at once come one after the other. */
async function takeOver(tx: Tx, rows: readonly ReadRow[]): Promise<Outcome[]> {
  const right = rows.flatMap(({ line, row }) => (row ? [{ line, ...row }] : []))
  await sql`select pg_advisory_xact_lock(hashtext('registration import'))`.execute(tx)
  const added = await sql<{ id: string; uscc: string }>`
    with ${given(right)}
    insert into organizations (kind, name, name_en, uscc, uscc_override, district, sector, ownership, listing, scale, headcount, registration, registration_on)
    select 'enterprise', g.name, g.name_en, g.uscc, g.uscc_override, g.district, g.sector, g.ownership, coalesce(g.listing, 'none'), g.scale,
           g.headcount, g.registration, g.checked_on
    from given g where not exists (select from organizations o where o.uscc = g.uscc)
    on conflict (uscc) do nothing returning id, uscc`.execute(tx)
  const idOf = new Map(added.rows.map(({ id, uscc }) => [uscc, id]))
  const known = await sql<Outcome>`
    with ${given(right.filter(({ uscc }) => !idOf.has(uscc)))},
    met as materialized (
      select g.*, o.id, coalesce(o.registration_on > g.checked_on, false) as older, g.checked_on is distinct from o.registration_on as fresh,
             array_remove(array[
               case when g.name <> o.name then 'name' end,
               case when g.name_en <> coalesce(o.name_en, '') then 'name_en' end,
               case when g.district is distinct from o.district then 'district' end,
               case when g.sector <> coalesce(o.sector, '') then 'sector' end,
               case when g.ownership <> coalesce(o.ownership, '') then 'ownership' end,
               case when g.listing <> o.listing then 'listing' end,
               case when g.scale <> coalesce(o.scale, '') then 'scale' end,
               case when g.headcount <> coalesce(o.headcount, -1) then 'headcount' end,
               case when g.registration <> o.registration then 'registration' end], null) as changes
      from given g join organizations o on o.uscc = g.uscc),
    done as (
      update organizations o set name = m.name, name_en = coalesce(m.name_en, o.name_en), district = m.district, sector = coalesce(m.sector, o.sector),
        ownership = coalesce(m.ownership, o.ownership), listing = coalesce(m.listing, o.listing), scale = coalesce(m.scale, o.scale),
        headcount = coalesce(m.headcount, o.headcount), registration = m.registration, registration_on = m.checked_on
      from met m where o.id = m.id and not m.older and (m.fresh or m.changes <> '{}'))
    select line, id as "orgId", changes,
           case when older then 'older' when changes <> '{}' then 'changed' else 'unchanged' end as outcome
    from met`.execute(tx)
  const fresh = right.flatMap(({ line, uscc }) => {
    const orgId = idOf.get(uscc)
    return orgId ? [{ line, orgId, outcome: 'added' as const, changes: [] }] : []
  })
  return [...fresh, ...known.rows]
}

function countsOf(outcomes: readonly Outcome[], rows: number) {
  const count = (wanted: Outcome['outcome']) => outcomes.filter(({ outcome }) => outcome === wanted).length
  return {
    added: count('added'),
    changed: count('changed'),
    unchanged: count('unchanged'),
    older: count('older'),
    refused: rows - outcomes.length,
  }
}

async function keepRows(tx: Tx, importId: string, rows: readonly ReadRow[], outcomes: readonly Outcome[]) {
  const outcomeOf = new Map(outcomes.map((outcome) => [outcome.line, outcome]))
  const kept = rows.map(({ line, record: cells, problems }) => {
    const { outcome = 'refused', orgId = null, changes = [] } = outcomeOf.get(line) ?? {}
    return { line, outcome, org_id: orgId, record: cells, problems, changes }
  })
  await sql`
    insert into registration_rows (import_id, line, outcome, org_id, record, problems, changes)
    select ${importId}::uuid, r.* from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) as r (line int, outcome text, org_id uuid, record jsonb,
      problems jsonb, changes text[])`.execute(tx)
}
