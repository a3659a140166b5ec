import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { findStatement } from '../payouts/statement.server'
import { findEnterpriseMonth } from './enterprise.server'

type Party = { id: string; kind: string }

/** The month of whoever it is, as that organization itself reads it. */
export async function findPartyMonth(db: Kysely<Database>, { id, kind }: Party, month: string) {
  if (kind === 'enterprise') return { enterprise: await findEnterpriseMonth(db, id, month), vendor: null }
  return { enterprise: null, vendor: await findStatement(db, { organizationId: id }, month) }
}
