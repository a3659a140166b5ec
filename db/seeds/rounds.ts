import { randomBytes } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { canonical } from '../../app/kernel/canonical.ts'
import { sha256 } from '../../app/kernel/sha256.ts'
import { dayOf } from '../../app/kernel/workdays.ts'
import type { Actor } from '../../app/people/actor.ts'
import type { RoundState } from '../../app/rounds/lifecycle.ts'
import { noticeOf } from '../../app/rounds/publishing.server.ts'
import { findRound } from '../../app/rounds/queries.server.ts'
import { encryptTo } from '../../app/rounds/sealing/age.ts'
import { beforeNotice } from '../../app/rounds/sealing/envelope.ts'
import { profiles, type RoundTerms } from '../../app/rounds/terms.ts'
import { standstill } from '../../app/rounds/timetable.ts'
import type { Database } from '../schema.ts'
import { classId, editionId } from './catalog.ts'
import { openerKeys } from './opener-keys/index.ts'
import { orgId, personId } from './people.ts'
import { roundTales } from './round-tales.ts'
import type { LotTale, RoundTale, Times } from './round-tales/tale.ts'
import { sealed } from './sealing.ts'
import { calendar, type Clock, identityOf, idOn, insertAll, type Told } from './telling.ts'

export type ToldLot = { id: string; tale: LotTale; reference: bigint }
export type ToldRound = {
  id: string
  number: string
  tale: RoundTale
  times: Times
  terms: RoundTerms
  notice: Buffer
  confirmedAt: Date | null
  lots: readonly ToldLot[]
}

const phases = [
  'published',
  'frozen',
  'closed',
  'technical_opened',
  'eligibility_fixed',
  'prices_opened',
  'decided',
  'confirmed',
  'concluded',
] as const satisfies readonly RoundState[]

/** Has the round of the tale come to this phase (or beyond)? */
export function reaches(tale: RoundTale, phase: (typeof phases)[number]) {
  const reached = tale.reached ?? tale.state
  return phases.indexOf(reached as never) >= phases.indexOf(phase)
}

/** The ids by which tests and other chapters name a round and its lots. */
export const roundId = (key: string) =>
  idOn(400 - roundTales.findIndex((tale) => tale.key === key), 'round', key)
export const lotId = (key: string, code: string) => idOn(400, 'lot', key, code)

const officer = {
  kind: 'agency',
  organizationId: orgId('culture'),
  personId: personId('officer'),
  roles: ['officer'],
}
export const anOfficer = officer as unknown as Actor

/** Rounds as drafts of one officer, published by two, and moved on to where the story finds them. */
export async function seedRounds(db: Kysely<Database>, clock: Clock, events: Told[]): Promise<ToldRound[]> {
  const told: ToldRound[] = []
  for (const tale of roundTales) told.push(await seedRound(db, tale, clock, events))
  await seedQuestions(db, told, events)
  return told
}

async function seedRound(
  db: Kysely<Database>,
  tale: RoundTale,
  clock: Clock,
  events: Told[],
): Promise<ToldRound> {
  const id = roundId(tale.key)
  const times = tale.times(clock)
  const terms: RoundTerms = { ...profiles[tale.profile], sealing: sealingOf(tale), ...tale.terms }
  const lots = tale.lots.map((lot) => ({
    id: lotId(tale.key, lot.code),
    tale: lot,
    reference: BigInt(lot.reference) * 100n,
  }))
  const { number } = await db
    .insertInto('rounds')
    .values({
      id,
      number: sql<string>`'R-' || ${dayOf(times.drafted).slice(0, 4)} || '-' || lpad(nextval('round_numbers')::text, 4, '0')`,
      title: tale.title,
      titleEn: tale.titleEn,
      profile: tale.profile,
      questionsCloseAt: times.questions,
      pledgesCloseAt: times.freeze,
      bidsCloseAt: times.close,
      openingAt: times.opening,
      draftedBy: personId('officer'),
      draftedAt: times.drafted,
    })
    .returning('number')
    .executeTakeFirstOrThrow()
  const body = canonical(terms)
  await db
    .insertInto('roundTerms')
    .values({ roundId: id, version: 1, body, hash: sha256(body), at: times.drafted })
    .execute()
  await seedLots(db, id, lots)
  const { envelopeHash, commitment } = await sealSeed(db, id, times.drafted, terms.sealing)
  await nameOpeners(db, id, terms.sealing, times.drafted)
  events.push({ at: times.drafted, kind: 'round.drafted', subject: id, round: id, by: 'officer' })
  events.push({
    at: minutes(times.drafted, 100),
    kind: 'round.seed_sealed',
    subject: id,
    round: id,
    by: 'officer',
    facts: { seed: envelopeHash.toString('hex'), commitment: commitment.toString('hex') },
  })
  const round: ToldRound = {
    id,
    number,
    tale,
    times,
    terms,
    notice: Buffer.alloc(0),
    confirmedAt: null,
    lots,
  }
  const { notice, hash } = await noticed(db, id)
  if (tale.state === 'draft') {
    if (lots.length > 0) await consent(db, round, 'publish', hash, [['officer2', clock.hours(-4)]], events)
    return round
  }
  await db.updateTable('roundTerms').set({ notice }).where('roundId', '=', id).execute()
  await publish(db, { ...round, notice: hash }, events)
  return { ...round, notice: hash, confirmedAt: await moveOn(db, { ...round, notice: hash }, events) }
}

