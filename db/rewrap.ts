import { type Kysely, sql } from 'kysely'
import { type MasterKey, rewrap } from '../app/kernel/envelope.server.ts'
import { rewrapFile } from '../app/kernel/files.server.ts'
import type { Database } from './schema.ts'

/** Where data keys lie, and what each is bound to (the places that seal say the same in `boundTo`). */
const places = {
  license_keys: { column: 'wrapped_key', bound: "'license_keys|' || id || '|' || org_id" },
  factors: { column: 'wrapped_key', bound: "'factors|' || id || '|' || person_id" },
  channels: {
    column: 'wrapped_key',
    bound: "'channels|' || kind || ':' || no || '|' || coalesce(case_id, body_id)",
  },
  body_matters: { column: 'wrapped_key', bound: "'body_matters|' || id || '|' || body_id" },
  inspection_campaigns: { column: 'wrapped', bound: "'inspection_campaigns|' || id || '|' || sealed_by" },
} as const

export type Rewrapped = Record<keyof typeof places | 'files', number>
type Its = { id: string; wrapped: Buffer; bound: string }

/**
 * Wraps every data key that an older master key wraps with the newest one, so many in a transaction; bodies stay. Stopped and
 * begun again it goes on where it was. Answers how many of each.
 */
export async function rewrapAll(
  db: Kysely<Database>,
  masters: readonly MasterKey[],
  {
    atOnce = 500,
    onBatch = () => {},
  }: { atOnce?: number; onBatch?: (place: string, many: number) => void } = {},
): Promise<Rewrapped> {
  const done: Rewrapped = {
    license_keys: 0,
    factors: 0,
    channels: 0,
    body_matters: 0,
    inspection_campaigns: 0,
    files: 0,
  }
  for (const place of Object.keys(places) as (keyof typeof places)[])
    for (let many = atOnce; many === atOnce;) {
      many = await db.transaction().execute((tx) => rewrapSome(tx, place, masters, atOnce))
      done[place] += many
      onBatch(place, many)
    }
  for (let after: string | null = null; ;) {
    const some = await db.transaction().execute((tx) => rewrapFiles(tx, after, masters, atOnce))
    done.files += some.rewrapped
    onBatch('files', some.rewrapped)
    if (some.last === null) return done
    after = some.last
  }
}

async function rewrapSome(
  tx: Kysely<Database>,
  place: keyof typeof places,
  masters: readonly MasterKey[],
  atOnce: number,
): Promise<number> {
  const newest = masters.at(-1)!
  const [table, column] = [sql.table(place), sql.ref(places[place].column)]
  const { rows } = await sql<Its>`
    select id, ${column} as wrapped, ${sql.raw(places[place].bound)} as bound from ${table}
    where ${column} is not null and get_byte(${column}, 0) * 256 + get_byte(${column}, 1) <> ${newest.version}
    order by id limit ${atOnce} for no key update`.execute(tx)
  const renewed = rows.map(({ id, wrapped, bound }) => ({
    id,
    wrapped: rewrap(wrapped, bound, masters, newest).toString('hex'),
  }))
  await sql`
    update ${table} t set ${sql.ref(places[place].column)} = decode(n.wrapped, 'hex')
    from jsonb_to_recordset(${JSON.stringify(renewed)}::jsonb) as n (id uuid, wrapped text) where t.id = n.id`.execute(
    tx,
  )
  return rows.length
}

// A file's key lies before its bytes; the row is held, so that what is erased meanwhile does not come back.
async function rewrapFiles(
  tx: Kysely<Database>,
  after: string | null,
  masters: readonly MasterKey[],
  atOnce: number,
) {
  const { rows } = await sql<{ id: string; orgId: string }>`
    select id, org_id from files ${after ? sql`where id > ${after}::uuid` : sql``} order by id limit ${atOnce} for key share`.execute(
    tx,
  )
  let rewrapped = 0
  for (const { id, orgId } of rows) if (await rewrapFile(id, orgId, masters)) rewrapped += 1
  return { rewrapped, last: rows.length === atOnce ? rows.at(-1)!.id : null }
}

/** What an older master key still opens, by version: sealed offers keep their bytes until they are opened. */
export async function restingOn(db: Kysely<Database>, newest: MasterKey): Promise<Record<string, number>> {
  const { rows } = await sql<{ version: number; many: number }>`
    select get_byte(w.key, 0) * 256 + get_byte(w.key, 1) as version, count(*)::int as many
    from sealed_items i cross join lateral (select decode(i.envelope ->> 'wrappedKey', 'base64') as key) w
    where i.envelope ->> 'alg' = 'platform-aes-256-gcm' and length(w.key) > 2
    group by 1 having get_byte(min(w.key), 0) * 256 + get_byte(min(w.key), 1) <> ${newest.version} order by 1`.execute(
    db,
  )
  return Object.fromEntries(rows.map(({ version, many }) => [version, many]))
}
