import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { type Actor, is } from '~/people/actor'
import { notifyAgencies, notifyPerson } from '~/people/notify.server'
import { attach } from '../attachments.server'
import { announcementLifecycle } from '../lifecycle'
import { moveRow } from '../moving.server'
import type { AnnouncementMove, AnnouncementValues } from './form'
import { findAnnouncement } from './queries.server'

type Tx = Kysely<Database>

const placeOf = (id: string) => `/office/announcements/${id}`

/** An announcement as a draft. Refuses nothing-to-correct. */
export async function draftAnnouncement(
  tx: Tx,
  actor: Actor,
  { pinned, correctsId, ...values }: AnnouncementValues,
) {
  refuseIf(is(actor, 'officer') ? null : 'not-your-move')
  const before = correctsId ? await findAnnouncement(tx, correctsId) : undefined
  refuseIf(correctsId && before?.state !== 'published' ? 'nothing-to-correct' : null)
  const { id } = await tx
    .insertInto('announcements')
    .values({ ...values, pinned: pinned === 'on', correctsId: correctsId ?? null, writtenBy: actor.personId })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(tx, 'announcement.drafted', id)
  return id
}

export async function writeAnnouncement(
  tx: Tx,
  actor: Actor,
  announcementId: string,
  { pinned, correctsId: _, ...values }: AnnouncementValues,
) {
  refuseIf(is(actor, 'officer') ? null : 'not-your-move')
  const written = await tx
    .updateTable('announcements')
    .set({ ...values, pinned: pinned === 'on', writtenBy: actor.personId })
    .where('id', '=', announcementId)
    .where('state', '=', 'draft')
    .returning('id')
    .executeTakeFirst()
  refuseIf(written ? null : 'already-moved')
  await record(tx, 'announcement.written', announcementId)
}

/** One step of an announcement, as its page asks for it. */
export async function moveAnnouncement(
  tx: Tx,
  actor: Actor,
  announcementId: string,
  asked: AnnouncementMove,
) {
  switch (asked.move) {
    case 'submit':
      return submit(tx, actor, announcementId)
    case 'return':
      return giveBack(tx, actor, announcementId, asked.reason ?? null)
    case 'publish':
      return approve(tx, actor, announcementId)
    case 'attach':
      refuseIf(is(actor, 'officer') ? null : 'not-your-move')
      await attach(tx, actor, asked.file, { place: 'announcement', subjectId: announcementId })
      return void (await record(tx, 'announcement.file_added', announcementId))
  }
}

async function submit(tx: Tx, actor: Actor, id: string) {
  await moveRow(tx, actor, 'announcements', announcementLifecycle, 'submit', id, {
    reason: null,
    approvedBy: null,
  })
  const event = await record(tx, 'announcement.submitted', id)
  await notifyAgencies(tx, ['officer'], { kind: 'announcement.submitted', href: placeOf(id), event })
}

async function giveBack(tx: Tx, actor: Actor, id: string, reason: string | null) {
  refuseIf(reason ? null : 'reason-missing', { field: 'reason' })
  await moveRow(tx, actor, 'announcements', announcementLifecycle, 'return', id, { reason, approvedBy: null })
  const { writtenBy } = (await findAnnouncement(tx, id))!
  const event = await record(tx, 'announcement.returned', id)
  await notifyPerson(tx, writtenBy, { kind: 'announcement.returned', href: placeOf(id), event })
}

/** A second person approves: it is published now, or by the clock at its hour. Refuses own-text, already-moved. */
async function approve(tx: Tx, actor: Actor, id: string) {
  refuseIf(is(actor, 'officer') ? null : 'not-your-move')
  const its = (await findAnnouncement(tx, id)) ?? refuse('already-moved')
  refuseIf(its.writtenBy === actor.personId ? 'own-text' : null)
  const approved = await tx
    .updateTable('announcements')
    .set({ approvedBy: actor.personId })
    .where('id', '=', id)
    .where('state', '=', 'in_review')
    .where('approvedBy', 'is', null)
    .returning(sql<boolean>`publish_at is null or publish_at <= clock_timestamp()`.as('due'))
    .executeTakeFirst()
  if (!approved) return refuse('already-moved')
  await record(tx, 'announcement.approved', id)
  if (approved.due) await publishAnnouncement(tx, actor, id)
}

/** What a second person approved becomes public; what it corrects is marked. */
export async function publishAnnouncement(tx: Tx, actor: Actor, id: string) {
  await moveRow(tx, actor, 'announcements', announcementLifecycle, 'publish', id, {
    publishedAt: sql<Date>`clock_timestamp()`,
  })
  const { correctsId } = (await findAnnouncement(tx, id))!
  if (correctsId) await moveRow(tx, actor, 'announcements', announcementLifecycle, 'correct', correctsId)
  await record(tx, 'announcement.published', id)
}
