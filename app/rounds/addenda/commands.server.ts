import { sql } from 'kysely'
import { canonical } from '~/kernel/canonical'
import { loadCalendar } from '~/kernel/calendar.server'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { sha256 } from '~/kernel/sha256'
import type { Actor } from '~/people/actor'
import { officersOnly, type Tx } from '../commands.server'
import { localMoment } from '../form'
import { noticeOf, tell } from '../publishing.server'
import { databaseNow, findRound, listLots, type Lot, type Round } from '../queries.server'
import { roundTerms } from '../terms'
import type { Timetable } from '../timetable'
import { type Amendable, type Change, changesBetween, isMaterial, touchedLots } from './changes'
import type { AddendumValues } from './form'
import { momentProblems, timesAfter } from './moving'

/**
 * What an addendum would change and bring about: a material one moves the closing where too little time is left, and
 * opens pledging again where frozen pledges are touched. Refuses with `bids-closed`, `notice-changed`,
 * `nothing-changed` and the codes of `momentProblems`.
 */
export async function planAddendum(tx: Tx, actor: Actor, roundId: string, values: AddendumValues) {
  officersOnly(actor)
  await tx.selectFrom('rounds').select('id').where('id', '=', roundId).forUpdate().executeTakeFirst()
  const round = (await findRound(tx, actor, roundId)) ?? refuse('round-unknown')
  const now = await databaseNow(tx)
  const before = timesOf(round)
  refuseIf(round.state === 'published' || round.state === 'frozen' ? null : 'bids-closed')
  refuseIf(now < before.bidsCloseAt ? null : 'bids-closed')
  refuseIf(round.noticeHash!.toString('hex') === values.notice ? null : 'notice-changed')
  const lots = await listLots(tx, roundId)
  const typed = amendableOf(values, before, lots)
  const [problem] = momentProblems(typed.times, before, now)
  refuseIf(problem?.code, { field: problem?.field })
  const present = { times: before, terms: round.terms, lots }
  const asked = changesBetween(present, typed)
  refuseIf(asked.length === 0 ? 'nothing-changed' : null)
  const material = isMaterial(asked)
  const codes = touchedLots(
    asked,
    lots.map(({ code }) => code),
  )
  const touched = material ? lots.filter(({ code }) => codes.includes(code)).map(({ id }) => id) : []
  const reopens = round.state === 'frozen' && (await hasFrozen(tx, touched))
  const moving = { now, terms: round.terms, calendar: await loadCalendar(tx), reopens }
  const times = material ? timesAfter(typed.times, moving) : typed.times
  const changes = changesBetween(present, { ...typed, times })
  return { round, typed, times, material, touched, reopens, changes }
}

/**
 * Publishes an addendum: the terms that hold from now on are a version of their own with a notice of their own; bids
 * and pledges follow by the event. Refuses as `planAddendum` does.
 */
export async function amendRound(tx: Tx, actor: Actor, roundId: string, values: AddendumValues) {
  const { round, typed, times, material, touched, reopens, changes } = await planAddendum(
    tx,
    actor,
    roundId,
    values,
  )
  await writeVersion(tx, round, typed, times, reopens)
  const { no } = await writeAddendum(tx, roundId, material, changes, values.reason)
  const facts = { no, material, reopened: reopens, lots: touched }
  const event = await record(tx, 'round.amended', roundId, facts, { round: roundId })
  await tell(tx, roundId, 'round.amended', event)
  return no
}

export const timesOf = (round: Round): Timetable => ({
  questionsCloseAt: round.questionsCloseAt!,
  pledgesCloseAt: round.pledgesCloseAt!,
  bidsCloseAt: round.bidsCloseAt!,
  openingAt: round.openingAt!,
})

function amendableOf(values: AddendumValues, before: Timetable, lots: readonly Lot[]): Amendable {
  const { minBids, maxTiers, contractDays } = values
  // A field shows minutes: who leaves it alone does not cut off the seconds.
  const moment = (name: keyof Timetable) =>
    localMoment(values[name]) === localMoment(before[name]) ? before[name] : values[name]
  return {
    times: {
      questionsCloseAt: moment('questionsCloseAt'),
      pledgesCloseAt: moment('pledgesCloseAt'),
      bidsCloseAt: moment('bidsCloseAt'),
      openingAt: moment('openingAt'),
    },
    terms: { minBids, maxTiers, contractDays },
    lots: values.lots.map(({ id, ...lot }) => ({
      ...lot,
      code: lots.find((known) => known.id === id)?.code ?? refuse('lot-unknown'),
    })),
  }
}

export async function hasFrozen(tx: Tx, touched: readonly string[]) {
  if (touched.length === 0) return false
  const frozen = await tx
    .selectFrom('pledges')
    .select('id')
    .where('lotId', 'in', touched)
    .where('state', '=', 'frozen')
    .limit(1)
    .executeTakeFirst()
  return frozen !== undefined
}

/** Lots as they are from now on, the next version of the terms, and the notice of both, whose hash people answer. */
export async function writeVersion(
  tx: Tx,
  round: Round,
  typed: Pick<Amendable, 'terms' | 'lots'>,
  times: Timetable,
  reopens: boolean,
) {
  for (const { code, ...lot } of typed.lots)
    await tx.updateTable('lots').set(lot).where('roundId', '=', round.id).where('code', '=', code).execute()
  const terms = roundTerms.parse({ ...round.terms, ...typed.terms })
  const version = round.termsVersion + 1
  const body = canonical(terms)
  const notice = await noticeOf(tx, { ...round, ...times, terms, termsVersion: version })
  await tx
    .insertInto('roundTerms')
    .values({ roundId: round.id, version, body, hash: sha256(body), notice })
    .execute()
  await tx
    .updateTable('rounds')
    .set({
      ...times,
      termsVersion: version,
      noticeHash: sha256(notice),
      ...(reopens && { state: 'published' }),
    })
    .where('id', '=', round.id)
    .execute()
}

export const writeAddendum = (
  tx: Tx,
  roundId: string,
  material: boolean,
  changes: readonly Change[],
  reason: string,
) =>
  tx
    .insertInto('addenda')
    .values((row) => ({
      roundId,
      no: row
        .selectFrom('addenda')
        .select(sql<number>`coalesce(max(no), 0) + 1`.as('no'))
        .where('roundId', '=', roundId),
      material,
      changes: JSON.stringify(changes),
      reason,
    }))
    .returning('no')
    .executeTakeFirstOrThrow()
