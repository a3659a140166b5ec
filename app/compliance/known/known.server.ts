import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { measuredQuality } from '../recognition/measured.server'
import type { Score } from '../recognition/score'
import type { Known } from './share'

type Db = Kysely<Database>

/** How much of an enterprise's lists is recognized, and how well the pack in use was measured to recognize. */
export const findKnown = (db: Db, orgId: string) =>
  knownOf(
    db,
    sql`organizations o cross join lateral known_rows(o.id) n where o.kind = 'enterprise' and o.id = ${orgId}::uuid`,
  )

/** The same over all enterprises within the reader's reach. */
export const findKnownOfAll = (db: Db) =>
  knownOf(db, sql`organizations o join known_rows_each() n on n.org_id = o.id where o.kind = 'enterprise'`)

async function knownOf(db: Db, rowsOf: ReturnType<typeof sql>): Promise<Known> {
  const { rows } = await sql<{
    rows: bigint
    unknown: bigint
    version: string | null
    figures: Score | null
  }>`
    select k.*, p.version, m.figures
    from (select coalesce(sum(n.rows), 0)::bigint as rows, coalesce(sum(n.unknown), 0)::bigint as unknown
          from ${rowsOf}) k
    left join recognition_packs p on p.name = 'base' and p.state = 'active'
    left join lateral (select x.figures from recognition_measurements x where x.pack_id = p.id order by measured_at desc limit 1) m on true`.execute(
    db,
  )
  const { rows: lines, unknown, version, figures } = rows[0]!
  const measured = figures ?? measuredQuality()
  return {
    share: lines === 0n ? null : Number(lines - unknown) / Number(lines),
    rows: Number(lines),
    pack: version ?? measured.pack.version,
    precision: measured.withAliases.rulePrecision,
    recall: measured.unseen.plain.recall,
  }
}

/** The share of recognized rows in each district, over the enterprises within the reader's reach. */
export async function findKnownByDistrict(db: Db): Promise<Map<string, number>> {
  const { rows } = await sql<{ district: string; share: number }>`
    select o.district, (sum(n.rows) - sum(n.unknown))::float / sum(n.rows)::float as share
    from organizations o join known_rows_each() n on n.org_id = o.id
    where o.kind = 'enterprise' and o.district is not null group by 1 having sum(n.rows) > 0`.execute(db)
  return new Map(rows.map(({ district, share }) => [district, share]))
}
