import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { recordEach } from '~/kernel/events.server'
import { forgetFiles } from '~/kernel/files.server'
import { limits } from '../limits'

const atOnce = 100

/** Uploaded originals whose time is over are deleted, rows and bytes; what was read of them stays (inventory.md §8). */
export async function forgetOriginals(tx: Kysely<Database>, now: Date) {
  const { rows } = await sql<{ id: string; orgId: string; fileId: string }>`
    update imports i set file_id = null, original_gone_at = ${now}
    from (select id from imports
          where file_id is not null and received_at < ${now}::timestamptz - make_interval(days => ${limits.originalsKeptDays})
            and phase not in ('reading', 'accepting')
          order by received_at limit ${atOnce} for update skip locked) due
    where i.id = due.id returning i.id, i.org_id, old.file_id`.execute(tx)
  await forgetFiles(
    tx,
    rows.map(({ fileId }) => fileId),
  )
  await recordEach(
    tx,
    'inventory.original_deleted',
    rows.map(({ id, orgId }) => ({ subject: id, facts: { import: id }, org: orgId })),
  )
}
