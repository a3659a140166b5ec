import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { loadCalendar } from '~/kernel/calendar.server'
import { dayOf, workdaysBetween } from '~/kernel/workdays'
import { type Actor, is } from '~/people/actor'
import { roundLifecycle } from '../lifecycle'
import { ocidOf } from '../ocid.server'
import { findRound } from '../queries.server'
import { nextDeed } from './next'
import { nextMoment, stagesOf } from './stages'

type Db = Kysely<Database>

/** What stands above every part of a round: where it is, until when, and what the reader may do next. */
export async function findRoundHead(db: Db, actor: Actor, roundId: string, now: Date) {
  const round = await findRound(db, actor, roundId)
  if (!round) return undefined
  const { notice: _, terms: __, noticeHash, ...facts } = round
  const counts = await countParts(db, actor, roundId)
  const dueAt = nextMoment(round)
  const mayRun = is(actor, 'officer')
  return {
    ...facts,
    noticeHash: noticeHash?.toString('hex') ?? null,
    ocid: ocidOf(round.number),
    counts,
    stages: stagesOf(round),
    dueAt,
    workdays: dueAt && dueAt > now ? workdaysBetween(await loadCalendar(db), dayOf(now), dayOf(dueAt)) : null,
    deed: nextDeed({ id: roundId, state: round.state, ...counts }, actor),
    may: {
      suspend: mayRun && roundLifecycle.moves.suspend.from.includes(round.state as 'published'),
      cancel: mayRun && roundLifecycle.moves.cancel.from.includes(round.state as 'published'),
      amend: mayRun && (round.state === 'published' || round.state === 'frozen'),
      rekey:
        mayRun &&
        (round.state === 'published' || round.state === 'frozen') &&
        round.terms.sealing === 'openers',
      resume: mayRun && round.state === 'suspended',
      edit: mayRun && round.state === 'draft',
      seeOpening: is(actor, 'officer', 'opener', 'evaluator', 'auditor'),
      joins: actor.kind !== 'visitor' && (round.state === 'confirmed' || round.state === 'concluded'),
      seeEvaluation: is(actor, 'officer', 'evaluator', 'auditor'),
    },
    isVisitor: actor.kind === 'visitor',
    cancelProposed: mayRun ? await findCancelProposal(db, roundId) : null,
  }
}

export type RoundHead = NonNullable<Awaited<ReturnType<typeof findRoundHead>>>

async function countParts(db: Db, { organizationId }: Actor, roundId: string) {
  const { rows } = await sql<{
    lots: number
    questions: number
    unanswered: number
    addenda: number
    pledges: number
    waiting: number
  }>`
    select (select count(*)::int from lots where round_id = ${roundId}) as lots,
      (select count(*)::int from questions where round_id = ${roundId}) as questions,
      (select count(*)::int from questions where round_id = ${roundId} and answer is null) as unanswered,
      (select count(*)::int from addenda where round_id = ${roundId}) as addenda,
      (select count(*)::int from pledges where round_id = ${roundId} and org_id = ${organizationId}
         and state not in ('withdrawn', 'dropped')) as pledges,
      (select count(*)::int from pledges where round_id = ${roundId} and org_id = ${organizationId}
         and (state = 'awaiting_approval' or (state in ('active', 'invalidated') and asked_version > version))) as waiting`.execute(
    db,
  )
  return rows[0]!
}

/** The first officer's proposal to cancel what is published; null when nobody proposes it. */
export async function findCancelProposal(db: Db, roundId: string) {
  const proposal = await db
    .selectFrom('roundConsents')
    .innerJoin('persons', 'persons.id', 'roundConsents.personId')
    .select(['persons.id as personId', 'persons.name', 'roundConsents.note', 'roundConsents.at'])
    .where('roundId', '=', roundId)
    .where('deed', '=', 'cancel')
    .orderBy('roundConsents.at', 'desc')
    .executeTakeFirst()
  return proposal ?? null
}
