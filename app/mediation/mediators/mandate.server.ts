import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { refuse, refuseIf } from '~/kernel/refusal'
import { dayOf } from '~/kernel/workdays'
import type { Actor } from '~/people/actor'
import { nobody } from '~/people/actor'
import { findBody } from '../bodies/bodies.server'
import type { Side } from '../channels/kinds'
import { isLicensed } from '../deadlines'
import { beginPeriod, meetPeriod } from '../deadlines.server'
import { moveCase, recordOfCase } from '../moves.server'
import { findCase } from '../queries.server'
import { conflicts, type Finding, isBlocked, type Relations } from './conflicts'
import type { Declaration } from './form'
import { findStanding } from './selecting.server'

type Tx = Kysely<Database>

/**
 * The mediator takes a case on with a declaration; what the data says is looked at in the same transaction. A finding
 * that blocks ends the mandate at once; the others are disclosed to both sides. Answers the findings. Refuses:
 * not-asked, body-license-expired.
 */
export async function takeOn(tx: Tx, actor: Actor, caseId: string, declaration: Declaration, now: Date) {
  const its = (await findCase(tx, caseId)) ?? refuse('case-unknown')
  const standing = await ownMandate(tx, actor, caseId)
  const body = await findBody(tx, its.bodyId)
  refuseIf(body && isLicensed(body, now) ? null : 'body-license-expired')
  const relations = await relationsOf(tx, its, actor.personId, declaration)
  const findings = conflicts(relations, dayOf(now))
  await keepCheck(tx, { caseId, appointmentId: standing.id, relations, findings })
  if (isBlocked(findings)) {
    await recordOfCase(tx, 'case.mediator_declined', caseId, { why: 'conflict' })
    await endMandate(tx, standing.id, 'refused', declaration)
    return findings
  }
  await moveCase(tx, caseId, 'take_on')
  await tx
    .updateTable('mediatorAppointments')
    .set({
      state: 'accepted',
      acceptedAt: sql<Date>`clock_timestamp()`,
      declaration: JSON.stringify(declaration),
    })
    .where('id', '=', standing.id)
    .execute()
  await recordOfCase(tx, 'case.conflicts_checked', caseId, { findings: findings.length })
  return findings
}

/** The mediator does not take the case on; the next name is asked. Refuses: not-asked. */
export async function refuseMandate(tx: Tx, actor: Actor, caseId: string) {
  const standing = await ownMandate(tx, actor, caseId)
  await recordOfCase(tx, 'case.mediator_declined', caseId, { why: 'refused' })
  await endMandate(tx, standing.id, 'refused')
}

/** A mediator steps back, during the check or later; seats end at once, and the sides choose again. Refuses: not-asked, already-moved. */
export async function stepBack(tx: Tx, actor: Actor, caseId: string) {
  const standing = (await findStanding(tx, caseId)) ?? refuse('not-asked')
  if (standing.mediatorId !== actor.personId) refuse('not-asked')
  await moveCase(tx, caseId, 'choose_again')
  await endMandate(tx, standing.id, 'withdrawn')
}

/** A side says that it does not mind what was disclosed; when both do, the mediation begins. Refuses: not-now, said-before. */
export async function waiveFindings(tx: Tx, caseId: string, side: Side) {
  const standing = await checked(tx, caseId)
  await answer(tx, caseId, standing.id, side, '', 'waived')
  const { waived } = await tx
    .selectFrom('mediatorChallenges')
    .select((row) => row.fn.countAll<bigint>().as('waived'))
    .where('appointmentId', '=', standing.id)
    .where('decision', '=', 'waived')
    .executeTakeFirstOrThrow()
  if (waived === 2n) await moveCase(tx, caseId, 'clear')
}

/** A side objects to the mediator; the head of the body decides. Refuses: not-now, said-before. */
export async function challengeMediator(tx: Tx, caseId: string, side: Side, ground: string, now: Date) {
  const standing = await checked(tx, caseId)
  await answer(tx, caseId, standing.id, side, ground, null)
  await meetPeriod(tx, caseId, 'objection')
  await beginPeriod(tx, caseId, 'decision', now)
  await recordOfCase(tx, 'case.mediator_challenged', caseId, { side })
}

/** The head decides on an objection: upheld, the sides choose again; dismissed, and none left, the mediation begins. Refuses: not-your-move, already-moved. */
export async function decideChallenge(
  tx: Tx,
  caseId: string,
  challengeId: string,
  decision: 'upheld' | 'dismissed',
) {
  const its = (await findCase(tx, caseId)) ?? refuse('case-unknown')
  refuseIf(its.roles.includes('head') ? null : 'not-your-move')
  const standing = await checked(tx, caseId)
  const decided = await tx
    .updateTable('mediatorChallenges')
    .set({ decision, decidedAt: sql<Date>`clock_timestamp()` })
    .where('id', '=', challengeId)
    .where('appointmentId', '=', standing.id)
    .where('decision', 'is', null)
    .returning('id')
    .executeTakeFirst()
  refuseIf(decided ? null : 'already-moved')
  await recordOfCase(tx, 'case.challenge_decided', caseId, { decision })
  if (decision === 'upheld') {
    await moveCase(tx, caseId, 'choose_again')
    await endMandate(tx, standing.id, 'replaced')
  } else if (!(await undecided(tx, standing.id))) await moveCase(tx, caseId, 'clear')
}

