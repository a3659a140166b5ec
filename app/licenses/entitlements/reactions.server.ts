import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { notifyMembers } from '~/people/notify.server'

type Tx = Kysely<Database>
type Happening = { id: string; orgId: string | null; facts: Record<string, any> }

/**
 * `member.removed`: units of whoever leaves stay with them until somebody takes them back, so the asset manager is told
 * how many wait on the list of idle units (licenses.md §2.13: a suggestion, never automatic).
 */
export async function tellUnitsLeft(tx: Tx, { id: event, orgId, facts }: Happening) {
  const { rows } = await sql<{ units: number }>`
    select count(*)::int as units from assignments a
    where a.org_id = ${orgId}::uuid and a.person_id = ${facts.person}::uuid and a.until is null
      and not exists (select from members m where m.person_id = a.person_id and m.org_id = a.org_id and m.until is null)`.execute(
    tx,
  )
  const units = rows[0]?.units ?? 0
  if (units === 0) return
  await notifyMembers(tx, orgId!, ['asset_manager'], {
    kind: 'license.units_left',
    href: '/licenses/reclaim',
    facts: { units },
    event,
  })
}
