import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import type { Actor } from '~/people/actor'
import type { LockedOrder } from '../lock.server'
import { listDeliveryNotes, listOrderLines } from '../queries.server'
import { uncuredUnits } from '../uncured'
import { changeByOffice } from './change.server'

type Tx = Kysely<Database>

/** What of an order came back and was not delivered again in time: its lines, units, worth (fen), and the last note of it; null when nothing is. */
export async function findUncured(tx: Tx, order: LockedOrder) {
  if (order.state !== 'funded') return null
  const notes = await listDeliveryNotes(tx, order.id)
  const lines = await listOrderLines(tx, order.id)
  const units = uncuredUnits(lines, notes, order.lockedAt)
  const last = notes.findLast(({ state }) => state === 'rejected')
  if (units.size === 0 || !last) return null
  const given = lines.map((line) => ({ ...line, givenUp: line.netPrice * BigInt(units.get(line.id) ?? 0) }))
  return { note: last, units, lines: given, worth: given.reduce((sum, { givenUp }) => sum + givenUp, 0n) }
}

/** The office ends the order over what was not cured: these units, or all of it where nothing else is left. */
export async function giveUpUncured(
  tx: Tx,
  actor: Actor,
  order: LockedOrder,
  { note, units, lines }: NonNullable<Awaited<ReturnType<typeof findUncured>>>,
) {
  const isAll = lines.every(({ id, quantity, canceled }) => quantity - canceled === (units.get(id) ?? 0))
  const reason = note.reason!
  const less = [...units].map(([lineId, count]) => ({ lineId, less: count }))
  return changeByOffice(
    tx,
    actor,
    order,
    isAll ? { kind: 'terminate', reason } : { kind: 'quantity', reason, lines: less },
  )
}
