import { type Kysely, sql } from 'kysely'
import { env } from '~/env.server'
import type { Database } from '~db/schema'
import type { Release } from './release'

type Db = Kysely<Database>

export const findRelease = async (db: Db, id: string) =>
  (await db.selectFrom('ocdsReleases').select('body').where('id', '=', id).executeTakeFirst())?.body as
    | Release
    | undefined

/** Every release of a round, the oldest first. */
export const listReleasesOf = async (db: Db, ocid: string) =>
  (
    await db
      .selectFrom('ocdsReleases')
      .select('body')
      .where('ocid', '=', ocid)
      .orderBy('at')
      .orderBy('id')
      .execute()
  ).map(({ body }) => body as unknown as Release)

const page = 100
const cursorForm = /^(\d+)-(.+)$/

/**
 * Releases after a cursor in the order in which they became readable. It stays behind the oldest transaction that is
 * still open, so that one that commits later is not skipped (procurement.md §11).
 */
export async function listReleasesSince(db: Db, cursor: string | null) {
  // Ordered by the columns: `xid` alone would be the text that is shown, and 10 come before 9.
  const [, xid = '0', id = ''] = cursorForm.exec(cursor ?? '') ?? []
  const { rows } = await sql<{ xid: string; id: string; body: unknown }>`
    select xid::text, id, body from ocds_releases
    where (xid, id) > (${xid}::xid8, ${id}) and xid < pg_snapshot_xmin(pg_current_snapshot())
    order by ocds_releases.xid, ocds_releases.id limit ${page + 1}`.execute(db)
  const shown = rows.slice(0, page)
  const last = shown.at(-1)
  return {
    releases: shown.map(({ body }) => body as Release),
    next: rows.length > page && last ? `${last.xid}-${last.id}` : null,
  }
}

/** Who publishes: the office whose rounds these are, as a release names it. */
export function publisherOf(release: Release | undefined) {
  const parties = (release?.parties ?? []) as { name: string; roles: string[]; identifier?: { id: string } }[]
  const office = parties.find(({ roles }) => roles.includes('procuringEntity'))
  return { origin: env.PUBLIC_ORIGIN, name: office?.name ?? 'Muster', uscc: office?.identifier?.id ?? '' }
}
