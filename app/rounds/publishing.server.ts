import { sql } from 'kysely'
import { canonical, type Canonical } from '~/kernel/canonical'
import { loadCalendar } from '~/kernel/calendar.server'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { sha256 } from '~/kernel/sha256'
import type { Actor } from '~/people/actor'
import { notifyAgencies } from '~/people/notify.server'
import { officersOnly, type Tx } from './commands.server'
import { roundLifecycle } from './lifecycle'
import { whyNotPublish } from './publication'
import { findCriteria } from './qualifications/queries.server'
import { findRound, listLots, type Lot, type Round } from './queries.server'
import { resumed } from './timetable'

/** What still keeps a draft from being published: the officer's checklist, each with its field. */
export async function publicationProblems(tx: Tx, actor: Actor, roundId: string, now: Date) {
  const round = (await findRound(tx, actor, roundId)) ?? refuse('round-unknown')
  const lots = await listLots(tx, roundId)
  const openers = await tx
    .selectFrom('openerKeys')
    .selectAll()
    .where('roundId', '=', roundId)
    .orderBy('no')
    .execute()
  return whyNotPublish(
    {
      terms: round.terms,
      lots: lots.map((lot) => ({
        ...lot,
        hasEvidence: lot.evidenceFileId !== null || lot.referenceNote !== null,
      })),
      openers: openers.map(({ no, orgId, readyAt }) => ({
        no,
        organizationId: orgId,
        ready: readyAt !== null,
        conflict: null,
      })),
      seedSealed: (await findSeed(tx, roundId)) !== undefined,
      timetable: timetableOf(round),
      officeId: actor.organizationId,
    },
    now,
    await loadCalendar(tx),
  )
}

// A draft is written with a whole timetable, so null is no case of its own.
const timetableOf = (
  round: Pick<Round, 'questionsCloseAt' | 'pledgesCloseAt' | 'bidsCloseAt' | 'openingAt'>,
) => ({
  questionsCloseAt: round.questionsCloseAt!,
  pledgesCloseAt: round.pledgesCloseAt!,
  bidsCloseAt: round.bidsCloseAt!,
  openingAt: round.openingAt!,
})

/** `muster-notice/1`: everything that binds, as canonical JSON; its hash is what people sign. */
export async function noticeOf(tx: Tx, round: Round): Promise<string> {
  const lots = await listLots(tx, round.id)
  const seed = await findSeed(tx, round.id)
  const openers = await tx
    .selectFrom('openerKeys')
    .select(['no', 'recipient'])
    .where('roundId', '=', round.id)
    .orderBy('no')
    .execute()
  const times = Object.entries(timetableOf(round)).map(([name, at]) => [name, at.toISOString()])
  return canonical({
    format: 'muster-notice/1',
    round: round.id,
    number: round.number,
    title: round.title,
    profile: round.profile,
    timetable: Object.fromEntries(times) as Record<string, string>,
    terms: round.terms as unknown as Canonical,
    // Which criteria of qualification bind: published with those in force, kept from then on.
    criteria: round.criteriaVersion ?? (await findCriteria(tx)).version,
    lots: lots.map(lotOfNotice),
    openers,
    seedCommitment: seed?.commitment.toString('hex') ?? null,
  })
}

const findSeed = (tx: Tx, roundId: string) =>
  tx
    .selectFrom('sealedItems')
    .select('commitment')
    .where('roundId', '=', roundId)
    .where('kind', '=', 'seed')
    .where('state', '=', 'current')
    .executeTakeFirst()

const lotOfNotice = (lot: Lot): Canonical => ({
  id: lot.id,
  code: lot.code,
  kind: lot.kind,
  class: lot.classId,
  edition: lot.editionId,
  justification: lot.justification,
  metric: lot.metric,
  term: lot.term,
  termMonths: lot.termMonths,
  unit: lot.unit,
  rights: lot.rights as Canonical,
  referencePrice: lot.referencePrice,
  currency: lot.currency,
  referenceSource: lot.referenceSource,
  referenceNote: lot.referenceNote,
  minVolume: lot.minVolume,
  milestones: lot.milestones,
  maxWinners: lot.maxWinners,
  contractMonths: lot.contractMonths,
})

/**
 * An officer's yes to the draft as it stands. The second officer's yes to the same notice publishes the round; a
 * change in between makes another notice, and both say yes again (`seen`: the hash of the notice that was read).
 * Refuses with the first violation's code, `already-consented`, `draft-changed`, `not-a-draft`. Answers whether the round is published now.
 */
export async function consentToPublish(
  tx: Tx,
  actor: Actor,
  roundId: string,
  now: Date,
  seen?: string,
): Promise<boolean> {
  officersOnly(actor)
  const locked = await tx
    .selectFrom('rounds')
    .select('id')
    .where('id', '=', roundId)
    .where('state', 'in', roundLifecycle.moves.publish.from)
    .forUpdate()
    .executeTakeFirst()
  refuseIf(locked ? null : 'not-a-draft')
  const [violation] = await publicationProblems(tx, actor, roundId, now)
  refuseIf(violation?.code, { field: violation?.field })
  const round = (await findRound(tx, actor, roundId))!
  const notice = await noticeOf(tx, round)
  const hash = sha256(notice)
  refuseIf(seen === undefined || seen === hash.toString('hex') ? null : 'draft-changed')
  if (!(await consent(tx, actor, roundId, 'publish', hash))) {
    await notifyAgencies(tx, ['officer'], {
      kind: 'round.consented',
      href: `/rounds/${roundId}/draft/review`,
    })
    return false
  }
  await tx
    .updateTable('roundTerms')
    .set({ notice })
    .where('roundId', '=', roundId)
    .where('version', '=', round.termsVersion)
    .execute()
  await tx
    .updateTable('rounds')
    .set({ state: 'published', publishedAt: now, noticeHash: hash })
    .where('id', '=', roundId)
    .execute()
  const facts = { notice: hash.toString('hex'), version: round.termsVersion }
  const event = await record(tx, 'round.published', roundId, facts, { round: roundId })
  await sql`select tell_market('round.published', ${`/rounds/${roundId}`}, ${event}::uuid)`.execute(tx)
  return true
}

