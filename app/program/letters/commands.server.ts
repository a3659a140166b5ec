import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { sha256 } from '~/kernel/sha256'
import { dayOf } from '~/kernel/workdays'
import { type Actor, is } from '~/people/actor'
import { notifyAgencies, notifyMembers } from '~/people/notify.server'
import { responsibilityLetterLifecycle } from '../lifecycle'
import { moveRow } from '../moving.server'
import { listLettersOf } from '../sellers/queries.server'
import type { LetterMoveValues, LetterTextValues } from './form'
import { endOf, whyNotOffer } from './offering'

type Tx = Kysely<Database>
type Its = { id: string; orgId: string | null; expiresOn: string }

/** Who signs for a seller that has an account. */
export const signers = ['approver', 'vendor', 'signatory'] as const
const clock = sql<Date>`clock_timestamp()`

/** A new version of the text, for letters offered from now on; answers its number. Refuses not-your-move, letter-text-same, already-moved. */
export async function publishText(tx: Tx, actor: Actor, { text, months }: LetterTextValues): Promise<number> {
  refuseIf(is(actor, 'officer') ? null : 'not-your-move')
  const last = await findText(tx)
  refuseIf(last?.text === text && last.months === months ? 'letter-text-same' : null, { field: 'text' })
  const version = (last?.version ?? 0) + 1
  const added = await tx
    .insertInto('letterTexts')
    .values({ version, text, months, sha256: sha256(text), by: actor.personId })
    .onConflict((on) => on.column('version').doNothing())
    .returning('version')
    .executeTakeFirst()
  refuseIf(added ? null : 'already-moved')
  await record(tx, 'letter.text_published', actor.organizationId, { version })
  return version
}

/** The text of today. */
export const findText = (tx: Tx) =>
  tx.selectFrom('letterTexts').selectAll().orderBy('version', 'desc').limit(1).executeTakeFirst()

/** Offers a seller the letter in its present text; answers its id. Refuses not-your-move, letter-text-missing and the codes of `whyNotOffer`. */
export async function offerLetter(tx: Tx, actor: Actor, sellerId: string, now: Date): Promise<string> {
  refuseIf(is(actor, 'inspector', 'officer') ? null : 'not-your-move')
  const seller = await tx
    .selectFrom('sellers')
    .select(['id', 'orgId'])
    .where('id', '=', sellerId)
    .executeTakeFirstOrThrow()
  const text = (await findText(tx)) ?? refuse('letter-text-missing')
  const today = dayOf(now)
  refuseIf(whyNotOffer(await listLettersOf(tx, sellerId), today))
  const offered = await tx
    .insertInto('responsibilityLetters')
    .values({
      sellerId,
      orgId: seller.orgId,
      version: text.version,
      text: text.text,
      sha256: text.sha256,
      offeredBy: actor.personId,
      expiresOn: endOf(today, text.months),
    })
    .onConflict((on) => on.column('sellerId').where('state', '=', 'offered').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!offered) return refuse('letter-waits')
  const event = await record(tx, 'letter.offered', offered.id, { version: text.version }, orgOf(seller))
  if (seller.orgId)
    await notifyMembers(tx, seller.orgId, signers, {
      kind: 'letter.offered',
      href: `/letters/${offered.id}`,
      event,
    })
  return offered.id
}

const orgOf = ({ orgId }: { orgId: string | null }) => (orgId ? { org: orgId } : {})

/** The seller signs with its own account. Refuses not-your-move, letter-over, already-moved. */
export async function signLetter(tx: Tx, actor: Actor, letterId: string, now: Date) {
  refuseIf(is(actor, ...signers) ? null : 'not-your-move')
  const person = await tx
    .selectFrom('persons')
    .select('name')
    .where('id', '=', actor.personId)
    .executeTakeFirstOrThrow()
  const its = await sign(tx, actor, letterId, { signedBy: person.name, signedPerson: actor.personId }, now)
  await notifyAgencies(tx, ['inspector'], { kind: 'letter.signed', href: `/office/letters/${its.id}` })
}

async function sign(tx: Tx, actor: Actor, letterId: string, by: Record<string, string>, now: Date) {
  const set = { ...by, signedAt: clock }
  const its = await moveRow(tx, actor, 'responsibilityLetters', responsibilityLetterLifecycle, 'sign', letterId, set) as unknown as Its & { sha256: Buffer } // oxfmt-ignore
  refuseIf(its.expiresOn < dayOf(now) ? 'letter-over' : null)
  await record(tx, 'letter.signed', its.id, { sha256: its.sha256.toString('hex') }, orgOf(its))
  return its
}

/** An inspector has the letter signed on the spot, or ends it. Refuses not-your-move, letter-over, already-moved. */
export async function moveLetter(tx: Tx, actor: Actor, letterId: string, asked: LetterMoveValues, now: Date) {
  refuseIf(is(actor, 'inspector', 'officer') ? null : 'not-your-move')
  if (asked.move === 'witness') {
    await sign(tx, actor, letterId, { signedBy: asked.signedBy, witnessedBy: actor.personId }, now)
    return
  }
  const set = { reason: asked.reason }
  const its = await moveRow(tx, actor, 'responsibilityLetters', responsibilityLetterLifecycle, 'terminate', letterId, set) // oxfmt-ignore
  const event = await record(tx, 'letter.terminated', its.id, {}, orgOf(its))
  if (its.orgId)
    await notifyMembers(tx, its.orgId, signers, {
      kind: 'letter.terminated',
      href: `/letters/${its.id}`,
      event,
    })
}