async function noticed(db: Kysely<Database>, id: string) {
  const notice = await noticeOf(db, (await findRound(db, anOfficer, id))!)
  return { notice, hash: sha256(notice) }
}

async function seedLots(db: Kysely<Database>, roundId: string, lots: readonly ToldLot[]) {
  if (lots.length === 0) return
  await insertAll(
    db,
    'lots',
    lots.map(({ id, reference, tale }) => ({
      id,
      roundId,
      code: tale.code,
      kind: tale.class ? ('class' as const) : ('product' as const),
      classId: tale.class ? classId(tale.class) : null,
      editionId: tale.edition ? editionId(...tale.edition) : null,
      justification: tale.justification ?? null,
      metric: tale.metric ?? 'device',
      term: tale.months ? ('subscription' as const) : ('perpetual' as const),
      termMonths: tale.months ?? null,
      rights: JSON.stringify(tale.months ? { upgrade: 'any' } : { upgrade: 'none' }),
      referencePrice: reference,
      referenceSource: 'list' as const,
      referenceNote: tale.note,
      minVolume: tale.min,
      milestones: [...tale.milestones],
      maxWinners: tale.winners ?? 1,
      contractMonths: tale.months ?? 12,
    })),
  )
}

async function sealSeed(db: Kysely<Database>, roundId: string, at: Date, by: RoundTerms['sealing']) {
  const author = orgId('culture')
  const secret = () => randomBytes(32).toString('hex')
  const { frame: _, ...item } = await sealed(
    { round: roundId, noticeHash: beforeNotice, kind: 'seed', lot: null, author },
    { format: 'seed/1', seed: secret(), codeSalt: secret() },
    by,
  )
  await db
    .insertInto('sealedItems')
    .values({
      id: idOn(400, 'seed', roundId),
      roundId,
      orgId: author,
      kind: 'seed',
      receivedAt: minutes(at, 100),
      ...item,
    })
    .execute()
  return item
}

const openers = ['opener1', 'opener2', 'opener3'] as const
const homes = { opener1: 'culture', opener2: 'science', opener3: 'audit' } as const

// Rounds whose prices were opened before openers had keys of their own were sealed by the platform.
const sealingOf = (tale: RoundTale): RoundTerms['sealing'] =>
  reaches(tale, 'prices_opened') ? 'platform' : 'openers'

let rehearsals: Promise<Buffer[]> | undefined

/** The three openers; where they open with keys, those are made and rehearsed. */
async function nameOpeners(db: Kysely<Database>, roundId: string, sealing: RoundTerms['sealing'], at: Date) {
  rehearsals ??= Promise.all(
    openers.map(async (key) => Buffer.from(await encryptTo('rehearsal', openerKeys[key].recipient))),
  )
  const sealed = await rehearsals
  await insertAll(
    db,
    'openerKeys',
    openers.map((key, place) => ({
      roundId,
      no: place + 1,
      personId: personId(key),
      orgId: orgId(homes[key]),
      ...(sealing === 'openers' && {
        recipient: openerKeys[key].recipient,
        rehearsal: sealed[place]!,
        rehearsalHash: sha256('rehearsal'),
        readyAt: minutes(at, 90),
      }),
    })),
  )
}

/** Yes of officers over one hash, each at their time. */
export async function consent(
  db: Kysely<Database>,
  { id }: ToldRound,
  deed: 'publish' | 'decide' | 'cancel',
  over: Buffer,
  yes: readonly (readonly [by: string, at: Date])[],
  events: Told[],
  note: string | null = null,
) {
  await insertAll(
    db,
    'roundConsents',
    yes.map(([by, at]) => ({ roundId: id, deed, over, personId: personId(by), note, at })),
  )
  for (const [by, at] of yes)
    events.push({
      at,
      kind: 'round.consented',
      subject: id,
      round: id,
      by,
      facts: { deed, over: over.toString('hex') },
    })
}

const minutes = (at: Date, more: number) => new Date(at.getTime() + more * 60_000)

