import { randomBytes } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type * as z from 'zod'
import type { Database } from '~db/schema'
import { env } from '~/env.server'
import { record } from '~/kernel/events.server'
import type { Locale } from '~/kernel/locale'
import { refuse, refuseIf } from '~/kernel/refusal'
import { dayOf, type Day } from '~/kernel/workdays'
import { type Actor, is } from '~/people/actor'
import { queueMail } from '~/people/mail.server'
import { notifyAgencies, notifyPerson } from '~/people/notify.server'
import { market as en } from '~/texts/en/market'
import { subscriptionLetter } from '~/texts/office-letters.server'
import { market as zh } from '~/texts/zh/market'
import { briefLifecycle } from '../lifecycle'
import { listTypical } from '../market-cases/queries.server'
import { moveRow } from '../moving.server'
import type { briefMoveForm, DraftValues, TextValues } from './form'
import { computeFigures, findBrief, listPracticeNotes } from './queries.server'

type Tx = Kysely<Database>

/** One step of a brief, as its page asks for it. */
export function moveBrief(tx: Tx, actor: Actor, briefId: string, asked: z.output<typeof briefMoveForm>) {
  switch (asked.move) {
    case 'write':
      return writeBrief(tx, actor, briefId, asked)
    case 'refresh':
      return refreshBrief(tx, actor, briefId)
    case 'submit':
      return submitBrief(tx, actor, briefId)
    case 'return':
      return returnBrief(tx, actor, briefId, asked.reason ?? null)
    case 'publish':
      return publishBrief(tx, actor, briefId)
  }
}

const placeOf = (briefId: string) => `/office/briefs/${briefId}`

