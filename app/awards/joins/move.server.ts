import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import type { Actor } from '~/people/actor'
import { confirmJoin, refuseJoin } from './answer.server'
import { approveJoin } from './approve.server'
import { turnDownJoin, withdrawJoin } from './ask.server'
import type { JoinMoveValues } from './form'

/** The move of whoever's turn it is; answers the code of what was done. */
export async function moveJoin(tx: Kysely<Database>, actor: Actor, joinId: string, values: JoinMoveValues) {
  switch (values.move) {
    case 'approve':
      await approveJoin(tx, actor, joinId, values.hash)
      return 'join-signed'
    case 'turn_down':
      await turnDownJoin(tx, actor, joinId, values.reason)
      return 'join-turned-down'
    case 'withdraw':
      await withdrawJoin(tx, actor, joinId)
      return 'join-withdrawn'
    case 'confirm':
      await confirmJoin(tx, actor, joinId)
      return 'join-confirmed'
    case 'refuse':
      await refuseJoin(tx, actor, joinId, values.reason)
      return 'join-refused'
  }
}
