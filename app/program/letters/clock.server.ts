import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { addDays, dayOf } from '~/kernel/workdays'
import { notifyAgencies, notifyMembers } from '~/people/notify.server'
import { signers } from './commands.server'
import { renewalDays } from './offering'

type Tx = Kysely<Database>
type Its = { id: string; orgId: string | null; sellerId: string }

/** What nobody signed in time, and what was signed long enough ago, ends on the day after its last. */
export async function expireLetters(tx: Tx, now: Date) {
  const ended = await tx
    .updateTable('responsibilityLetters')
    .set({ state: 'expired' })
    .where('state', 'in', ['offered', 'signed'])
    .where('expiresOn', '<', dayOf(now))
    .returning(['id', 'orgId', 'sellerId'])
    .execute()
  for (const its of ended) await tell(tx, its, 'letter.expired')
}

/** Thirty days before the end of a signed letter its seller and the inspectors are told, once. */
export async function remindLetters(tx: Tx, now: Date) {
  const today = dayOf(now)
  const ending = await tx
    .updateTable('responsibilityLetters')
    .set({ remindedAt: sql<Date>`clock_timestamp()` })
    .where('state', '=', 'signed')
    .where('remindedAt', 'is', null)
    .where('expiresOn', '>=', today)
    .where('expiresOn', '<=', addDays(today, renewalDays))
    .returning(['id', 'orgId', 'sellerId'])
    .execute()
  for (const its of ending) await tell(tx, its, 'letter.ending')
}

async function tell(tx: Tx, { id, orgId, sellerId }: Its, kind: 'letter.expired' | 'letter.ending') {
  const event = await (kind === 'letter.expired'
    ? record(tx, 'letter.expired', id, {}, orgId ? { org: orgId } : {})
    : record(tx, 'letter.ending', id, {}, orgId ? { org: orgId } : {}))
  await notifyAgencies(tx, ['inspector'], { kind, href: `/office/sellers/${sellerId}`, event })
  if (orgId) await notifyMembers(tx, orgId, signers, { kind, href: `/letters/${id}`, event })
}
