import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { sha256 } from '~/kernel/sha256'
import type { Actor } from '~/people/actor'
import { notifyAgencies } from '~/people/notify.server'
import { askForKeys, draftFor, type Tx, writeTerms } from '../commands.server'
import { encryptTo } from '../sealing/age'
import { roundTerms } from '../terms'
import type { OpenersValues } from './form'
import { type KeyPlace, keyTableOf, listCandidates } from './queries.server'
import { dropSeed, sealSeed } from './seed.server'

/**
 * Names who opens a draft's round; whoever stays keeps the key that was made. Refuses with `opener-unknown`,
 * `openers-same-organization`, `openers-all-of-office`, `sealing-needs-openers`.
 */
export async function nameOpeners(
  tx: Tx,
  actor: Actor,
  roundId: string,
  { sealing, openers }: OpenersValues,
) {
  const round = await draftFor(tx, actor, roundId)
  refuseIf(sealing === 'platform' && round.profile !== 'quick' ? 'sealing-needs-openers' : null)
  const { body } = await tx
    .selectFrom('roundTerms')
    .select('body')
    .where('roundId', '=', roundId)
    .executeTakeFirstOrThrow()
  const terms = roundTerms.parse(body)
  await writeTerms(tx, roundId, { ...terms, sealing })
  if (sealing !== terms.sealing) await dropSeed(tx, roundId)
  if (sealing === 'platform') {
    if (sealing !== terms.sealing) await sealSeed(tx, actor.organizationId, roundId)
    return
  }
  const candidates = await listCandidates(tx)
  const named = openers.map(
    (id) => candidates.find(({ personId }) => personId === id) ?? refuse('opener-unknown'),
  )
  refuseIf(new Set(named.map(({ orgId }) => orgId)).size < named.length ? 'openers-same-organization' : null)
  refuseIf(named.every(({ office }) => office) ? 'openers-all-of-office' : null)
  const present = await tx.selectFrom('openerKeys').selectAll().where('roundId', '=', roundId).execute()
  const stays = (personId: string, no: number) =>
    present.some((key) => key.personId === personId && key.no === no)
  const fresh = named
    .map(({ personId, orgId }, place) => ({ roundId, no: place + 1, personId, orgId }))
    .filter(({ personId, no }) => !stays(personId, no))
  if (fresh.length === 0) return
  await dropSeed(tx, roundId)
  await tx
    .deleteFrom('openerKeys')
    .where('roundId', '=', roundId)
    .where(
      'no',
      'in',
      fresh.map(({ no }) => no),
    )
    .execute()
  await tx.insertInto('openerKeys').values(fresh).execute()
  await record(tx, 'round.openers_named', roundId, { openers }, { round: roundId })
  await askForKeys(
    tx,
    roundId,
    fresh.map(({ personId }) => personId),
  )
}

/**
 * Keeps the recipient that an opener's browser made, and seals a rehearsal to it. Another key takes the place of the
 * former one while the round is a draft. Refuses with `not-an-opener-here`, `keys-are-fixed`.
 */
export async function keepRecipient(tx: Tx, actor: Actor, roundId: string, recipient: string) {
  const { no, place } = await ownKey(tx, actor, roundId)
  const secret = randomBytes(32)
  if (place === 'opener') await dropSeed(tx, roundId)
  await tx
    .updateTable(keyTableOf[place])
    .set({
      recipient,
      rehearsal: Buffer.from(await encryptTo(secret, recipient).catch(() => refuse('recipient-unknown'))),
      rehearsalHash: sha256(secret),
      readyAt: null,
    })
    .where('roundId', '=', roundId)
    .where('no', '=', no)
    .execute()
  await record(tx, 'opener.key_made', roundId, { no, recipient }, { round: roundId })
}

/** The key counts once its holder has opened the rehearsal with the kept file. Refuses with `rehearsal-differs`. */
export async function proveKey(tx: Tx, actor: Actor, roundId: string, secret: string) {
  const { no, rehearsalHash, place } = await ownKey(tx, actor, roundId)
  refuseIf(rehearsalHash?.equals(sha256(Buffer.from(secret, 'hex'))) ? null : 'rehearsal-differs')
  await tx
    .updateTable(keyTableOf[place])
    .set({ readyAt: sql`clock_timestamp()` })
    .where('roundId', '=', roundId)
    .where('no', '=', no)
    .execute()
  await record(tx, 'opener.key_proven', roundId, { no }, { round: roundId })
  if (place === 'successor')
    return notifyAgencies(tx, ['officer'], {
      kind: 'opener.successor_ready',
      href: `/rounds/${roundId}/addenda/openers`,
    })
  const { n } = await tx
    .selectFrom('openerKeys')
    .select((row) => row.fn.countAll<bigint>().as('n'))
    .where('roundId', '=', roundId)
    .where('readyAt', 'is not', null)
    .executeTakeFirstOrThrow()
  if (n === 3n)
    await notifyAgencies(tx, ['officer'], {
      kind: 'opener.all_ready',
      href: `/rounds/${roundId}/draft/review`,
    })
}

/** Where the key that a person may make stands: as a successor in a round under way, or as an opener of a draft. */
async function ownKey(tx: Tx, actor: Actor, roundId: string) {
  const successor = await tx
    .selectFrom('openerSuccessors')
    .select(['no', 'rehearsalHash'])
    .where('roundId', '=', roundId)
    .where('personId', '=', actor.personId)
    .executeTakeFirst()
  if (successor) return { ...successor, place: 'successor' satisfies KeyPlace as KeyPlace }
  const key = await tx
    .selectFrom('openerKeys')
    .innerJoin('rounds', 'rounds.id', 'openerKeys.roundId')
    .select(['no', 'rehearsalHash', 'state'])
    .where('roundId', '=', roundId)
    .where('personId', '=', actor.personId)
    .executeTakeFirst()
  if (!key) return refuse('not-an-opener-here')
  refuseIf(key.state === 'draft' ? null : 'keys-are-fixed')
  return { ...key, place: 'opener' satisfies KeyPlace as KeyPlace }
}
