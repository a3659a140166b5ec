import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { canonical } from '~/kernel/canonical'
import { loadCalendar } from '~/kernel/calendar.server'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { sha256 } from '~/kernel/sha256'
import { type Actor, is } from '~/people/actor'
import { notifyPerson } from '~/people/notify.server'
import type { LotValues, RoundValues, TermsValues, TimetableValues } from './form'
import { databaseNow } from './queries.server'
import { profiles, roundTerms, type RoundTerms } from './terms'
import { proposeTimetable } from './timetable'

export type Tx = Kysely<Database>

export const officersOnly = (actor: Actor) => refuseIf(is(actor, 'officer') ? null : 'not-your-move')

/** A new round from a profile, with the earliest timetable; everything in it may change until it is published. */
export async function draftRound(
  tx: Tx,
  actor: Actor,
  values: RoundValues,
  now: Date,
  template: Template | null = null,
) {
  officersOnly(actor)
  return writeDraft(
    tx,
    { personId: actor.personId, organizationId: actor.organizationId },
    values,
    now,
    template,
  )
}

/** Terms that a round begins with in place of its profile's. */
type Template = { id: string; terms: RoundTerms }

type Author = { personId: string | null; organizationId: string }

/** The draft itself, by an officer or, when a wish was confirmed, by the clock in the name of the office. */
export async function writeDraft(
  tx: Tx,
  author: Author,
  values: RoundValues & { number?: string },
  now: Date,
  template: Template | null = null,
) {
  const terms = template?.terms ?? profiles[values.profile]
  const { id } = await tx
    .insertInto('rounds')
    .values({
      ...(values.number && { number: values.number }),
      title: values.title,
      titleEn: values.titleEn ?? null,
      profile: values.profile,
      draftedBy: author.personId,
      templateId: template?.id ?? null,
      ...proposeTimetable(now, terms, await loadCalendar(tx)),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('roundTerms')
    .values({ roundId: id, version: 1, ...termsRow(terms) })
    .execute()
  await record(tx, 'round.drafted', id, {}, { round: id })
  const { rows } = await sql<{
    person: string
  }>`select person from name_usual_openers(${id}) as person`.execute(tx)
  await askForKeys(
    tx,
    id,
    rows.map(({ person }) => person),
  )
  return id
}

export const termsRow = (terms: RoundTerms) => {
  const body = canonical(roundTerms.parse(terms))
  return { body, hash: sha256(body) }
}

/** Locks a draft for a change; refuses with `not-a-draft` what is published. */
export async function draftFor(tx: Tx, actor: Actor, roundId: string) {
  officersOnly(actor)
  const round = await tx
    .selectFrom('rounds')
    .selectAll()
    .where('id', '=', roundId)
    .where('state', '=', 'draft')
    .forUpdate()
    .executeTakeFirst()
  return round ?? refuse('not-a-draft')
}

export async function changeRound(tx: Tx, actor: Actor, roundId: string, values: RoundValues, now: Date) {
  const round = await draftFor(tx, actor, roundId)
  await tx
    .updateTable('rounds')
    .set({ title: values.title, titleEn: values.titleEn ?? null, profile: values.profile })
    .where('id', '=', roundId)
    .execute()
  if (values.profile !== round.profile) {
    const terms = profiles[values.profile]
    // The platform's own seed is none that the openers of the new profile could open.
    if ((await sealingOf(tx, roundId)) !== terms.sealing) await sql`select drop_seed(${roundId})`.execute(tx)
    await writeTerms(tx, roundId, terms)
    await writeTimetable(tx, roundId, proposeTimetable(now, terms, await loadCalendar(tx)))
  }
}

async function sealingOf(tx: Tx, roundId: string) {
  const { body } = await tx
    .selectFrom('roundTerms')
    .select('body')
    .where('roundId', '=', roundId)
    .executeTakeFirstOrThrow()
  return roundTerms.parse(body).sealing
}

export async function changeTerms(tx: Tx, actor: Actor, roundId: string, values: TermsValues) {
  await draftFor(tx, actor, roundId)
  const { body } = await tx
    .selectFrom('roundTerms')
    .select('body')
    .where('roundId', '=', roundId)
    .where('version', '=', 1)
    .executeTakeFirstOrThrow()
  await writeTerms(tx, roundId, { ...roundTerms.parse(body), ...values })
}

export async function setTimetable(tx: Tx, actor: Actor, roundId: string, values: TimetableValues) {
  await draftFor(tx, actor, roundId)
  await writeTimetable(tx, roundId, values)
}

/** The earliest timetable that terms and working days allow, counted from now. */
export async function resetTimetable(tx: Tx, actor: Actor, roundId: string) {
  await draftFor(tx, actor, roundId)
  const { body } = await tx
    .selectFrom('roundTerms')
    .select('body')
    .where('roundId', '=', roundId)
    .executeTakeFirstOrThrow()
  await writeTimetable(
    tx,
    roundId,
    proposeTimetable(await databaseNow(tx), roundTerms.parse(body), await loadCalendar(tx)),
  )
}

export const writeTerms = (tx: Tx, roundId: string, terms: RoundTerms) =>
  tx.updateTable('roundTerms').set(termsRow(terms)).where('roundId', '=', roundId).execute()

/** Whoever is named an opener is told to make a key. */
export async function askForKeys(tx: Tx, roundId: string, personIds: readonly string[]) {
  for (const personId of personIds)
    await notifyPerson(tx, personId, { kind: 'opener.named', href: `/rounds/${roundId}/opener-key` })
}

const writeTimetable = (tx: Tx, roundId: string, times: TimetableValues) =>
  tx.updateTable('rounds').set(times).where('id', '=', roundId).execute()

export async function addLot(tx: Tx, actor: Actor, roundId: string, values: LotValues) {
  await draftFor(tx, actor, roundId)
  return insertLot(tx, roundId, values)
}

export async function insertLot(tx: Tx, roundId: string, values: LotValues) {
  const { rows } = await sql<{ code: string }>`
    select 'L' || lpad((coalesce(max(substr(code, 2)::int), 0) + 1)::text, 2, '0') as code from lots
    where round_id = ${roundId}`.execute(tx)
  const { id } = await tx
    .insertInto('lots')
    .values({ roundId, code: rows[0]!.code, ...lotRow(values) })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function changeLot(tx: Tx, actor: Actor, roundId: string, lotId: string, values: LotValues) {
  await draftFor(tx, actor, roundId)
  const changed = await tx
    .updateTable('lots')
    .set(lotRow(values))
    .where('id', '=', lotId)
    .where('roundId', '=', roundId)
    .returning('id')
    .executeTakeFirst()
  refuseIf(changed ? null : 'already-moved')
}

export async function removeLot(tx: Tx, actor: Actor, roundId: string, lotId: string) {
  await draftFor(tx, actor, roundId)
  const removed = await tx
    .deleteFrom('lots')
    .where('id', '=', lotId)
    .where('roundId', '=', roundId)
    .returning('id')
    .executeTakeFirst()
  refuseIf(removed ? null : 'already-moved')
}

const lotRow = ({ subject, ...values }: LotValues) => ({
  ...subject,
  ...values,
  justification: values.justification ?? null,
  termMonths: values.termMonths ?? null,
  referenceNote: values.referenceNote ?? null,
})
