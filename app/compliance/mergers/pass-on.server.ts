import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { type Going, sealAnew } from '~/licenses/transfers/moving-keys.server'
import { notifyMembers } from '~/people/notify.server'
import { refreshQueue } from '../queue/refresh.server'

type Tx = Kysely<Database>

/**
 * `organization.merged`: whoever goes on has the rights, keys, users and computers of the merged enterprise, whatever it
 * was about to import, and both positions follow in this transaction (licenses.md §6.4, §11).
 */
export async function passOn(tx: Tx, { id: event, facts }: { id: string; facts: Record<string, any> }) {
  const { from, into } = facts
  const { rows: keys } = await sql<Going>`select * from settle_merged(${from}::uuid, ${into}::uuid)`.execute(
    tx,
  )
  const sealed = await sealAnew(keys)
  const { rows } = await sql<{ rights: number; computers: number }>`
    select * from pass_on(${from}::uuid, ${into}::uuid, ${sealed}::jsonb)`.execute(tx)
  for (const orgId of [from, into].toSorted()) await refreshQueue(tx, orgId)
  const { name } = await tx
    .selectFrom('organizations')
    .select('name')
    .where('id', '=', from)
    .executeTakeFirstOrThrow()
  await notifyMembers(tx, into, ['asset_manager', 'approver'], {
    kind: 'organization.succeeded',
    href: '/licenses',
    facts: { from: name, ...rows[0]! },
    event,
  })
}
