import { sql } from 'kysely'
import { reopenLines } from '~/demands/commands.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import type { Actor } from '~/people/actor'
import type { Tx } from '../commands.server'
import { pledgeLifecycle, type PledgeState } from '../lifecycle'
import { databaseNow } from '../queries.server'
import { maySpeak } from './draft.server'
import { holdRound, refuseIfLate, refuseLate, whileOpen } from './hold.server'
import { findPledge } from './queries.server'

/**
 * Takes a pledge back while pledges may be changed; what it reserved and pooled is free again. Refuses with
 * `pledges-closed`, `already-moved`.
 */
export async function withdrawPledge(tx: Tx, actor: Actor, pledgeId: string) {
  maySpeak(actor)
  const { roundId } = (await findPledge(tx, actor, pledgeId)) ?? refuse('pledge-unknown')
  const round = await holdRound(tx, roundId)
  refuseIfLate(round, round.heldAt)
  const { state, lotId, orgId } = (await findPledge(tx, actor, pledgeId))!
  refuseIf(withdrawable.includes(state) ? null : 'already-moved')
  const { rows } = await sql`
    with ${whileOpen(roundId)}, withdrawn as (
      update pledges p set state = 'withdrawn', reserved = 0 from open
      where p.id = ${pledgeId} and p.org_id = ${orgId} and p.state = ${state}
      returning new.id, new.lot_id, old.state as was, new.quantity, coalesce(new.stretch_quantity, 0) as stretch
    ), counted as (
      insert into pledge_deltas (round_id, lot_id, pledge_id, delta, stretch_delta)
      select ${roundId}, lot_id, id, -quantity, -stretch from withdrawn where was = 'active'
    )
    select record_event('pledge.withdrawn', id, jsonb_build_object('pledge', id, 'lot', lot_id), round => ${roundId})
    from withdrawn`.execute(tx)
  if (rows.length === 0) refuseLate(round, await databaseNow(tx))
  await tx
    .updateTable('sealedItems')
    .set({ state: 'withdrawn' })
    .where('pledgeId', '=', pledgeId)
    .where('state', 'in', ['waiting', 'current'])
    .execute()
  await reopenLines(tx, { lotIds: [lotId], orgId })
}

const withdrawable: readonly PledgeState[] = pledgeLifecycle.moves.withdraw.from
