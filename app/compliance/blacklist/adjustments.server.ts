import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { BlacklistAdjustmentState } from '../lifecycle'

type Db = Kysely<Database>

export type Adjustment = {
  id: string
  year: number
  state: BlacklistAdjustmentState
  openedAt: Date
  note: string | null
  submittedBy: string | null
  submitter: string | null
  submittedAt: Date | null
  returnedReason: string | null
  confirmer: string | null
  publishedAt: Date | null
  kept: number | null
  removed: number | null
  added: number | null
}

/** The yearly adjustments, newest first, as the reader may see them: the public sees those that were published. */
export async function listAdjustments(db: Db): Promise<Adjustment[]> {
  return db
    .selectFrom('blacklistAdjustments')
    .leftJoin('persons as submitter', 'submitter.id', 'blacklistAdjustments.submittedBy')
    .leftJoin('persons as confirmer', 'confirmer.id', 'blacklistAdjustments.confirmedBy')
    .selectAll('blacklistAdjustments')
    .select(['submitter.name as submitter', 'confirmer.name as confirmer'])
    .orderBy('year', 'desc')
    .execute()
}

/** What was published, for everybody: the note and the figures, no person. */
export async function listPublished(db: Db) {
  return db
    .selectFrom('blacklistAdjustments')
    .select(['year', 'note', 'publishedAt', 'kept', 'removed', 'added'])
    .where('state', '=', 'published')
    .orderBy('year', 'desc')
    .limit(5)
    .execute()
}

export type Reviewed = {
  id: string
  name: string
  nameEn: string | null
  decisionNo: string
  state: 'proposed' | 'noticed' | 'listed' | 'removed'
  listedAt: Date | null
  rectified: boolean
  bought: boolean
  outcome: 'keep' | 'remove' | null
  reason: string | null
  reviewer: string | null
}

/** Every entry that a year's adjustment is about: those listed when it opened, and those proposed or listed since. */
export async function listReviewed(db: Db, { id, year }: { id: string; year: number }): Promise<Reviewed[]> {
  const { rows } = await sql<Reviewed>`
    select e.id, o.name, o.name_en, e.decision_no, e.state, e.listed_at, coalesce(f.rectified, false) as rectified, coalesce(f.bought, false) as bought,
           r.outcome, r.reason, s.name as reviewer
    from blacklist_adjustments a
    join blacklist_entries e on e.state in ('proposed', 'noticed', 'listed') or e.state = 'removed' and e.removed_at > a.opened_at
    join organizations o on o.id = e.org_id
    left join lateral blacklist_facts(e.id) f on true
    left join blacklist_reviews r on r.entry_id = e.id and r.batch = ${year}
    left join persons s on s.id = r.by
    where a.id = ${id}::uuid
    order by array_position('{listed,noticed,proposed,removed}', e.state), r.outcome is null desc, e.id`.execute(
    db,
  )
  return rows
}
