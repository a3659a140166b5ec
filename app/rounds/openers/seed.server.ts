import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { record } from '~/kernel/events.server'
import { newestKey } from '~/kernel/keys.server'
import { refuseIf } from '~/kernel/refusal'
import type { Actor } from '~/people/actor'
import { draftFor, type Tx } from '../commands.server'
import { beforeNotice, type SealedEnvelope, whyNotTake } from '../sealing/envelope'
import { refuseReplay } from '../sealing/replay.server'
import { type Sealed, sealedOf, sealItem } from '../sealing.server'
import { roundTerms } from '../terms'

/** Where a seed is put in: before the notice that names its commitment. */
export const seedHead = (round: string, author: string) =>
  ({ round, noticeHash: beforeNotice, kind: 'seed', lot: null, author }) as const

/**
 * Keeps the lottery among equals and the salt of buyers' codes as an officer's browser drew and sealed them to the
 * draft's openers; its commitment stands in the notice. Refuses with `not-a-draft`, `sealed-by-platform`,
 * `envelope-replayed` and the codes of `whyNotTake`.
 */
export async function keepSeed(tx: Tx, actor: Actor, roundId: string, envelope: SealedEnvelope) {
  await draftFor(tx, actor, roundId)
  const { body } = await tx
    .selectFrom('roundTerms')
    .select('body')
    .where('roundId', '=', roundId)
    .executeTakeFirstOrThrow()
  refuseIf(roundTerms.parse(body).sealing === 'platform' ? 'sealed-by-platform' : null)
  refuseIf(whyNotTake(envelope, seedHead(roundId, actor.organizationId)))
  const sealed = sealedOf(envelope)
  await refuseReplay(tx, [sealed])
  await exchangeSeed(tx, actor.organizationId, roundId, sealed)
}

/** The platform draws and seals them itself, where it seals the bids. */
export async function sealSeed(tx: Tx, orgId: string, roundId: string) {
  const secret = () => randomBytes(32).toString('hex')
  const body = { format: 'seed/1', seed: secret(), codeSalt: secret() }
  await exchangeSeed(tx, orgId, roundId, sealItem(seedHead(roundId, orgId), body, newestKey()))
}

export async function exchangeSeed(tx: Tx, orgId: string, roundId: string, sealed: Sealed) {
  await dropSeed(tx, roundId)
  await tx
    .insertInto('sealedItems')
    .values({ roundId, orgId, kind: 'seed', ...sealed })
    .execute()
  const facts = {
    seed: sealed.envelopeHash.toString('hex'),
    commitment: sealed.commitment.toString('hex'),
  }
  await record(tx, 'round.seed_sealed', roundId, facts, { round: roundId })
}

/** A seed that is sealed to other keys than those of the notice could not be opened: it is drawn again. */
export const dropSeed = (tx: Tx, roundId: string) => sql`select drop_seed(${roundId})`.execute(tx)