/** What was found of the standing mediator, and what the sides said to it. */
export async function findCheck(db: Tx, caseId: string) {
  const standing = await findStanding(db, caseId)
  if (!standing) return null
  const check = await db
    .selectFrom('conflictChecks')
    .select(['findings', 'outcome', 'at'])
    .where('appointmentId', '=', standing.id)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
  const challenges = await db
    .selectFrom('mediatorChallenges')
    .select(['id', 'side', 'ground', 'decision', 'dueAt', 'decidedAt'])
    .where('appointmentId', '=', standing.id)
    .execute()
  return {
    standing,
    challenges,
    outcome: check?.outcome ?? null,
    findings: (check?.findings ?? []) as unknown as Finding[],
  }
}

type Check = { caseId: string; appointmentId: string; relations: Relations; findings: readonly Finding[] }

/** What was found, with everything that it was found from. */
export const keepCheck = (tx: Tx, { caseId, appointmentId, relations, findings }: Check) =>
  tx
    .insertInto('conflictChecks')
    .values({
      caseId,
      appointmentId,
      inputs: JSON.stringify(relations),
      findings: JSON.stringify(findings),
      outcome: isBlocked(findings) ? 'blocked' : findings.length > 0 ? 'disclosed' : 'clear',
    })
    .execute()

/** What the data and the mediator's own word say of everyone involved in a case. */
export async function relationsOf(
  tx: Tx,
  its: Parties & { id: string },
  mediatorId: string,
  said: Declaration,
): Promise<Relations> {
  return withDeclared(await gather(tx, its.id, mediatorId), said, its, await ownersOf(tx, said.family))
}

async function gather(tx: Tx, caseId: string, mediatorId: string): Promise<Relations> {
  const { rows } = await sql<{
    inputs: Relations
  }>`select conflict_inputs(${caseId}::uuid, ${mediatorId}::uuid) as inputs`.execute(tx)
  return rows[0]!.inputs
}

type Parties = { claimantId: string; respondentId: string }

function withDeclared(
  relations: Relations,
  said: Declaration,
  { claimantId, respondentId }: Parties,
  family: string[],
): Relations {
  const mandates = [
    ...(said.mandateClaimant ? [claimantId] : []),
    ...(said.mandateRespondent ? [respondentId] : []),
  ].map((organizationId) => ({ id: 'declared', organizationId, until: null }))
  const { mediator } = relations
  return {
    ...relations,
    mediator: { ...mediator, organizations: [...mediator.organizations, ...family] },
    mandates: [...relations.mandates, ...mandates],
    earnings: [...relations.earnings, ...(said.earns ? [{ roundId: 'declared' }] : [])],
  }
}

async function ownersOf(tx: Tx, codes: readonly string[]): Promise<string[]> {
  if (codes.length === 0) return []
  const { rows } = await sql<{ id: string }>`
    select o.id from unnest(${sql.val([...codes])}::text[]) code, organization_by_code(code) o`.execute(tx)
  return rows.map(({ id }) => id)
}

async function ownMandate(tx: Tx, actor: Actor, caseId: string) {
  const standing = await findStanding(tx, caseId)
  return standing?.state === 'asked' && standing.mediatorId === actor.personId && actor.personId !== nobody
    ? standing
    : refuse('not-asked')
}

async function checked(tx: Tx, caseId: string) {
  const its = await tx
    .selectFrom('cases')
    .select('state')
    .where('id', '=', caseId)
    .forUpdate()
    .executeTakeFirst()
  if (its?.state !== 'conflict_check') refuse('not-now')
  return (await findStanding(tx, caseId)) ?? refuse('not-now')
}

async function answer(
  tx: Tx,
  caseId: string,
  appointmentId: string,
  side: Side,
  ground: string,
  decision: 'waived' | null,
) {
  const said = await tx
    .insertInto('mediatorChallenges')
    .values({
      caseId,
      appointmentId,
      side,
      ground,
      decision,
      dueAt: sql<Date>`clock_timestamp()`,
      decidedAt: decision ? sql<Date>`clock_timestamp()` : null,
    })
    .onConflict((conflict) => conflict.columns(['appointmentId', 'side']).doNothing())
    .returning('id')
    .executeTakeFirst()
  refuseIf(said ? null : 'said-before')
}

const undecided = (tx: Tx, appointmentId: string) =>
  tx
    .selectFrom('mediatorChallenges')
    .select('id')
    .where('appointmentId', '=', appointmentId)
    .where('decision', 'is', null)
    .executeTakeFirst()

export const endMandate = (
  tx: Tx,
  id: string,
  state: 'refused' | 'withdrawn' | 'replaced',
  declaration: Declaration | null = null,
) =>
  tx
    .updateTable('mediatorAppointments')
    .set({
      state,
      endedAt: sql<Date>`clock_timestamp()`,
      ...(declaration && { declaration: JSON.stringify(declaration) }),
    })
    .where('id', '=', id)
    .execute()