/** Drafts a brief of a period: its figures from facts, its text from what member units reported and the typical cases of the period. */
export async function draftBrief(
  tx: Tx,
  actor: Actor,
  { title, coversFrom, coversTo, correctsId }: DraftValues,
) {
  refuseIf(is(actor, 'officer') ? null : 'not-your-move')
  const before = correctsId ? await findBrief(tx, correctsId) : undefined
  refuseIf(correctsId && before?.state !== 'published' ? 'nothing-to-correct' : null)
  const notes = await listPracticeNotes(tx, coversFrom, coversTo)
  const typical = await typicalOf(tx, coversFrom, coversTo)
  const { id } = await tx
    .insertInto('briefs')
    .values({
      title,
      coversFrom,
      coversTo,
      correctsId: correctsId ?? null,
      titleEn: before?.titleEn ?? '',
      bodyEn: before?.bodyEn ?? typical.en,
      body:
        before?.body ??
        [...notes.map(({ agency, note }) => `${agency}\n${note}`), typical.zh].filter(Boolean).join('\n\n'),
      figures: JSON.stringify(await computeFigures(tx, coversFrom, coversTo)),
      writtenBy: actor.personId,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(tx, 'brief.drafted', id)
  return id
}

/** The typical cases published in the period, as they stand on their public page. */
async function typicalOf(tx: Tx, from: Day, to: Day) {
  const cases = (await listTypical(tx)).filter(({ publishedAt }) => {
    const day = dayOf(publishedAt)
    return from <= day && day <= to
  })
  const told = (heading: string, texts: readonly string[]) =>
    texts.length > 0 ? `${heading}\n${texts.join('\n')}` : ''
  return {
    zh: told(
      zh.typical.title,
      cases.map(({ textZh }) => textZh),
    ),
    en: told(
      en.typical.title,
      cases.flatMap(({ textEn }) => textEn || []),
    ),
  }
}

/** The text of a draft; its figures stay what facts say. Whoever writes it last cannot publish it. Refuses already-moved. */
async function writeBrief(tx: Tx, actor: Actor, briefId: string, { move: _, ...text }: TextValues) {
  refuseIf(is(actor, 'officer') ? null : 'not-your-move')
  await changeDraft(tx, briefId, { ...text, writtenBy: actor.personId })
  await record(tx, 'brief.written', briefId)
}

/** Computes the figures of a draft anew. */
async function refreshBrief(tx: Tx, actor: Actor, briefId: string) {
  refuseIf(is(actor, 'officer') ? null : 'not-your-move')
  const { coversFrom, coversTo } = (await findBrief(tx, briefId)) ?? refuse('already-moved')
  await changeDraft(tx, briefId, { figures: JSON.stringify(await computeFigures(tx, coversFrom, coversTo)) })
  await record(tx, 'brief.refreshed', briefId)
}

async function changeDraft(tx: Tx, briefId: string, set: Record<string, unknown>) {
  const changed = await tx
    .updateTable('briefs')
    .set(set)
    .where('id', '=', briefId)
    .where('state', '=', 'draft')
    .returning('id')
    .executeTakeFirst()
  refuseIf(changed ? null : 'already-moved')
}

/** To be read by a second person, with figures of this moment. */
async function submitBrief(tx: Tx, actor: Actor, briefId: string) {
  await refreshBrief(tx, actor, briefId)
  await moveRow(tx, actor, 'briefs', briefLifecycle, 'submit', briefId, { reason: null })
  const event = await record(tx, 'brief.submitted', briefId)
  await notifyAgencies(tx, ['officer'], { kind: 'brief.submitted', href: placeOf(briefId), event })
}

async function returnBrief(tx: Tx, actor: Actor, briefId: string, reason: string | null) {
  refuseIf(reason ? null : 'reason-missing', { field: 'reason' })
  await moveRow(tx, actor, 'briefs', briefLifecycle, 'return', briefId, { reason })
  const { writtenBy } = (await findBrief(tx, briefId))!
  const event = await record(tx, 'brief.returned', briefId)
  await notifyPerson(tx, writtenBy, { kind: 'brief.returned', href: placeOf(briefId), event })
}

/** A second person publishes it under the next number; what it corrects links to it. Refuses own-text, already-moved. */
async function publishBrief(tx: Tx, actor: Actor, briefId: string) {
  refuseIf(is(actor, 'officer') ? null : 'not-your-move')
  await sql`select pg_advisory_xact_lock(hashtext('briefs.no'))`.execute(tx)
  const brief = (await findBrief(tx, briefId)) ?? refuse('already-moved')
  refuseIf(brief.writtenBy === actor.personId ? 'own-text' : null)
  await moveRow(tx, actor, 'briefs', briefLifecycle, 'publish', briefId, {
    no: sql<number>`(select coalesce(max(b.no), 0) + 1 from briefs b)`,
    approvedBy: actor.personId,
    publishedAt: sql<Date>`clock_timestamp()`,
  })
  if (brief.correctsId) {
    await moveRow(tx, actor, 'briefs', briefLifecycle, 'correct', brief.correctsId)
    await record(tx, 'brief.corrected', brief.correctsId)
  }
  await record(tx, 'brief.published', briefId)
}

/** Asks the address to confirm; whether it is known already is told to nobody. */
export async function askSubscription(tx: Tx, mail: string, locale: Locale) {
  const fresh = randomBytes(24).toString('base64url')
  const { rows } = await sql<{ token: string | null }>`
    select subscribe(${mail}, ${locale}, ${fresh}) as token`.execute(tx)
  const { token } = rows[0]!
  if (!token) return
  const link = `${env.PUBLIC_ORIGIN}/briefs/subscription/${token}`
  await queueMail(tx, { event: null, address: mail, locale, ...subscriptionLetter(locale, link) })
}

/** Confirms or ends a subscription by its link. Refuses link-over. */
export async function settleSubscription(tx: Tx, token: string, move: 'confirm' | 'end') {
  const { rows } = await sql<{ done: boolean }>`
    select ${move === 'confirm' ? sql`confirm_subscription` : sql`end_subscription`}(${token}) as done`.execute(
    tx,
  )
  refuseIf(rows[0]!.done ? null : 'link-over')
}