/** Writes one person's yes over a hash; answers whether it is the second one. Refuses with `already-consented`. */
export async function consent(
  tx: Tx,
  actor: Actor,
  roundId: string,
  deed: 'publish' | 'amend' | 'decide' | 'cancel',
  over: Buffer,
  note: string | null = null,
): Promise<boolean> {
  const given = await tx
    .insertInto('roundConsents')
    .values({ roundId, deed, over, personId: actor.personId, note })
    .onConflict((conflict) => conflict.doNothing())
    .returning('at')
    .executeTakeFirst()
  refuseIf(given ? null : 'already-consented')
  await record(tx, 'round.consented', roundId, { deed, over: over.toString('hex') }, { round: roundId })
  const { n } = await tx
    .selectFrom('roundConsents')
    .where('roundId', '=', roundId)
    .where('deed', '=', deed)
    .where('over', '=', over)
    .select((row) => row.fn.countAll<bigint>().as('n'))
    .executeTakeFirstOrThrow()
  return n >= 2n
}

/** Cancels with a reason; what is published takes two officers with the same reason. Sealed items stay sealed. */
export async function cancelRound(tx: Tx, actor: Actor, roundId: string, reason: string): Promise<boolean> {
  officersOnly(actor)
  const round = await tx
    .selectFrom('rounds')
    .select('state')
    .where('id', '=', roundId)
    .where('state', 'in', roundLifecycle.moves.cancel.from)
    .forUpdate()
    .executeTakeFirst()
  refuseIf(round ? null : 'already-moved')
  const over = sha256(`cancel ${roundId} ${reason}`)
  if (round!.state !== 'draft' && !(await consent(tx, actor, roundId, 'cancel', over, reason))) {
    await notifyAgencies(tx, ['officer'], {
      kind: 'round.cancel_proposed',
      href: `/rounds/${roundId}/cancellation`,
    })
    return false
  }
  await tx
    .updateTable('rounds')
    .set({ state: 'canceled', reason, suspendedAt: null })
    .where('id', '=', roundId)
    .execute()
  await tx
    .updateTable('lots')
    .set({ state: 'canceled', reason: 'canceled' })
    .where('roundId', '=', roundId)
    .where('state', 'in', ['active', 'awarded'])
    .execute()
  if (round!.state === 'draft') return true
  const event = await record(tx, 'round.voided', roundId, { cause: 'canceled' }, { round: roundId })
  await tell(tx, roundId, 'round.canceled', event)
  return true
}

/** Stops the round's clocks; what is left of each period is kept. */
export async function suspendRound(tx: Tx, actor: Actor, roundId: string, reason: string, now: Date) {
  officersOnly(actor)
  const suspended = await tx
    .updateTable('rounds')
    .set({ state: 'suspended', suspendedAt: now, reason })
    .where('id', '=', roundId)
    .where('state', 'in', roundLifecycle.moves.suspend.from)
    .returning('id')
    .executeTakeFirst()
  refuseIf(suspended ? null : 'already-moved')
  await tell(
    tx,
    roundId,
    'round.suspended',
    await record(tx, 'round.suspended', roundId, {}, { round: roundId }),
  )
}

/** Goes on where it was suspended; deadlines that lay ahead move by the length of the pause. */
export async function resumeRound(tx: Tx, actor: Actor, roundId: string, now: Date) {
  officersOnly(actor)
  const round = await tx
    .selectFrom('rounds')
    .selectAll()
    .where('id', '=', roundId)
    .where('state', '=', 'suspended')
    .forUpdate()
    .executeTakeFirst()
  if (!round) return refuse('already-moved')
  const { rows } = await sql<{ awaits: boolean }>`select awaits_remedy(${roundId}::uuid) as awaits`.execute(
    tx,
  )
  refuseIf(rows[0]!.awaits ? 'remedy-first' : null)
  const pause = now.getTime() - round.suspendedAt!.getTime()
  await tx
    .updateTable('rounds')
    .set({
      state: sql`reached`,
      suspendedAt: null,
      reason: null,
      ...resumed(timetableOf(round), round.suspendedAt!, now),
      standstillEndsAt: round.standstillEndsAt && new Date(round.standstillEndsAt.getTime() + pause),
    })
    .where('id', '=', roundId)
    .execute()
  await tell(tx, roundId, 'round.resumed', await record(tx, 'round.resumed', roundId, {}, { round: roundId }))
}

/** A notice for everyone whom a round concerns: who has joined, and every vendor. */
export const tell = (tx: Tx, roundId: string, kind: string, event: string) =>
  sql`select tell_round(${roundId}, ${kind}, ${`/rounds/${roundId}`}, ${event}::uuid)`.execute(tx)
