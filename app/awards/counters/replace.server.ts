import { type Kysely, sql } from 'kysely'
import { canonical, type Canonical } from '~/kernel/canonical'
import { loadCalendar } from '~/kernel/calendar.server'
import { record } from '~/kernel/events.server'
import { dayOf } from '~/kernel/workdays'
import { roundTerms } from '~/rounds/terms'
import { standstill } from '~/rounds/timetable'
import type { Database } from '~db/schema'
import type { Certificate } from '../certificate'
import { certify } from '../engine/certify'
import type { Instance } from '../instance'
import { settleBids } from '../runs/decide.server'
import { readRound } from '../runs/facts.server'
import { publishNotice } from '../runs/notice.server'
import { writeAwards } from '../runs/run.server'
import { verify } from '../verify'

type Tx = Kysely<Database>
type Happening = { facts: Record<string, any> }

/**
 * `counter.confirmed`: the better award becomes the round's, written as a run of its own beside the one it replaces;
 * winners, lots and the notice follow. Once: a run that is replaced already stays so.
 */
export async function replaceAward(tx: Tx, { facts }: Happening) {
  const standing = await findStanding(tx, facts.counter)
  if (!standing) return
  const { roundId, instance, certificate, instanceHash } = standing
  const better = certifyCounter(instance, certificate, standing.assign)
  const { ok, errors } = verify(instance, better)
  if (!ok) throw new Error(`not verified: ${errors.map(({ code, where }) => `${code} ${where}`).join(', ')}`)
  await tx.updateTable('awardRuns').set({ state: 'superseded' }).where('id', '=', standing.runId).execute()
  const { id } = await tx
    .insertInto('awardRuns')
    .values({
      roundId,
      state: 'adopted',
      instanceHash,
      certificate: canonical(better as unknown as Canonical),
      objective: BigInt(better.objective),
      exactBound: better.bound && BigInt(better.bound.value),
      gapPpm: better.gapPpm,
      awardHash: better.awardHash,
      engine: `${better.engine.name} ${better.engine.version}`,
      finishedAt: sql<Date>`clock_timestamp()`,
      adoptedAt: sql<Date>`clock_timestamp()`,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await reopenBids(tx, roundId)
  await writeAwards(tx, { id, body: instance }, better, await readRound(tx, roundId))
  await settleBids(tx, roundId, id)
  await tx
    .updateTable('lots')
    .set({ state: 'awarded' })
    .where('roundId', '=', roundId)
    .where('state', '=', 'active')
    .execute()
  await announce(tx, roundId, id, better.awardHash)
}

async function findStanding(tx: Tx, counterId: string) {
  const row = await tx
    .selectFrom('counterAwards')
    .innerJoin('awardRuns', 'awardRuns.id', 'counterAwards.runId')
    .innerJoin('awardInstances', 'awardInstances.hash', 'awardRuns.instanceHash')
    .select(['awardRuns.id as runId', 'awardRuns.roundId', 'awardRuns.instanceHash'])
    .select(['awardRuns.certificate', 'awardInstances.body as instance', 'counterAwards.body'])
    .where('counterAwards.id', '=', counterId)
    .where('counterAwards.accepted', '=', true)
    .where('awardRuns.state', '=', 'adopted')
    .forUpdate('awardRuns')
    .executeTakeFirst()
  return (
    row && {
      ...row,
      instance: row.instance as unknown as Instance,
      certificate: row.certificate as unknown as Certificate,
      assign: (row.body as unknown as Pick<Certificate, 'assign'>).assign,
    }
  )
}

/** The bound holds for every award of the instance, so it is that of the award before. */
function certifyCounter(instance: Instance, { options, bound }: Certificate, assign: Certificate['assign']) {
  return certify({
    instance,
    noWorseOff: options.noWorseOff,
    seed: options.seed,
    serves: assign.map(([buyer, lot, vendor, quantity]) => ({ buyer, lot, vendor, quantity })),
    bound: bound && { ...bound, value: BigInt(bound.value) },
    engine: {
      name: 'counter-award',
      version: '1',
      milp: null,
      milpOptions: null,
      stoppedBy: 'gap',
      reproducible: true,
    },
  })
}

/** Bids and lots as they were before the decision, so that they can be settled anew. */
export async function reopenBids(tx: Tx, roundId: string) {
  await tx
    .updateTable('bids')
    .set({ state: 'priced' })
    .where('roundId', '=', roundId)
    .where('state', 'in', ['won', 'lost'])
    .execute()
  await tx
    .updateTable('lots')
    .set({ state: 'active' })
    .where('roundId', '=', roundId)
    .where('state', '=', 'awarded')
    .execute()
}

async function announce(tx: Tx, roundId: string, runId: string, hash: string) {
  const round = await tx
    .selectFrom('rounds')
    .innerJoin('roundTerms', (join) =>
      join
        .onRef('roundTerms.roundId', '=', 'rounds.id')
        .onRef('roundTerms.version', '=', 'rounds.termsVersion'),
    )
    .select(['rounds.id', 'number', 'body', 'decidedAt', 'standstillEndsAt'])
    .where('rounds.id', '=', roundId)
    .executeTakeFirstOrThrow()
  const terms = roundTerms.parse(round.body)
  const { notice } = standstill(dayOf(round.decidedAt!), terms, await loadCalendar(tx))
  const times = { noticeUntil: notice.dueAt, standstillEndsAt: round.standstillEndsAt! }
  await publishNotice(tx, round, runId, times, 'replacement')
  await record(tx, 'award.replaced', runId, { run: runId, hash, round: roundId }, { round: roundId })
}
