import { createHash } from 'node:crypto'
import { type Insertable, type Kysely, sql } from 'kysely'
import { publishedDays } from '../../app/kernel/calendar.ts'
import type { Facts } from '../../app/kernel/events.server.ts'
import { addDays, calendarOf, dayOf, hourOf, isWorkday, type Day } from '../../app/kernel/workdays.ts'
import { profiles } from '../../app/rounds/terms.ts'
import { standstill } from '../../app/rounds/timetable.ts'
import type { Database } from '../schema.ts'
import { organizations } from './cast.ts'
import { orgId, personId } from './people.ts'

/** The story's clock. What people do falls on working days, so most of it counts in those: two never fall together. */
export type Clock = {
  now: Date
  today: Day
  /** So many working days ago, at an hour of Shanghai; 9.5 is half past nine. */
  past: (workdays: number, hour?: number) => Date
  /** So many working days ahead. */
  ahead: (workdays: number, hour?: number) => Date
  /** So many hours from now. */
  hours: (hours: number) => Date
  /** So many calendar days from today. */
  day: (days: number) => Day
  /** The latest working day on which a decision's standstill was over at least so many days ago. */
  decidedBefore: (days: number) => Date
}

export const calendar = calendarOf(publishedDays)

export function clockOf(now: Date): Clock {
  const today = dayOf(now)
  // The working days of the last year and a half, and of the coming year, counted from today.
  const worked = { [-1]: workdaysFrom(today, -1, 400), 1: workdaysFrom(today, 1, 260) }
  const workday = (count: number, step: 1 | -1) => (count === 0 ? today : worked[step][count - 1]!)
  const past: Clock['past'] = (workdays, hour = 10) => hourOf(workday(workdays, -1), hour)
  return {
    now,
    today,
    past,
    ahead: (workdays, hour = 17) => hourOf(workday(workdays, 1), hour),
    hours: (hours) => new Date(Math.floor(now.getTime() / 300_000) * 300_000 + hours * 3_600_000),
    day: (days) => addDays(today, days),
    decidedBefore(days) {
      for (let back = 1; ; back += 1) {
        const decided = past(back, 14)
        const { challenge } = standstill(dayOf(decided), profiles.enterprise, calendar)
        if (challenge.dueAt.getTime() <= now.getTime() - days * 86_400_000) return decided
      }
    },
  }
}

function workdaysFrom(today: Day, step: 1 | -1, many: number): Day[] {
  const days: Day[] = []
  for (let day = addDays(today, step); days.length < many; day = addDays(day, step))
    if (isWorkday(calendar, day)) days.push(day)
  return days
}

