import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { type Day, dayOf } from '~/kernel/workdays'
import type { Actor } from '~/people/actor'
import type { LedgerKey } from './sheets'

type Db = Kysely<Database>

/** A ledger was taken along: what a pilot of asset management is judged by (compliance.md §11). */
export async function noteLedger(tx: Db, { organizationId, personId }: Actor, ledger: LedgerKey, now: Date) {
  await tx
    .insertInto('ledgerExports')
    .values({ orgId: organizationId, ledger, at: now, by: personId })
    .execute()
  await record(tx, 'compliance.ledger_exported', organizationId, { ledger })
}

/** When one's own ledgers were last taken along. */
export async function findExports(
  db: Db,
  { organizationId }: Actor,
): Promise<Partial<Record<LedgerKey, Day>>> {
  const rows = await db
    .selectFrom('ledgerExports')
    .select((row) => ['ledger', row.fn.max('at').as('at')] as const)
    .where('orgId', '=', organizationId)
    .groupBy('ledger')
    .execute()
  return Object.fromEntries(rows.map(({ ledger, at }) => [ledger, dayOf(at)]))
}
