import { type Kysely, type RawBuilder, sql } from 'kysely'
import { record } from '~/kernel/events.server'
import type { Database } from '~db/schema'
import { type EventFilter, meantBy } from './asked'
import { looks, rooms } from './rooms'

type Db = Kysely<Database>

const pageSize = 50

type Row = {
  id: string
  kind: string
  at: Date
  ix: bigint | null
  subjectId: string | null
  roundId: string | null
  roundNumber: string | null
  organization: string | null
  organizationEn: string | null
  person: string | null
  actorKind: string
}

const shown = sql`
  select e.id, e.kind, e.at, l.ix, e.subject_id, e.round_id, r.number as round_number, o.name as organization,
         o.name_en as organization_en, p.name as person, e.actor_kind
  from events e left join leaves l on l.event_id = e.id left join rounds r on r.id = e.round_id
  left join organizations o on o.id = e.org_id left join persons p on p.id = e.actor_id`

/**
 * Events as the auditor's row policy shows them, the newest first. What was said in the channels of a case stays
 * with its parties; who bids is closed to the auditor as well until the close (trust.md §6).
 */
export async function listEvents(db: Db, filter: EventFilter = {}, limit = pageSize) {
  const { rows } = await sql<Row>`
    ${shown} where e.channel_id is null and ${fits(filter)}
    and ${filter.after ? sql`e.id < ${filter.after}` : sql`true`} order by e.id desc limit ${limit + 1}`.execute(
    db,
  )
  const page = rows.slice(0, limit).map((row) => ({ ...row, ix: row.ix === null ? null : Number(row.ix) }))
  return { rows: page, next: rows.length > page.length ? page.at(-1)!.id : null }
}

function fits({ which, q, room, from, to }: EventFilter) {
  const all = [
    which === 'looks' && sql`e.kind = any (${[...looks]}::text[])`,
    which === 'clock' && sql`e.actor_kind = 'clock'`,
    room && sql`split_part(e.kind, '.', 1) = any (${[...rooms[room]]}::text[])`,
    from && sql`e.at >= ${from}::date::timestamp at time zone 'Asia/Shanghai'`,
    to && sql`e.at < (${to}::date + 1)::timestamp at time zone 'Asia/Shanghai'`,
    q && asked(q),
  ].filter((one) => !!one) as RawBuilder<unknown>[]
  return all.length === 0 ? sql`true` : sql.join(all, sql` and `)
}

function asked(q: string) {
  const meant = meantBy(q)
  if (meant.by === 'id')
    return sql`${meant.id}::uuid in (e.id, e.subject_id, e.round_id, e.org_id, e.actor_id)`
  if (meant.by === 'place') return sql`l.ix = ${meant.place}`
  if (meant.by === 'kind') return sql`e.kind like ${`${meant.kind.replaceAll('_', '\\_')}%`}`
  const like = `%${meant.name.replaceAll(/[%_\\]/g, '\\$&')}%`
  return sql`(r.number ilike ${like} or o.name ilike ${like} or o.name_en ilike ${like} or p.name ilike ${like})`
}

/** One event with its facts and all that its leaf was made of; its body is gone where it was erased. */
export async function findEvent(db: Db, id: string) {
  const { rows } = await sql<
    Row & {
      rule: string | null
      requestId: string | null
      leaf: string
      leafHash: Buffer | null
      bodyHash: Buffer
      body: string | null
      erasedAt: Date | null
      ground: string | null
    }
  >`
    select s.*, e.rule, e.request_id, leaf_of(e) as leaf, l.hash as leaf_hash, e.body_hash, b.body, b.erased_at, b.ground
    from (${shown} where e.id = ${id} and e.channel_id is null) s join events e on e.id = s.id
    left join leaves l on l.event_id = e.id left join event_bodies b on b.event_id = e.id`.execute(db)
  const [event] = rows
  return (
    event && {
      ...event,
      ix: event.ix === null ? null : Number(event.ix),
      leafHash: event.leafHash?.toString('hex') ?? null,
      bodyHash: event.bodyHash.toString('hex'),
    }
  )
}

/** Taking the log along is itself in the log. */
export const noteExport = (db: Db, actorId: string) =>
  db.transaction().execute((tx) => record(tx, 'audit.exported', actorId))

/** Who asked which question: open to auditors alone (procurement.md §1.9). */
export async function listAuthors(
  db: Db,
  { q, after }: { q?: string | undefined; after?: string | undefined },
) {
  const like = q && `%${q.replaceAll(/[%_\\]/g, '\\$&')}%`
  const { rows } = await sql<{
    id: string
    text: string
    askedAt: Date
    answeredAt: Date | null
    roundId: string
    roundNumber: string
    lot: string | null
    organization: string
    organizationEn: string | null
    person: string
  }>`
    select q.id, q.text, q.asked_at, q.answered_at, r.id as round_id, r.number as round_number, t.code as lot,
           o.name as organization, o.name_en as organization_en, p.name as person
    from question_authors a join questions q on q.id = a.question_id join rounds r on r.id = q.round_id
      left join lots t on t.id = q.lot_id join organizations o on o.id = a.org_id join persons p on p.id = a.person_id
    where (${like ?? null}::text is null or r.number ilike ${like ?? null} or o.name ilike ${like ?? null}
           or o.name_en ilike ${like ?? null} or q.text ilike ${like ?? null})
      and (${after ?? null}::uuid is null or (q.asked_at, q.id) < (select s.asked_at, s.id from questions s where s.id = ${after ?? null}::uuid))
    order by q.asked_at desc, q.id desc limit ${pageSize + 1}`.execute(db)
  const page = rows.slice(0, pageSize)
  return { rows: page, next: rows.length > pageSize ? page.at(-1)!.id : null }
}
