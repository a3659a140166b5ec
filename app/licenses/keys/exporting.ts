import type { Actor } from '~/people/actor'
import { is } from '~/people/actor'
import { keyExportLifecycle, type KeyExportMove, type KeyExportState } from '../lifecycle'

/** At most so many keys leave in one file (licenses.md §5). */
export const keysAtMost = 500

/** A public key of `age`, as whoever installs gives it. */
export const recipientForm = /^age1[02-9ac-hj-np-z]{58}$/

const lastsDays = 7

/** From then on an approval no longer lets anybody take the file. */
export const endOfApproval = (decidedAt: Date) => new Date(decidedAt.getTime() + lastsDays * 86_400_000)

type Its = { state: KeyExportState; askedBy: string }

/** Which moves of an export are this person's: the buttons of its page, and what the command lets through. */
export function movesOfExport(its: Its, actor: Actor): KeyExportMove[] {
  const own = its.askedBy === actor.personId
  const may: Record<KeyExportMove, boolean> = {
    approve: is(actor, 'approver') && !own,
    decline: is(actor, 'approver') && !own,
    withdraw: own,
    take: own && is(actor, 'asset_manager'),
  }
  return (Object.keys(may) as KeyExportMove[]).filter(
    (move) => may[move] && keyExportLifecycle.moves[move].from.some((from) => from === its.state),
  )
}
