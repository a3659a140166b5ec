import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Database } from '~db/schema'
import { type Cap, nextTier, roomOf, type Tier } from '../rebate'

type Db = Kysely<Database>

type Row = {
  awardId: string
  roundId: string
  lotId: string
  awarded: number
  joined: number
  waiting: number
  price: bigint
  steps: { from: number; price: string }[] | null
  capacity: number | null
  givenUp: number
  openUntil: Date | null
  capPct: number
}

/** The awards of a round, or of all rounds whose window is open, each as it sells at present. */
export const listStandings = (db: Db, roundId: string | null) =>
  read(
    db,
    sql`select a.id from awards a join award_runs r on r.id = a.run_id and r.state = 'adopted' join rounds d on d.id = r.round_id
        where ${roundId === null ? sql`d.state = 'confirmed' and d.late_join_until > clock_timestamp()` : sql`d.id = ${roundId}`}`,
  )

/** One award as it sells at present; undefined where there is none to sell. */
export const findStanding = async (db: Db, awardId: string) =>
  (await read(db, sql`select ${awardId}::uuid as id`))[0]

export type Standing = NonNullable<Awaited<ReturnType<typeof findStanding>>>

async function read(db: Db, awards: RawBuilder<unknown>) {
  const { rows } = await sql<Row>`
    select s.*, units_given_up(s.award_id) as given_up, (t.body ->> 'lateJoinCapPct')::int as cap_pct,
      case when d.state = 'confirmed' and (t.body ->> 'lateJoinDays')::int > 0 then d.late_join_until end as open_until
    from (${awards}) a, lateral award_standing(a.id) s
      join rounds d on d.id = s.round_id join lots l on l.id = s.lot_id
      join round_terms t on t.round_id = d.id and t.version = d.terms_version
    order by d.late_join_until, d.id, l.code, s.award_id`.execute(db)
  return rows.map(standingOf)
}

function standingOf({ steps, capPct, ...row }: Row) {
  const tiers: Tier[] = (steps ?? []).map(({ from, price }) => ({ from, price: BigInt(price) }))
  const volume = row.awarded + row.joined - row.givenUp
  const { awarded, joined, waiting, capacity, price } = row
  const cap: Cap = { awarded, joined, capacity, capPct }
  return {
    ...row,
    tiers,
    volume,
    cap,
    // What others have signed and the vendor has yet to confirm takes its place before a new request.
    room: roomOf({ ...cap, joined: joined + waiting }),
    next: nextTier({ volume, price }, tiers),
  }
}
