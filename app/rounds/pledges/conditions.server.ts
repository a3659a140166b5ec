import { sql } from 'kysely'
import { newestKey } from '~/kernel/keys.server'
import { refuseIf } from '~/kernel/refusal'
import type { Actor } from '~/people/actor'
import { isUnconditional } from '../ceiling'
import type { Tx } from '../commands.server'
import type { PledgeValues } from '../form'
import { whyNotTake } from '../sealing/envelope'
import { refuseReplay } from '../sealing/replay.server'
import { type Sealed, type SealedHead, sealedOf, sealItem } from '../sealing.server'
import { ceilingOf, conditionsOf } from './conditions'
import type { HeldRound } from './hold.server'

/** Conditions of a version that was never signed are of no use any more. */
export const forgetWaiting = (tx: Tx, pledgeId: string, kept: string | null) =>
  tx
    .updateTable('sealedItems')
    .set({ state: 'withdrawn' })
    .where('pledgeId', '=', pledgeId)
    .where('state', '=', 'waiting')
    .where('id', 'is distinct from', kept)
    .execute()

type Conditional = { id: string; hash: string } | null

/**
 * What the pledge is conditional on from now on: as its browser sealed it, or, where the platform seals, as typed.
 * Refuses with `seal-in-browser`, `envelope-replayed` and the codes of `whyNotTake`.
 */
export async function takeConditions(
  tx: Tx,
  actor: Actor,
  round: HeldRound,
  lotId: string,
  pledgeId: string,
  values: PledgeValues,
): Promise<Conditional> {
  const conditions = conditionsOf(values)
  const head = {
    round: round.id,
    noticeHash: round.noticeHash.toString('hex'),
    kind: 'ceiling' as const,
    lot: lotId,
    author: actor.organizationId,
  }
  if (round.terms.sealing === 'openers') {
    refuseIf(isUnconditional(conditions) ? null : 'seal-in-browser')
    if (!values.sealed) return null
    refuseIf(whyNotTake(values.sealed, head))
    const sealed = sealedOf(values.sealed)
    await refuseReplay(tx, [sealed])
    return keepConditions(tx, head, pledgeId, sealed)
  }
  if (isUnconditional(conditions)) return null
  return keepConditions(tx, head, pledgeId, sealItem(head, ceilingOf(pledgeId, conditions), newestKey()))
}

async function keepConditions(
  tx: Tx,
  { round: roundId, lot: lotId, author: orgId, kind }: SealedHead,
  pledgeId: string,
  sealed: Sealed,
) {
  const { id } = await tx
    .insertInto('sealedItems')
    .values({ roundId, lotId, orgId, kind, pledgeId, state: 'waiting', ...sealed })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { id, hash: sealed.envelopeHash.toString('hex') }
}

/** Whether conditions were sealed to openers whose keys the notice names no more: nobody could open them. */
export async function areOfFormerKeys(tx: Tx, itemId: string | null): Promise<boolean> {
  if (itemId === null) return false
  const former = await tx
    .selectFrom('sealedItems')
    .innerJoin('rounds', 'rounds.id', 'sealedItems.roundId')
    .select('sealedItems.id')
    .where('sealedItems.id', '=', itemId)
    .whereRef('sealedItems.receivedAt', '<', 'rounds.keysChangedAt')
    .executeTakeFirst()
  return former !== undefined
}

/** The conditions that the version asked for has already, to be kept as they are. */
export async function findKept(tx: Tx, pledgeId: string): Promise<Conditional> {
  const item = await tx
    .selectFrom('pledges')
    .innerJoin('pledgeVersions', (join) =>
      join
        .onRef('pledgeVersions.pledgeId', '=', 'pledges.id')
        .onRef('pledgeVersions.version', '=', 'pledges.askedVersion'),
    )
    .innerJoin('sealedItems', 'sealedItems.id', 'pledgeVersions.conditionsItemId')
    .where('pledges.id', '=', pledgeId)
    .where('sealedItems.state', 'in', ['waiting', 'current'])
    .select(['sealedItems.id', sql<string>`encode(sealed_items.envelope_hash, 'hex')`.as('hash')])
    .executeTakeFirst()
  return item ?? null
}
