import { type Actor, is } from '~/people/actor'
import { transferLifecycle, type TransferMove, type TransferState } from '../lifecycle'

type Its = {
  state: TransferState
  kind: 'allocation' | 'transfer' | 'computer'
  orgId: string
  offererId: string
}

/** Which moves of a transfer are this person's: the buttons of its page, and what the command lets through. */
export function movesOfTransfer(its: Its, actor: Actor): TransferMove[] {
  const gives = its.orgId === actor.organizationId
  const may: Record<TransferMove, boolean> = {
    accept: !gives && is(actor, 'asset_manager', 'approver'),
    approve: gives && is(actor, 'approver') && its.offererId !== actor.personId,
    decline: (its.state === 'accepted') === gives && is(actor, 'asset_manager', 'approver'),
    withdraw: gives && is(actor, 'asset_manager', 'approver'),
    return: !gives && its.kind === 'allocation' && is(actor, 'asset_manager'),
  }
  const moves = Object.keys(may) as TransferMove[]
  return moves.filter(
    (move) => may[move] && transferLifecycle.moves[move].from.some((from) => from === its.state),
  )
}
