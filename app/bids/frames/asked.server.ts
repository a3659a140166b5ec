import { sql } from 'kysely'
import { loadCalendar } from '~/kernel/calendar.server'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { dayOf, deadline } from '~/kernel/workdays'
import type { Actor } from '~/people/actor'
import { notifyAgencies, notifyMembers } from '~/people/notify.server'
import type { Tx } from '~/rounds/commands.server'
import { commitmentOf } from '~/rounds/frame'
import { databaseNow, findRound, type Round } from '~/rounds/queries.server'
import { type AskCause, extended, isOver, showingWorkdays, stepAfter } from './asked'
import { concludeStage } from '../open.server'
import { type Stage, stageOf, stateBefore } from '../opening'

const states = Object.values(stateBefore)

/** What came in and is gone is put back as far as the log knows it: named as lost, so that its author can be asked. */
export async function restoreLost(tx: Tx, roundId: string) {
  const { rows } = await sql<{ lost: number }>`select restore_lost(${roundId}) as lost`.execute(tx)
  if (rows[0]!.lost > 0)
    await notifyAgencies(tx, ['officer', 'auditor'], {
      kind: 'opening.envelope_lost',
      href: `/rounds/${roundId}/opening`,
    })
}

/** Asks the authors of what a stage cannot open to show the frames that they committed to. */
export async function askFrames(tx: Tx, roundId: string, stage: Stage, cause: AskCause, now: Date) {
  const { dueAt } = deadline(await loadCalendar(tx), dayOf(now), showingWorkdays[cause], 'wd')
  const { rows } = await sql<{ orgId: string; pledgeId: string | null }>`
    select org_id, pledge_id from ask_frames(${roundId}, ${stage}, ${cause}, ${dueAt})`.execute(tx)
  if (rows.length === 0) return
  await record(tx, 'opening.frames_asked', roundId, { stage, cause, frames: rows.length }, { round: roundId })
  const href = `/rounds/${roundId}/frames`
  const buyers = new Set(rows.filter(({ pledgeId }) => pledgeId).map(({ orgId }) => orgId))
  for (const orgId of new Set(rows.map((row) => row.orgId)))
    await notifyMembers(tx, orgId, buyers.has(orgId) ? ['buyer', 'approver'] : ['vendor'], {
      kind: 'opening.frame_asked',
      href,
    })
  await notifyAgencies(tx, ['officer'], { kind: 'opening.frames_asked', href: `/rounds/${roundId}/opening` })
}

/** Who was asked, how many have shown, and until when; null when nobody was. */
export async function findAsked(tx: Tx, roundId: string, stage: Stage) {
  const { rows } = await sql<{ asked: number; shown: number; dueAt: Date | null }>`
    select * from asked_progress(${roundId}, ${stage})`.execute(tx)
  const { asked, shown, dueAt } = rows[0]!
  return dueAt === null ? null : { asked, shown, dueAt }
}

export const findWindow = (tx: Tx, roundId: string, stage: Stage) =>
  tx
    .selectFrom('openingWindows')
    .select(['endsAt', 'extendedAt', 'askedAt'])
    .where('roundId', '=', roundId)
    .where('stage', '=', stage)
    .executeTakeFirst()

export type OwnAsked = {
  id: string
  kind: 'technical' | 'price' | 'bundle' | 'ceiling' | 'file'
  lotCode: string | null
  commitment: string
  cause: AskCause
  dueAt: Date
  shownAt: Date | null
  bidId: string | null
  pledgeId: string | null
}

/** Which frames the organization is asked to show in a round. */
export async function listOwnAsked(tx: Tx, roundId: string): Promise<OwnAsked[]> {
  const { rows } = await sql<OwnAsked>`
    select id, kind, lot_code, encode(commitment, 'hex') as commitment, cause, due_at, shown_at, bid_id, pledge_id
    from own_asked(${roundId})`.execute(tx)
  return rows
}

/**
 * An author shows what was inside an envelope that cannot be opened; nobody reads it before the stage ends. Refuses
 * with `already-moved`, `frame-late`, `frame-differs`.
 */
