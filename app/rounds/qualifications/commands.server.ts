import { sql } from 'kysely'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { type Actor, is } from '~/people/actor'
import { notifyAgencies, notifyMembers } from '~/people/notify.server'
import { keepUpload } from '~/people/upload.server'
import { officersOnly, type Tx } from '../commands.server'
import type { QualificationState } from '../lifecycle'
import { databaseNow } from '../queries.server'
import { hoursToCure, validDays, whyNotApply } from './applying'
import type { Application, Decision } from './form'
import { isBlacklisted } from './listed.server'
import { findStanding } from './queries.server'

/**
 * A vendor asks to be found fit for all rounds, or makes good what was sent back. Refuses with the codes of
 * `whyNotApply`.
 */
export async function applyForQualification(
  tx: Tx,
  actor: Actor,
  { evidence, declared: _, ...answers }: Application,
) {
  refuseIf(is(actor, 'vendor') ? null : 'not-your-move')
  const standing = (await findStanding(tx, actor.organizationId)) ?? null
  refuseIf((await isBlacklisted(tx, actor.organizationId)) ? 'vendor-listed' : null)
  refuseIf(whyNotApply(standing, await databaseNow(tx)))
  const file = evidence ? { evidenceFileId: await keepUpload(tx, actor, evidence) } : {}
  const facts = { responses: JSON.stringify(answers), ...file, reason: null, cureUntil: null }
  const row =
    standing?.state === 'returned'
      ? await tx
          .updateTable('qualifications')
          .set({ ...facts, state: 'in_review' })
          .where('id', '=', standing.id)
          .where('state', '=', 'returned')
          .returning('id')
          .executeTakeFirst()
      : await tx
          .insertInto('qualifications')
          .values({ vendorId: actor.organizationId, ...facts })
          .onConflict((conflict) => conflict.doNothing())
          .returning('id')
          .executeTakeFirst()
  const { id } = row ?? refuse('already-moved')
  const event = await record(tx, 'qualification.applied', id)
  await notifyAgencies(tx, ['officer'], {
    kind: 'qualification.applied',
    href: `/office/qualifications/${id}`,
    event,
  })
  return id
}

const year = sql<Date>`clock_timestamp() + ${validDays} * interval '1 day'`

type Change = { from: readonly QualificationState[]; set: Record<string, unknown>; kind: string }

/** What each decision makes of a standing; a first look and its outcome are two moves of one decision. */
function changeOf(decision: Decision): Change {
  const reason = 'reason' in decision ? decision.reason : null
  switch (decision.move) {
    case 'qualify':
      return { from: ['in_review'], set: { state: 'qualified', reason, validUntil: year }, kind: 'qualified' }
    case 'extend':
      return {
        from: ['qualified'],
        set: { validUntil: sql`greatest(valid_until, clock_timestamp()) + ${validDays} * interval '1 day'` },
        kind: 'extended',
      }
    case 'resume':
      return { from: ['suspended'], set: { state: 'qualified', reason }, kind: 'resumed' }
    case 'return':
      return {
        from: ['in_review'],
        set: {
          state: 'returned',
          reason,
          cureUntil: sql`clock_timestamp() + ${hoursToCure} * interval '1 hour'`,
        },
        kind: 'returned',
      }
    case 'reject':
      return { from: ['in_review', 'returned'], set: { state: 'rejected', reason }, kind: 'rejected' }
    case 'suspend':
      return { from: ['qualified'], set: { state: 'suspended', reason }, kind: 'suspended' }
  }
}

/** An officer decides; the vendor is told. */
export async function decideQualification(tx: Tx, actor: Actor, id: string, decision: Decision) {
  officersOnly(actor)
  await tx
    .updateTable('qualifications')
    .set({ state: 'in_review' })
    .where('id', '=', id)
    .where('state', '=', 'applied')
    .execute()
  const { from, set, kind } = changeOf(decision)
  const moved = await tx
    .updateTable('qualifications')
    .set(set as never)
    .where('id', '=', id)
    .where('state', 'in', from)
    .returning('vendorId')
    .executeTakeFirst()
  const { vendorId } = moved ?? refuse('already-moved')
  const frees = decision.move === 'qualify' || decision.move === 'resume' || decision.move === 'extend'
  refuseIf(frees && (await isBlacklisted(tx, vendorId)) ? 'vendor-listed' : null)
  const event = await record(tx, `qualification.${kind}`, id, {}, { org: vendorId })
  await notifyMembers(tx, vendorId, ['vendor'], {
    kind: `qualification.${kind}`,
    href: '/qualification',
    event,
  })
}
