import { type Kysely, sql } from 'kysely'
import { canonical, type Canonical } from '~/kernel/canonical'
import { loadCalendar } from '~/kernel/calendar.server'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { dayOf } from '~/kernel/workdays'
import type { Actor } from '~/people/actor'
import { notifyAgencies } from '~/people/notify.server'
import { officersOnly } from '~/rounds/commands.server'
import { databaseNow, findRound } from '~/rounds/queries.server'
import { standstill } from '~/rounds/timetable'
import type { Database } from '~db/schema'
import { counterFiles } from '../verifying/files'
import { whyNotHandIn } from './handing-in'

type Tx = Kysely<Database>

/** of the errors that are kept and shown */
const mostErrors = 50

/**
 * A member's better award, decided by the verifier alone: what it says is kept either way. Answers whether it is
 * better. Refuses with the codes of `whyNotHandIn`, `counter-unreadable`.
 */
export async function handInCounter(tx: Tx, actor: Actor, roundId: string, text: string): Promise<boolean> {
  const round = (await findRound(tx, actor, roundId)) ?? refuse('round-unknown')
  refuseIf(whyNotHandIn(round, await databaseNow(tx)))
  const standing = await tx
    .selectFrom('awardRuns')
    .innerJoin('awardInstances', 'awardInstances.hash', 'awardRuns.instanceHash')
    .select(['awardRuns.id', 'awardRuns.certificate', 'awardInstances.body'])
    .where('awardRuns.roundId', '=', roundId)
    .where('awardRuns.state', '=', 'adopted')
    .executeTakeFirst()
  if (!standing) return refuse('counter-not-open')
  const candidate = parsed(text)
  const outcome = counterFiles(standing.body, standing.certificate, candidate)
  if ('faults' in outcome) return refuse('counter-unreadable')
  const { accepted, errors, gain } = outcome.counter
  const { assign } = candidate as { assign: Canonical }
  const { id } = await tx
    .insertInto('counterAwards')
    .values({
      runId: standing.id,
      byOrgId: actor.organizationId,
      body: canonical({ assign }),
      accepted,
      gain: BigInt(gain),
      errors: JSON.stringify(errors.slice(0, mostErrors)),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(tx, 'counter.handed_in', id, { counter: id, accepted }, { round: roundId })
  if (accepted)
    await notifyAgencies(tx, ['officer'], {
      kind: 'counter.accepted',
      href: `/rounds/${roundId}/award/counter`,
    })
  return accepted
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return refuse('counter-unreadable')
  }
}

/**
 * An officer's yes to a better award: it takes the standing one's place, and the standstill begins anew. Refuses with
 * the codes of `whyNotHandIn`, `counter-not-better`.
 */
export async function confirmCounter(tx: Tx, actor: Actor, roundId: string, counterId: string) {
  officersOnly(actor)
  await sql`select from rounds where id = ${roundId} for update`.execute(tx)
  const round = (await findRound(tx, actor, roundId)) ?? refuse('round-unknown')
  const now = await databaseNow(tx)
  refuseIf(whyNotHandIn(round, now))
  const counter = await tx
    .selectFrom('counterAwards')
    .innerJoin('awardRuns', 'awardRuns.id', 'counterAwards.runId')
    .select('counterAwards.id')
    .where('counterAwards.id', '=', counterId)
    .where('counterAwards.accepted', '=', true)
    .where('awardRuns.roundId', '=', roundId)
    .where('awardRuns.state', '=', 'adopted')
    .executeTakeFirst()
  refuseIf(counter ? null : 'counter-not-better')
  const { challenge } = standstill(dayOf(now), round.terms, await loadCalendar(tx))
  await tx
    .updateTable('rounds')
    .set({ decidedAt: now, standstillEndsAt: challenge.dueAt })
    .where('id', '=', roundId)
    .execute()
  await record(tx, 'counter.confirmed', counterId, { counter: counterId, round: roundId }, { round: roundId })
}
