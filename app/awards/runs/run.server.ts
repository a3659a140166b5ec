import { type Kysely, sql } from 'kysely'
import { canonical, type Canonical } from '~/kernel/canonical'
import { record } from '~/kernel/events.server'
import { notifyAgencies } from '~/people/notify.server'
import type { Database } from '~db/schema'
import { effectiveCeilings, standAlonePrice } from '../ceilings'
import type { Certificate } from '../certificate'
import { solveAside } from '../engine/solving.server'
import type { Progress } from '../engine/search'
import { type Instance, isNoWorseOff } from '../instance'
import { changed } from '../scenarios/change'
import { scenarioKept } from '../scenarios/form'
import { verify } from '../verify'
import { buildInstance } from './building'
import type { KeptPoint } from './progress'
import { bidKey, readRound, type RoundRows } from './facts.server'

type Db = Kysely<Database>
type Run = { id: string; roundId: string; kind: 'official' | 'scenario'; body: Instance }
type Taken = Run & { scenario: unknown }

const silentFor = '60 seconds'
const reportEvery = 2000

/**
 * Takes the next run that waits, or one whose process fell silent, computes it, verifies it and keeps it; answers
 * whether there was one. The same instance gives the same bytes, however often it is begun.
 */
export async function runNextAward(db: Db): Promise<boolean> {
  const run = await takeNext(db)
  if (!run) return false
  try {
    const certificate = await compute(db, run)
    const { ok, errors } = verify(run.body, certificate)
    if (!ok)
      throw new Error(`not verified: ${errors.map(({ code, where }) => `${code} ${where}`).join(', ')}`)
    await db.transaction().execute((tx) => finish(tx, run, certificate))
  } catch (error) {
    await db.transaction().execute((tx) => fail(tx, run, error))
  }
  return true
}

async function compute(db: Db, run: Run): Promise<Certificate> {
  const { facts } = await readRound(db, run.roundId)
  await using report = reportOf(db, run.id)
  const options = { seed: facts.seed, noWorseOff: isNoWorseOff(run.body) }
  return await solveAside({ instance: run.body, options }, report.hear)
}

async function takeNext(db: Db): Promise<Run | undefined> {
  const { rows } = await sql<Taken>`
    update award_runs r set state = 'running', started_at = clock_timestamp(), alive_at = clock_timestamp()
    from award_instances i
    where i.hash = r.instance_hash and r.id = (
      select id from award_runs
      where state = 'queued' or (state = 'running' and alive_at < clock_timestamp() - ${silentFor}::interval)
      order by kind, asked_at limit 1 for update skip locked)
    returning r.id, r.round_id, r.kind, r.scenario, i.body`.execute(db)
  const taken = rows[0]
  if (!taken || taken.scenario === null) return taken
  return { ...taken, body: changed(taken.body, scenarioKept.parse(taken.scenario)) }
}

/** Keeps what is known of a run while it is computed, and with it the sign that somebody still computes it. */
function reportOf(db: Db, runId: string) {
  const began = Date.now()
  const heard: KeptPoint[] = []
  const write = () =>
    db
      .updateTable('awardRuns')
      .set({ progress: JSON.stringify(heard), aliveAt: sql<Date>`clock_timestamp()` })
      .where('id', '=', runId)
      .where('state', '=', 'running')
      .execute()
  let last: Promise<unknown> = Promise.resolve()
  const later = () => (last = last.then(write).catch(() => {}))
  const timer = setInterval(later, reportEvery)
  return {
    hear: ({ phase, incumbent, bound }: Progress) => {
      heard.push({
        at: Date.now() - began,
        phase,
        incumbent: String(incumbent),
        bound: bound === null ? null : String(bound),
      })
    },
    async [Symbol.asyncDispose]() {
      clearInterval(timer)
      await later()
    },
  }
}