/** Numbers that look drawn and are the same in every seeded market: in [0, 1), by name. */
export function dice(...names: (string | number)[]): () => number {
  let state = createHash('sha256').update(names.join('/')).digest().readUInt32LE()
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

// Earlier than every id that the database draws, so that lists by id show what was told first as older.
const epoch = Date.UTC(2025, 0, 1)

/** An id that sorts by the day it stands for, the same in every seeded market. */
export function idOn(daysAgo: number, ...names: string[]): string {
  const time = Math.round(epoch - daysAgo * 86_400_000)
    .toString(16)
    .padStart(12, '0')
  const hex = createHash('sha256')
    .update(['muster-seed', ...names].join('/'))
    .digest('hex')
  return `${time.slice(0, 8)}-${time.slice(8)}-8${hex.slice(0, 3)}-a${hex.slice(3, 6)}-${hex.slice(6, 18)}`
}

/** Who acts in an event: a key of the cast; without one it is the clock. */
export type By = string | null

/** Something that happened; written through `record_event` like every other event, only earlier. */
export type Told = {
  at: Date
  kind: string
  subject: string
  facts?: Facts
  by?: By
  org?: string | null
  round?: string | null
  channel?: string | null
  rule?: string | null
}

const homeOf = new Map(
  organizations.flatMap(({ key, kind, people }) =>
    people.map((person) => [person.key, { key, kind, roles: person.roles }] as const),
  ),
)

/** The settings under which a member of the cast, or the clock, writes. */
export function identityOf(by: By | undefined) {
  if (!by) return { person: '', org: '', kind: 'clock', roles: '' }
  const home = homeOf.get(by)
  if (!home) throw new Error(`nobody of the cast is called ${by}`)
  return { person: personId(by), org: orgId(home.key), kind: home.kind, roles: home.roles.join(',') }
}

/**
 * Begins the telling, in the seeding transaction: what the database would date by its clock takes the told moment from
 * now on. No trigger or constraint of the house is touched; those added here go with `endTelling`.
 */
export async function beginTelling(db: Kysely<Database>) {
  await sql.raw(opening).execute(db)
}

const opening = `
  create schema story;
  create function story.now() returns timestamptz language sql stable
    return coalesce(nullif(current_setting('story.at', true), '')::timestamptz, clock_timestamp());
  create function story.date() returns trigger language plpgsql as $$
  declare
    told text := nullif(current_setting('story.at', true), '');
  begin
    return case when told is null then new
                else jsonb_populate_record(new, (select jsonb_object_agg(c, told) from unnest(tg_argv) as c)) end;
  end $$;
  create function story.date_changed() returns trigger language plpgsql as $$
  declare
    was jsonb := to_jsonb(old);
    told jsonb := (select jsonb_object_agg(c, story.now()) from unnest(tg_argv) as c
                   where to_jsonb(new) -> c <> 'null' and to_jsonb(new) -> c is distinct from was -> c);
  begin
    return case when told is null then new else jsonb_populate_record(new, told) end;
  end $$;
  do $$ declare it record; begin
    for it in
      select d.adrelid::regclass as tbl, string_agg(quote_literal(a.attname), ', ') as columns
      from pg_attrdef d join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
      join pg_class c on c.oid = d.adrelid and c.relnamespace = 'public'::regnamespace
      where pg_get_expr(d.adbin, d.adrelid) in ('clock_timestamp()', 'now()') group by 1
    loop
      execute format('create trigger aa_told before insert on %s for each row execute function story.date(%s)', it.tbl, it.columns);
    end loop;
  end $$;
  create trigger aa_told_changed before update on positions for each row execute function story.date_changed('since');
  create trigger aa_told_changed before update on organization_statuses for each row execute function story.date_changed('since');
  create trigger aa_told_changed before update on cases for each row
    execute function story.date_changed('state_since', 'filed_at', 'responded_at', 'closed_at');
  create trigger aa_told_changed before update on blacklist_adjustments for each row
    execute function story.date_changed('published_at');
  create trigger aa_told_changed before update on case_templates for each row
    execute function story.date_changed('reviewed_at', 'ended_at');
  create trigger aa_told_changed before update on body_matters for each row execute function story.date_changed('closed_at');
  create trigger zz_told_changed before update on deadlines for each row execute function story.date_changed('ended_at');
  grant usage on schema story to ledger_owner, muster_worker;
  set local role ledger_owner;
  create trigger aa_told before insert on ledger.postings for each row execute function story.date('event_at', 'created_at');
  reset role;
  create function story.record(told jsonb) returns uuid[] language plpgsql as $$
  declare
    it  record;
    ids uuid[] := '{}';
  begin
    for it in select * from jsonb_to_recordset(told) as t (at text, kind text, subject uuid, facts jsonb, org uuid,
                round uuid, channel uuid, rule text, person text, home text, actor text) loop
      perform set_config('story.at', it.at, true), set_config('app.person_id', it.person, true),
              set_config('app.org_id', it.home, true), set_config('app.actor_kind', it.actor, true);
      ids := ids || record_event(it.kind, it.subject, it.facts, it.org, it.round, it.channel, it.rule);
    end loop;
    perform set_config('story.at', '', true), set_config('app.person_id', '', true),
            set_config('app.org_id', '', true), set_config('app.actor_kind', '', true);
    return ids;
  end $$`

/** Writes events in the order of their times; answers their ids in the order given. */
export async function tell(db: Kysely<Database>, events: readonly Told[]): Promise<string[]> {
  const order = events.map((_, place) => place).toSorted((a, b) => +events[a]!.at - +events[b]!.at || a - b)
  const told = order.map((place) => {
    const { at, kind, subject, facts = {}, by, org, round, channel, rule } = events[place]!
    const { person, org: home, kind: actor } = identityOf(by)
    return { at, kind, subject, facts, org, round, channel, rule, person, home, actor }
  })
  const { rows } = await sql<{
    ids: string[]
  }>`select story.record(${JSON.stringify(told)}::jsonb) as ids`.execute(db)
  const ids: string[] = []
  order.forEach((place, at) => (ids[place] = rows[0]!.ids[at]!))
  return ids
}

/** From here on what the database dates by itself happened at this moment, done by this person. */
export async function at(db: Kysely<Database>, moment: Date, by?: By, forOrg?: string | null) {
  const { person, org, kind, roles } = identityOf(by)
  await sql`select set_config('story.at', ${moment.toISOString()}, true), set_config('app.person_id', ${person}, true),
    set_config('app.org_id', ${forOrg ?? org}, true), set_config('app.actor_kind', ${kind}, true),
    set_config('app.roles', ${roles}, true)`.execute(db)
}

/** Ends what `at` began: from here on every row says by itself when it was. */
export async function untold(db: Kysely<Database>) {
  await sql`select set_config('story.at', '', true), set_config('app.person_id', '', true), set_config('app.org_id', '', true),
    set_config('app.actor_kind', '', true), set_config('app.roles', '', true)`.execute(db)
}

/** Everything that waits for the transaction's end happens now, at the told moment. */
export async function settle(db: Kysely<Database>) {
  await sql`set constraints all immediate`.execute(db)
  await sql`set constraints all deferred`.execute(db)
}

/**
 * Ends the telling. What the told events set in motion has been told as well, so none of them is relayed again.
 */
export async function endTelling(db: Kysely<Database>) {
  await settle(db)
  await sql`set local client_min_messages = warning`.execute(db)
  await sql`drop schema story cascade`.execute(db)
  await untold(db)
  await db.deleteFrom('outbox').execute()
}

/** Inserts many rows in as few statements as PostgreSQL takes. */
export async function insertAll<Table extends keyof Database & string>(
  db: Kysely<Database>,
  table: Table,
  rows: readonly Insertable<Database[Table]>[],
) {
  for (let from = 0; from < rows.length; from += 1000)
    await db
      .insertInto(table)
      .values(rows.slice(from, from + 1000) as never)
      .execute()
}