export async function showFrame(tx: Tx, actor: Actor, roundId: string, askedId: string, frame: Uint8Array) {
  const asked = (await listOwnAsked(tx, roundId)).find(({ id }) => id === askedId)
  if (!asked || asked.shownAt) return refuse('already-moved')
  const now = await databaseNow(tx)
  refuseIf(now < asked.dueAt ? null : 'frame-late', { facts: { at: now.toISOString() } })
  const told = Buffer.from(commitmentOf(frame)).toString('hex')
  refuseIf(told === asked.commitment ? null : 'frame-differs')
  const shown = await tx
    .updateTable('askedFrames')
    .set({ frame: Buffer.from(frame), shownAt: sql`clock_timestamp()`, shownBy: actor.personId })
    .where('id', '=', askedId)
    .where('orgId', '=', actor.organizationId)
    .where('frame', 'is', null)
    .returning('id')
    .executeTakeFirst()
  refuseIf(shown ? null : 'already-moved')
  const facts = { kind: asked.kind, commitment: asked.commitment }
  const subject = asked.bidId ?? asked.pledgeId ?? roundId
  await record(tx, 'opening.frame_shown', subject, facts, { round: roundId })
}

/** Stages that wait to be opened with keys: their windows open, are longer once, and end with the authors' frames. */
export async function watchOpenings(tx: Tx, now: Date) {
  const due = await tx
    .selectFrom('rounds')
    .innerJoin('roundTerms', (join) =>
      join
        .onRef('roundTerms.roundId', '=', 'rounds.id')
        .onRef('roundTerms.version', '=', 'rounds.termsVersion'),
    )
    .select(['rounds.id', 'rounds.state'])
    .where('rounds.state', 'in', states)
    .where('openingAt', '<=', now)
    .where(sql<boolean>`round_terms.body ->> 'sealing' = 'openers'`)
    .orderBy('openingAt')
    .limit(20)
    .execute()
  for (const { id, state } of due) await watchOpening(tx, id, stageOf(state)!, now)
}

/** One step of a stage that waits: its window opens, is longer once, or ends with the authors being asked. */
export async function watchOpening(tx: Tx, roundId: string, stage: Stage, now: Date) {
  const locked = await tx
    .selectFrom('rounds')
    .select('id')
    .where('id', '=', roundId)
    .where('state', '=', stateBefore[stage])
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  if (!locked) return
  const round = (await findRound(tx, clock, roundId))!
  await restoreLost(tx, roundId)
  const window = (await findWindow(tx, roundId, stage)) ?? (await openWindow(tx, round, stage, now))
  const step = stepAfter(window, now)
  if (step === 'extend') await extendWindow(tx, roundId, stage, window.endsAt)
  if (step === 'ask') await giveUpOpeners(tx, roundId, stage, now)
  await concludeIfShown(tx, round, stage, now)
}

// The clock sees every round; the query asks for an actor only to find one's own drafts.
const clock = { organizationId: null, personId: null, roles: [] } as unknown as Actor

async function openWindow(tx: Tx, round: Round, stage: Stage, now: Date) {
  const from = round.openingAt! > now ? round.openingAt! : now
  const hours = round.terms.openingWindowHours
  const first = stage === 'technical' ? round.openingAt! : from
  const endsAt = new Date(first.getTime() + hours * 3_600_000)
  await tx.insertInto('openingWindows').values({ roundId: round.id, stage, endsAt }).execute()
  return { endsAt, extendedAt: null, askedAt: null }
}

async function extendWindow(tx: Tx, roundId: string, stage: Stage, endsAt: Date) {
  await tx
    .updateTable('openingWindows')
    .set({ endsAt: extended(endsAt), extendedAt: sql`clock_timestamp()` })
    .where('roundId', '=', roundId)
    .where('stage', '=', stage)
    .execute()
  await record(tx, 'opening.window_extended', roundId, { stage }, { round: roundId })
  await notifyAgencies(tx, ['opener', 'officer'], {
    kind: 'opening.window_extended',
    href: `/rounds/${roundId}/opening`,
  })
}

async function giveUpOpeners(tx: Tx, roundId: string, stage: Stage, now: Date) {
  await tx
    .updateTable('openingWindows')
    .set({ askedAt: sql`clock_timestamp()` })
    .where('roundId', '=', roundId)
    .where('stage', '=', stage)
    .execute()
  await askFrames(tx, roundId, stage, 'openers-missing', now)
}

async function concludeIfShown(tx: Tx, round: Round, stage: Stage, now: Date) {
  const asked = await findAsked(tx, round.id, stage)
  if (!asked || !isOver(asked, now)) return
  const { rows } = await sql<{ left: number }>`
    select sealed_to_openers - opened - hopeless - differing as left from opening_progress(${round.id}, ${stage})`.execute(
    tx,
  )
  const { askedAt } = (await findWindow(tx, round.id, stage))!
  if (askedAt || rows[0]!.left <= 0) await concludeStage(tx, round, stage)
}