async function finish(tx: Db, run: Run, certificate: Certificate) {
  const kept = await tx
    .updateTable('awardRuns')
    .set({
      state: 'finished',
      finishedAt: sql<Date>`clock_timestamp()`,
      certificate: canonical(certificate as unknown as Canonical),
      objective: BigInt(certificate.objective),
      exactBound: certificate.bound && BigInt(certificate.bound.value),
      gapPpm: certificate.gapPpm,
      awardHash: certificate.awardHash,
      engine: `${certificate.engine.name} ${certificate.engine.version}`,
    })
    .where('id', '=', run.id)
    .where('state', '=', 'running')
    .returning('id')
    .executeTakeFirst()
  // Another process took it up meanwhile, or newer facts made it void.
  if (!kept) return
  if (run.kind === 'scenario') return
  await writeAwards(tx, run, certificate, await readRound(tx, run.roundId))
  const facts = { run: run.id, hash: certificate.awardHash }
  await record(tx, 'award.computed', run.id, facts, { round: run.roundId })
  await notifyAgencies(tx, ['officer'], { kind: 'award.computed', href: `/rounds/${run.roundId}/award` })
}

async function fail(tx: Db, run: Run, error: unknown) {
  const problem = error instanceof Error ? error.message : String(error)
  await tx
    .updateTable('awardRuns')
    .set({ state: 'failed', problem: problem.slice(0, 1000), finishedAt: sql<Date>`clock_timestamp()` })
    .where('id', '=', run.id)
    .where('state', '=', 'running')
    .execute()
  if (run.kind === 'scenario') return
  await record(tx, 'award.run_failed', run.id, { run: run.id }, { round: run.roundId })
  await notifyAgencies(tx, ['officer'], { kind: 'award.run_failed', href: `/rounds/${run.roundId}/award` })
}

/** One row per winner, per pledge served and per pledge not served: the certificate in terms of the house's rows. */
export async function writeAwards(
  tx: Db,
  run: Pick<Run, 'id' | 'body'>,
  certificate: Certificate,
  { facts, bids, pledges }: RoundRows,
) {
  const { codes } = buildInstance(facts)
  const orgOf = new Map([...codes].map(([orgId, code]) => [code, orgId]))
  const pledgeOf = (code: string, lot: string) => {
    const orgId = orgOf.get(code)!
    return { orgId, pledgeId: pledges.get(bidKey(lot, orgId))!.pledgeId, buyerCode: code }
  }
  const awards = certificate.winners.map((winner) => {
    const { bidId, lotId, editionId } = bids.get(bidKey(winner.lot, winner.vendor))!
    const { tier, bundle, quantity, vendor: vendorId } = winner
    const unitPrice = BigInt(winner.unitPrice)
    return { runId: run.id, lotId, bidId, vendorId, editionId, tier, bundle, unitPrice, quantity }
  })
  if (awards.length > 0) {
    const written = await tx
      .insertInto('awards')
      .values(awards)
      .returning(['id', 'bidId', 'unitPrice'])
      .execute()
    const awardOf = new Map(written.map((award) => [award.bidId, award]))
    const shares = certificate.assign.map(([code, lot, vendor, quantity]) => {
      const { id: awardId, unitPrice } = awardOf.get(bids.get(bidKey(lot, vendor))!.bidId)!
      return {
        awardId,
        ...pledgeOf(code, lot),
        quantity,
        unitPrice,
        standAlonePrice: aloneOf(run.body, code, lot),
      }
    })
    await insertAll(tx, 'allocations', shares)
  }
  const unserved = certificate.unserved.map(([code, lot, reason]) => ({
    runId: run.id,
    ...pledgeOf(code, lot),
    reason,
  }))
  await insertAll(tx, 'unservedPledges', unserved)
}

/** What the buyer would pay alone, at most the reference price; null when nobody would serve it alone. */
function aloneOf({ buyers, lots, bids }: Instance, code: string, lotId: string): bigint | null {
  const pledge = buyers.find(({ id }) => id === code)!.pledges.find(({ lot }) => lot === lotId)!
  const its = bids.filter(({ lot }) => lot === lotId)
  const alone = standAlonePrice(pledge, its)
  if (alone === null) return null
  const { referencePrice } = lots.find(({ id }) => id === lotId)!
  return BigInt(
    Math.min(alone, effectiveCeilings({ ...pledge, ceiling: null }, referencePrice, its, false).base),
  )
}

async function insertAll<T extends 'allocations' | 'unservedPledges'>(
  tx: Db,
  table: T,
  rows: readonly object[],
) {
  for (let from = 0; from < rows.length; from += 1000)
    await tx
      .insertInto(table)
      .values(rows.slice(from, from + 1000) as never)
      .execute()
}
