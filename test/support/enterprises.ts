import type { aDatabase } from './database'
import { anEstate } from './estate'
import { peopleOf } from './people'

/** Enterprises with the two persons whom a transfer needs: who offers or accepts, and who approves. */
export function enterprisesOf(database: Awaited<ReturnType<typeof aDatabase>>) {
  const { someone } = peopleOf(database)
  return async function anEnterprise(orgId?: string) {
    const manager = await someone('enterprise', ['asset_manager'], orgId)
    const approver = await someone('enterprise', ['approver'], manager.orgId)
    const { uscc } = await database.owner.db
      .selectFrom('organizations')
      .select('uscc')
      .where('id', '=', manager.orgId)
      .executeTakeFirstOrThrow()
    return { manager, approver, uscc, orgId: manager.orgId, estate: await anEstate(database, manager) }
  }
}
