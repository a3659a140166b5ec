import { type Kysely, sql } from 'kysely'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { type Actor, is } from '~/people/actor'
import { notifyAgencies, notifyMembers } from '~/people/notify.server'
import type { Database } from '~db/schema'
import { officersOnly, type Tx } from '../commands.server'
import { decideQualification } from './commands.server'
import { whyNotRule } from './appealing'
import { findStanding } from './queries.server'

/** A standing's newest appeal. */
export const findAppeal = (db: Kysely<Database>, qualificationId: string) =>
  db
    .selectFrom('qualificationAppeals')
    .select(['id', 'text', 'filedAt', 'upheld', 'reason', 'decidedAt'])
    .where('qualificationId', '=', qualificationId)
    .orderBy('filedAt', 'desc')
    .limit(1)
    .executeTakeFirst()

export type Appeal = NonNullable<Awaited<ReturnType<typeof findAppeal>>>

/**
 * A vendor asks that its suspension be looked at again; what the blacklist bans is heard there. Refuses:
 * appeal-nothing, already-moved (one is open).
 */
export async function appealSuspension(tx: Tx, actor: Actor, text: string) {
  refuseIf(is(actor, 'vendor') ? null : 'not-your-move')
  const standing = await findStanding(tx, actor.organizationId)
  if (standing?.state !== 'suspended') return refuse('appeal-nothing')
  const filed = await tx
    .insertInto('qualificationAppeals')
    .values({ qualificationId: standing.id, text, filedBy: actor.personId })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  refuseIf(filed ? null : 'already-moved')
  const event = await record(tx, 'qualification.appealed', standing.id)
  await notifyAgencies(tx, ['officer'], {
    kind: 'qualification.appealed',
    href: `/office/qualifications/${standing.id}`,
    event,
  })
}

type Ruling = { upheld: boolean; reason: string }

/**
 * An officer who did not suspend it decides with a reason; an appeal that is upheld resumes the qualification. Refuses:
 * own-suspension, already-moved.
 */
export async function decideAppeal(tx: Tx, actor: Actor, id: string, { upheld, reason }: Ruling) {
  officersOnly(actor)
  const { vendorId, suspendedBy } =
    (await tx
      .selectFrom('qualifications')
      .select(['vendorId', 'suspendedBy'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()) ?? refuse('already-moved')
  refuseIf(whyNotRule(suspendedBy, actor.personId))
  const decided = await tx
    .updateTable('qualificationAppeals')
    .set({ upheld, reason, decidedBy: actor.personId, decidedAt: sql<Date>`clock_timestamp()` })
    .where('qualificationId', '=', id)
    .where('decidedAt', 'is', null)
    .returning('id')
    .executeTakeFirst()
  refuseIf(decided ? null : 'already-moved')
  const event = await record(tx, 'qualification.appeal_decided', id, { upheld }, { org: vendorId })
  await notifyMembers(tx, vendorId, ['vendor'], {
    kind: 'qualification.appeal_decided',
    href: '/qualification',
    event,
  })
  if (upheld) await decideQualification(tx, actor, id, { move: 'resume' })
}
