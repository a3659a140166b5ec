import type { Kysely } from 'kysely'
import { listWaiting } from '~/program/waiting.server'
import type { WaitingKind } from '~/program/waiting'
import type { Database } from '~db/schema'
import type { Someone } from './people'

/** How many things of a kind wait on someone's desk. */
export const tasksOf = async ({ db, actor }: Someone, kind: WaitingKind) =>
  (await listWaiting(db, actor)).find((waiting) => waiting.kind === kind)?.count ?? 0

/** What someone was told about a page, in order. */
export async function toldAbout(db: Kysely<Database>, { personId }: Someone, href: string) {
  const rows = await db
    .selectFrom('notifications')
    .select('kind')
    .where('personId', '=', personId)
    .where('href', '=', href)
    .orderBy('id')
    .execute()
  return rows.map(({ kind }) => kind)
}
