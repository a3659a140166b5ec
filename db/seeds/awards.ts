import { type Kysely, sql } from 'kysely'
import type { Certificate } from '../../app/awards/certificate.ts'
import { askEffects } from '../../app/awards/effects/effects.server.ts'
import { solve } from '../../app/awards/engine/solve.ts'
import { type Instance, instanceHash, isNoWorseOff } from '../../app/awards/instance.ts'
import { buildInstance } from '../../app/awards/runs/building.ts'
import { type RoundRows, readRound } from '../../app/awards/runs/facts.server.ts'
import type { KeptPoint } from '../../app/awards/runs/progress.ts'
import { publishNotice } from '../../app/awards/runs/notice.server.ts'
import { writeAwards } from '../../app/awards/runs/run.server.ts'
import { canonical, type Canonical } from '../../app/kernel/canonical.ts'
import { dayOf } from '../../app/kernel/workdays.ts'
import { standstill } from '../../app/rounds/timetable.ts'
import type { Database } from '../schema.ts'
import { consent, reaches, type ToldRound } from './rounds.ts'
import { at, calendar, idOn, type Told, untold } from './telling.ts'

export type ToldRun = { id: string; round: ToldRound; saving: bigint; reference: bigint }

/** The decisions: each computed by the house from what came out of the envelopes, with the certificate it would write today. */
export async function seedAwards(
  db: Kysely<Database>,
  rounds: readonly ToldRound[],
  events: Told[],
): Promise<ToldRun[]> {
  const runs: ToldRun[] = []
  for (const round of rounds.filter(({ tale }) => reaches(tale, 'decided')))
    runs.push(await seedRun(db, round, events))
  return runs
}

async function seedRun(db: Kysely<Database>, round: ToldRound, events: Told[]): Promise<ToldRun> {
  const rows = await readRound(db, round.id)
  const { instance } = buildInstance(rows.facts)
  const began = performance.now()
  const heard: KeptPoint[] = []
  const options = { seed: rows.facts.seed, noWorseOff: isNoWorseOff(instance) }
  const certificate = await solve(instance, options, {}, ({ phase, incumbent, bound }) => {
    const at = Math.round(performance.now() - began)
    heard.push({ at, phase, incumbent: String(incumbent), bound: bound === null ? null : String(bound) })
  })
  const unsold = instance.lots.find(({ id }) => certificate.winners.every(({ lot }) => lot !== id))
  if (unsold) throw new Error(`nobody wins ${unsold.id} of ${round.tale.key}`)
  const id = idOn(395, 'run', round.tale.key)
  await writeRun(db, id, round, instance, certificate, heard)
  await writeAwards(db, { id, body: instance }, certificate, rows)
  await settle(db, id, round)
  await announce(db, id, round, certificate, events)
  if (!round.confirmedAt) await askEffects(db, { facts: { run: id } })
  if (round.confirmedAt) await confirm(db, id, round, rows, events)
  const reference = BigInt(certificate.objective) + BigInt(certificate.cost)
  return { id, round, saving: BigInt(certificate.objective), reference }
}

async function writeRun(
  db: Kysely<Database>,
  id: string,
  { id: roundId, times }: ToldRound,
  instance: Instance,
  certificate: Certificate,
  heard: readonly KeptPoint[],
) {
  const hash = `sha256:${instanceHash(instance)}`
  const opened = times.prices!
  await db
    .insertInto('awardInstances')
    .values({ hash, roundId, body: JSON.stringify(instance), at: opened })
    .execute()
  await db
    .insertInto('awardRuns')
    .values({
      id,
      roundId,
      state: 'adopted',
      instanceHash: hash,
      certificate: canonical(certificate as unknown as Canonical),
      objective: BigInt(certificate.objective),
      exactBound: certificate.bound && BigInt(certificate.bound.value),
      gapPpm: certificate.gapPpm,
      awardHash: certificate.awardHash,
      engine: `${certificate.engine.name} ${certificate.engine.version}`,
      askedAt: opened,
      startedAt: opened,
      finishedAt: new Date(opened.getTime() + Math.max(1, heard.at(-1)?.at ?? 1)),
      progress: JSON.stringify(heard),
      adoptedAt: times.decided!,
    })
    .execute()
}

/** What the decision made of bids and lots. */
async function settle(db: Kysely<Database>, runId: string, { id }: ToldRound) {
  await sql`
    update bids set state = case when exists (select from awards a where a.run_id = ${runId} and a.bid_id = bids.id)
                                 then 'won' else 'lost' end
    where round_id = ${id} and state = 'priced'`.execute(db)
  await db.updateTable('lots').set({ state: 'awarded' }).where('roundId', '=', id).execute()
}

async function announce(
  db: Kysely<Database>,
  runId: string,
  round: ToldRound,
  certificate: Certificate,
  events: Told[],
) {
  const decided = round.times.decided!
  const over = Buffer.from(certificate.awardHash.slice(7), 'hex')
  const yes = [
    ['officer', new Date(decided.getTime() - 35 * 60_000)],
    ['officer2', decided],
  ] as const
  await consent(db, round, 'decide', over, yes, events)
  const { notice, challenge } = standstill(dayOf(decided), round.terms, calendar)
  await at(db, decided, 'officer2')
  await publishNotice(db, round, runId, { noticeUntil: notice.dueAt, standstillEndsAt: challenge.dueAt })
  await untold(db)
  const facts = { run: runId, hash: certificate.awardHash, round: round.id }
  events.push({
    at: decided,
    kind: 'award.decided',
    subject: runId,
    round: round.id,
    by: 'officer2',
    facts,
  })
}

/** Every pledge is served at its price or not at all, and told so. */
async function confirm(
  db: Kysely<Database>,
  runId: string,
  round: ToldRound,
  { pledges }: RoundRows,
  events: Told[],
) {
  const { rows } = await sql<{ id: string; lot: string; org: string; served: boolean }>`
    update pledges p set state = case when s.pledge_id is null then 'unserved' else 'served' end,
      reserved = coalesce(s.quantity * s.unit_price, 0)
    from pledges old left join (
      select s.pledge_id, s.quantity, s.unit_price from allocations s join awards a on a.id = s.award_id
      where a.run_id = ${runId}) s on s.pledge_id = old.id
    where p.id = old.id and old.id = any(${[...pledges.values()].map(({ pledgeId }) => pledgeId)}::uuid[])
    returning p.id, p.lot_id as lot, p.org_id as org, s.pledge_id is not null as served`.execute(db)
  for (const { id, lot, org, served } of rows.toSorted((a, b) => (a.id < b.id ? -1 : 1)))
    events.push({
      at: round.confirmedAt!,
      kind: 'pledge.cleared',
      subject: id,
      round: round.id,
      org,
      facts: { pledge: id, lot, organization: org, served },
    })
}
