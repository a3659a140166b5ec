import type { Kysely } from 'kysely'
import type * as z from 'zod'
import type { Database } from '~db/schema'
import { sql } from 'kysely'
import { refuse, refuseIf } from '~/kernel/refusal'
import { type Actor, is } from '~/people/actor'
import { assignUnits, returnUnits } from './assign.server'
import { readUsers } from './user-list'
import { usersOfList } from './user-list.server'
import { markKeys } from '../replacements/marking.server'
import { bindUnits, unbind } from './bind.server'
import { setLowStock, writeOff } from './claim.server'
import type { entitlementForm } from './form'

type Tx = Kysely<Database>

/** Does what the page of a right asks for; answers where to go on. Refuses: nobody-chosen, keys-not-chosen, no-free-unit, entitlement-unknown. */
export async function moveEntitlement(
  tx: Tx,
  actor: Actor,
  entitlementId: string,
  values: z.output<typeof entitlementForm>,
) {
  const here = (done: string) => `/licenses/${entitlementId}?done=${done}`
  if (values.move === 'write_off') {
    await writeOff(tx, actor, entitlementId, values.reason)
    return here('written-off')
  }
  refuseIf(is(actor, 'asset_manager') ? null : 'not-your-move')
  const isBound = values.move.startsWith('assign') && (await comesWithComputer(tx, entitlementId))
  switch (values.move) {
    case 'assign': {
      if (isBound) {
        await bindUnits(tx, entitlementId, values.computerId)
        return here('bound')
      }
      const users = [
        ...values.computerId.map((computerId) => ({ computerId })),
        ...values.personId.map((personId) => ({ personId })),
      ]
      if (users.length === 0) refuse('nobody-chosen')
      await assignUnits(tx, actor, entitlementId, users)
      return here('assigned')
    }
    case 'assign_department': {
      const users = await usersOf(tx, values.department)
      if (users.length === 0) refuse('nobody-chosen')
      if (isBound) {
        await bindUnits(
          tx,
          entitlementId,
          users.map(({ computerId }) => computerId),
        )
        return here('bound')
      }
      await assignUnits(tx, actor, entitlementId, users)
      return here('assigned')
    }
    case 'assign_list': {
      const users = await usersOfList(tx, readUsers(values.list))
      if (isBound) {
        await bindUnits(
          tx,
          entitlementId,
          users.flatMap((user) => ('computerId' in user ? user.computerId : [])),
        )
        return here('bound')
      }
      await assignUnits(tx, actor, entitlementId, users)
      return here('assigned')
    }
    case 'unbind':
      await unbind(tx, actor, entitlementId)
      return here('unbound')
    case 'return':
      if (values.id.length === 0) refuse('nobody-chosen')
      await returnUnits(tx, actor, values.id)
      return here('units-returned')
    case 'mark_faulty':
    case 'mark_working':
      await markKeys(tx, entitlementId, values.id, values.move === 'mark_faulty')
      return here('keys-marked')
    case 'low_stock':
      await setLowStock(tx, actor, entitlementId, values.lowStockBelow)
      return here('saved')
  }
}

const comesWithComputer = (tx: Tx, entitlementId: string) =>
  tx
    .selectFrom('entitlements')
    .select('id')
    .where('id', '=', entitlementId)
    .where((row) => row.or([row('channel', '=', 'oem'), row('metric', '=', 'appliance')]))
    .executeTakeFirst()
    .then((row) => row !== undefined)

// The computers are the next room's; its function tells which are of a department.
async function usersOf(tx: Tx, department: string) {
  const { rows } = await sql<{ computerId: string }>`
    select id as computer_id from computers_of_department(${department}) as id`.execute(tx)
  return rows
}
