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
import { requirementsOf } from './criteria'
import type { Answers, Decision, Review } from './form'
import { isBlacklisted } from './listed.server'
import {
  filesOf,
  findCriteria,
  findQualification,
  findStanding,
  judgedAnswers,
  judgedApplication,
} from './queries.server'

/** Whether, and why not, a vendor may work on its application now. Refuses with the codes of `whyNotApply`. */
async function whoApplies(tx: Tx, actor: Actor, now: Date) {
  refuseIf(is(actor, 'vendor') ? null : 'not-your-move')
  const standing = (await findStanding(tx, actor.organizationId)) ?? null
  refuseIf((await isBlacklisted(tx, actor.organizationId)) ? 'vendor-listed' : null)
  refuseIf(whyNotApply(standing, (await findCriteria(tx)).version, now))
  return standing
}

/** A vendor answers requirements, with their evidence; the office reads nothing before it is sent. */
export async function saveAnswers(tx: Tx, actor: Actor, { answers = {}, files = {} }: Answers) {
  await whoApplies(tx, actor, await databaseNow(tx))
  const { set } = await findCriteria(tx)
  const known = requirementsOf(set).map(({ code }) => code)
  const kept = new Map<string, string>()
  for (const code of known) if (files[code]) kept.set(code, await keepUpload(tx, actor, files[code]))
  const rows = known
    .filter((code) => code in answers || kept.has(code))
    .map((requirement) => ({
      vendorId: actor.organizationId,
      requirement,
      value: answers[requirement] || null,
      fileId: kept.get(requirement) ?? null,
    }))
  if (rows.length === 0) return
  await tx
    .insertInto('vendorResponses')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['vendorId', 'requirement']).doUpdateSet((row) => ({
        value: row.ref('excluded.value'),
        fileId: row.fn.coalesce('excluded.fileId', 'vendorResponses.fileId'),
        at: sql<Date>`clock_timestamp()`,
      })),
    )
    .execute()
}

/**
 * A vendor asks to be found fit for all rounds, or makes good what was sent back: its answers are frozen as they
 * stand, with the version of the criteria that they answer. Refuses with the codes of `whyNotApply` and
 * `checklist-unmet`.
 */
export async function applyForQualification(tx: Tx, actor: Actor) {
  const now = await databaseNow(tx)
  const standing = await whoApplies(tx, actor, now)
  const { version } = await findCriteria(tx)
  const { checklist, responses } = await judgedAnswers(tx, actor.organizationId, standing, now)
  refuseIf(checklist.met ? null : 'checklist-unmet')
  const facts = {
    responses: JSON.stringify(responses),
    criteriaVersion: version,
    reason: null,
    cureUntil: null,
  }
  const row =
    standing?.state === 'returned' || standing?.state === 'qualified'
      ? await tx
          .updateTable('qualifications')
          .set({ ...facts, state: 'in_review' })
          .where('id', '=', standing.id)
          .where('state', '=', standing.state)
          .returning('id')
          .executeTakeFirst()
      : await tx
          .insertInto('qualifications')
          .values({ vendorId: actor.organizationId, ...facts })
          .onConflict((conflict) => conflict.doNothing())
          .returning('id')
          .executeTakeFirst()
  const { id } = row ?? refuse('already-moved')
  const evidence = filesOf(responses).map((fileId) => ({ qualificationId: id, fileId }))
  if (evidence.length > 0)
    await tx
      .insertInto('qualificationEvidence')
      .values(evidence)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  const event = await record(tx, 'qualification.applied', id, { criteria: version })
  await notifyAgencies(tx, ['officer'], {
    kind: 'qualification.applied',
    href: `/office/qualifications/${id}`,
    event,
  })
  return id
}

/** An officer keeps what was found about single requirements; it counts for the responses as they stand. */
export async function reviewRequirements(tx: Tx, actor: Actor, id: string, { marks }: Review) {
  officersOnly(actor)
  const standing = await tx
    .selectFrom('qualifications')
    .select(['state', 'responses'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  const { state, responses } = standing ?? refuse('already-moved')
  refuseIf(state === 'applied' || state === 'in_review' ? null : 'already-moved')
  const rows = marks
    .filter(({ verdict }) => verdict !== '')
    .map(({ requirement, verdict, note }) => ({
      qualificationId: id,
      requirement,
      response: sql<string>`${JSON.stringify(responses)}::jsonb -> ${requirement}`,
      met: verdict === 'met',
      note: verdict === 'met' ? null : note,
      by: actor.personId,
    }))
  if (rows.length === 0) return
  await tx
    .insertInto('requirementReviews')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['qualificationId', 'requirement']).doUpdateSet((row) => ({
        response: row.ref('excluded.response'),
        met: row.ref('excluded.met'),
        note: row.ref('excluded.note'),
        by: row.ref('excluded.by'),
        at: sql<Date>`clock_timestamp()`,
      })),
    )
    .execute()
  const wanting = rows.filter(({ met }) => !met).map(({ requirement }) => requirement)
  await record(tx, 'qualification.reviewed', id, { wanting })
}

const year = sql<Date>`clock_timestamp() + ${validDays} * interval '1 day'`

type Change = { from: readonly QualificationState[]; set: Record<string, unknown>; kind: string }

/** What each decision makes of a standing; a first look and its outcome are two moves of one decision. */
function changeOf(decision: Decision, personId: string): Change {
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
      return {
        from: ['suspended'],
        set: { state: 'qualified', reason, suspendedBy: null },
        kind: 'resumed',
      }
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
      return {
        from: ['qualified'],
        set: { state: 'suspended', reason, suspendedBy: personId },
        kind: 'suspended',
      }
  }
}

/** An officer decides; the vendor is told. */
export async function decideQualification(tx: Tx, actor: Actor, id: string, decision: Decision) {
  officersOnly(actor)
  if (decision.move === 'qualify') await demandAllMet(tx, id)
  if (decision.move === 'resume') refuseIf((await hasOpenAppeal(tx, id)) ? 'appeal-open' : null)
  await tx
    .updateTable('qualifications')
    .set({ state: 'in_review' })
    .where('id', '=', id)
    .where('state', '=', 'applied')
    .execute()
  const { from, set, kind } = changeOf(decision, actor.personId)
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

// A suspension that its vendor has appealed against ends by the ruling, with a reason.
async function hasOpenAppeal(tx: Tx, id: string) {
  const open = await tx
    .selectFrom('qualificationAppeals')
    .select('id')
    .where('qualificationId', '=', id)
    .where('decidedAt', 'is', null)
    .executeTakeFirst()
  return open !== undefined
}

// Nobody is found fit over a requirement that is not met, or that an officer found wanting.
async function demandAllMet(tx: Tx, id: string) {
  const standing = (await findQualification(tx, id)) ?? refuse('already-moved')
  const { checklist } = await judgedApplication(tx, standing, await databaseNow(tx))
  refuseIf(checklist.met ? null : 'requirements-unmet')
}