async function publish(db: Kysely<Database>, round: ToldRound, events: Told[]) {
  const { id, times, notice } = round
  await consent(
    db,
    round,
    'publish',
    notice,
    [
      ['officer', minutes(times.published, -45)],
      ['officer2', times.published],
    ],
    events,
  )
  await db
    .updateTable('rounds')
    .set({ state: 'published', publishedAt: times.published, noticeHash: notice })
    .where('id', '=', id)
    .execute()
  await db
    .insertInto('notices')
    .values({
      id: idOn(400, 'notice', 'tender', id),
      roundId: id,
      kind: 'tender',
      body: sql<string>`(select notice::jsonb from round_terms where round_id = ${id})`,
      hash: notice,
      publishedAt: times.published,
    })
    .execute()
  const facts = { notice: notice.toString('hex'), version: 1 }
  events.push({ at: times.published, kind: 'round.published', subject: id, round: id, by: 'officer2', facts })
}

/** The moves after publication, one after the other as the lifecycle has them; answers when the award was confirmed. */
async function moveOn(db: Kysely<Database>, round: ToldRound, events: Told[]) {
  const { id, tale, times, terms } = round
  const move = (facts: Record<string, unknown>) =>
    db
      .updateTable('rounds')
      .set(facts as never)
      .where('id', '=', id)
      .execute()
  const happened = (at: Date, kind: string, by: string | null, facts = {}) =>
    events.push({ at, kind, subject: id, round: id, by, facts })
  const lots = round.lots.map((lot) => lot.id)
  let confirmedAt: Date | null = null

  for (const phase of phases.slice(1).filter((phase) => reaches(tale, phase))) {
    if (phase === 'decided') {
      const ends = standstill(dayOf(times.decided!), terms, calendar).challenge.dueAt
      await move({ state: phase, decidedAt: times.decided, standstillEndsAt: ends })
      if (reaches(tale, 'confirmed')) confirmedAt = ends
      continue
    }
    if (phase === 'confirmed') {
      const lateJoinUntil = new Date(confirmedAt!.getTime() + terms.lateJoinDays * 86_400_000)
      await move({ state: phase, confirmedAt, lateJoinUntil })
      continue
    }
    await move({ state: phase })
  }
  if (reaches(tale, 'frozen')) happened(times.freeze, 'round.frozen', null, { lots })
  if (tale.state === 'suspended') {
    await move({ state: 'suspended', suspendedAt: times.ended, reason: tale.reason })
    happened(times.ended!, 'round.suspended', 'officer')
  }
  if (tale.state === 'canceled') {
    const over = sha256(`cancel ${id} ${tale.reason}`)
    await consent(
      db,
      round,
      'cancel',
      over,
      [
        ['officer', minutes(times.ended!, -90)],
        ['officer2', times.ended!],
      ],
      events,
      tale.reason,
    )
    await move({ state: 'canceled', reason: tale.reason })
    await db
      .updateTable('lots')
      .set({ state: 'canceled', reason: 'canceled' })
      .where('roundId', '=', id)
      .execute()
    happened(times.ended!, 'round.voided', 'officer2', { cause: 'canceled' })
  }
  if (tale.state === 'failed') {
    await move({ state: 'failed', reason: tale.reason })
    for (const { id: lot, tale: its } of round.lots) {
      await db
        .updateTable('lots')
        .set({ state: 'unsuccessful', reason: its.fell! })
        .where('id', '=', lot)
        .execute()
      events.push({
        at: times.ended!,
        kind: 'award.lot_unsuccessful',
        subject: lot,
        round: id,
        facts: { lot, reason: its.fell! },
      })
    }
    happened(times.ended!, 'round.voided', null, { cause: 'failed' })
  }
  if (tale.state === 'concluded') happened(times.ended!, 'round.closed', null)
  return confirmedAt
}

async function seedQuestions(db: Kysely<Database>, rounds: readonly ToldRound[], events: Told[]) {
  const asked = rounds.flatMap((round) =>
    (round.tale.questions ?? []).map(([asker, lot, text, answer], place) => ({
      round,
      asker,
      lot,
      text,
      answer,
      place,
    })),
  )
  const rows = asked.map(({ round, lot, text, answer, place }) => {
    const askedAt = minutes(round.times.published, 60 * (3 + place * 5) + 17)
    return {
      id: idOn(300, 'question', round.id, String(place)),
      roundId: round.id,
      lotId: lot && lotId(round.tale.key, lot),
      text,
      askedAt,
      answer: answer ?? null,
      answeredAt: answer ? minutes(askedAt, 60 * 16) : null,
    }
  })
  await insertAll(db, 'questions', rows)
  await insertAll(
    db,
    'questionAuthors',
    asked.map(({ asker }, at) => ({
      questionId: rows[at]!.id,
      orgId: identityOf(asker).org,
      personId: personId(asker),
    })),
  )
  for (const { id, roundId, lotId, answeredAt } of rows)
    if (answeredAt)
      events.push({
        at: answeredAt,
        kind: 'question.answered',
        subject: id,
        round: roundId,
        by: 'officer',
        facts: { question: id, lot: lotId },
      })
}
