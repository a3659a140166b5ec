import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { Actor } from '~/people/actor'
import { findBody } from '../bodies/bodies.server'
import type { BodyChannel } from '../channels/cipher.server'
import { sideIn } from '../channels/kinds'
import { findDraft, listMessages } from '../channels/messages.server'
import { listRoster } from '../mediators/roster.server'
import { findCase } from '../queries.server'
import { readRule } from '../quoted-rule'
import { openPart } from './cipher.server'

type Db = Kysely<Database>

const mattersSeen = (db: Db) =>
  db
    .selectFrom('bodyMatters as matter')
    .innerJoin('persons as mediator', 'mediator.id', 'matter.mediatorId')
    .select([
      'matter.id',
      'matter.bodyId',
      'matter.no',
      'matter.kind',
      'matter.mediatorId',
      'mediator.name as mediatorName',
      'matter.openedAt',
      'matter.outcome',
      'matter.closedAt',
      'matter.dueAt',
      'matter.expiredAt',
      'matter.eraseOn',
    ])

/** The matters of a body that the actor reads, open ones first; undefined for everyone but its head and its mediators. */
export async function readMatters(db: Db, actor: Actor, bodyId: string) {
  const body = actor.organizationId === bodyId ? await findBody(db, bodyId) : undefined
  if (!body) return undefined
  const matters = await mattersSeen(db)
    .where('matter.bodyId', '=', bodyId)
    .orderBy(sql`matter.closed_at is not null`)
    .orderBy('matter.openedAt', 'desc')
    .limit(200)
    .execute()
  const heads = actor.roles.includes('head')
  return {
    body: { orgId: body.orgId, name: body.name, nameEn: body.nameEn },
    title: body.name,
    heads,
    roster: heads ? (await listRoster(db, bodyId)).filter(({ isActive }) => isActive) : [],
    matters,
  }
}

export type MatterRow = NonNullable<Awaited<ReturnType<typeof readMatters>>>['matters'][number]

/** How many matters of a body wait for its head. */
export async function countOpenMatters(db: Db, bodyId: string): Promise<number> {
  const { open } = await db
    .selectFrom('bodyMatters')
    .where('bodyId', '=', bodyId)
    .where('closedAt', 'is', null)
    .select((row) => row.fn.countAll<bigint>().as('open'))
    .executeTakeFirstOrThrow()
  return Number(open)
}

/** The channel of a matter, for its readers. */
export async function findMatterChannel(db: Db, bodyId: string, no: number) {
  const channel = await db
    .selectFrom('channels')
    .where('bodyId', '=', bodyId)
    .where('no', '=', no)
    .where('destroyedAt', 'is', null)
    .select(['id', 'caseId', 'bodyId', 'kind', 'no', 'wrappedKey'])
    .executeTakeFirst()
  return channel as BodyChannel | undefined
}

/** One matter as the head or the mediator has it; undefined for everybody else, who complained included. */
export async function readMatter(db: Db, actor: Actor, bodyId: string, no: number, before?: number) {
  const channel = await findMatterChannel(db, bodyId, no)
  const body = channel && (await findBody(db, bodyId))
  if (!channel || !body) return undefined
  const { textCt, summaryCt, reasonCt, wrappedKey, rule, ...matter } = await mattersSeen(db)
    .leftJoin('cases', 'cases.id', 'matter.caseId')
    .where('matter.channelId', '=', channel.id)
    .select(['matter.side', 'matter.caseId', 'cases.number', 'matter.wrappedKey'])
    .select(['matter.textCt', 'matter.summaryCt', 'matter.reasonCt', 'matter.rule'])
    .executeTakeFirstOrThrow()
  const sealed = { id: matter.id, bodyId, wrappedKey }
  const load = (await listRoster(db, bodyId)).find(({ mediatorId }) => mediatorId === matter.mediatorId)
  return {
    body: { orgId: bodyId, name: body.name, nameEn: body.nameEn },
    title: body.name,
    matter: {
      ...matter,
      text: openPart(sealed, 'text', textCt),
      summary: summaryCt && openPart(sealed, 'summary', summaryCt),
      reason: reasonCt && openPart(sealed, 'reason', reasonCt),
      rule: rule === null ? null : readRule(rule),
    },
    load: load ? { open: load.openCases, most: load.maxOpen } : null,
    mayEnd: matter.closedAt === null && actor.roles.includes('head') && matter.mediatorId !== actor.personId,
    readers: await listMatterReaders(db, channel.id),
    messages: await listMessages(db, channel, before),
    draft: await findDraft(db, actor, channel),
  }
}

export type MatterRead = NonNullable<Awaited<ReturnType<typeof readMatter>>>

const listMatterReaders = (db: Db, channelId: string) =>
  db
    .selectFrom('channelMembers')
    .innerJoin('persons', 'persons.id', 'channelMembers.personId')
    .where('channelId', '=', channelId)
    .where('validUntil', 'is', null)
    .select(['persons.id', 'persons.name'])
    .orderBy('persons.id')
    .execute()

/** Whom a side may complain of, and what became of what it complained of before; undefined for everybody else. */
export async function readComplaints(db: Db, caseId: string) {
  const its = await findCase(db, caseId)
  const side = its ? sideIn(its.roles) : null
  if (!its || side === null || its.state === 'draft') return undefined
  const rows = await mattersSeen(db)
    .where('matter.caseId', '=', caseId)
    .where('matter.side', '=', side)
    .select(['matter.wrappedKey', 'matter.textCt', 'matter.summaryCt', 'matter.reasonCt', 'matter.rule'])
    .orderBy('matter.openedAt', 'desc')
    .execute()
  return {
    its: { id: its.id, number: its.number, bodyName: its.bodyName, bodyNameEn: its.bodyNameEn },
    title: its.number,
    mediators: (await listComplainedOf(db, caseId)).filter(
      ({ mediatorId }) => !rows.some((one) => one.mediatorId === mediatorId && one.closedAt === null),
    ),
    complaints: rows.map(({ id, bodyId, wrappedKey, textCt, summaryCt, reasonCt, rule, ...its }) => {
      const sealed = { id, bodyId, wrappedKey }
      const { mediatorName, openedAt, closedAt, outcome, dueAt, expiredAt, eraseOn } = its
      return {
        ...{ id, mediatorName, openedAt, closedAt, outcome, dueAt, expiredAt, eraseOn },
        rule: rule === null ? null : readRule(rule),
        text: openPart(sealed, 'text', textCt),
        summary: summaryCt && openPart(sealed, 'summary', summaryCt),
        reason: reasonCt && openPart(sealed, 'reason', reasonCt),
      }
    }),
  }
}

export type ComplaintRead = NonNullable<Awaited<ReturnType<typeof readComplaints>>>['complaints'][number]

/** Who has taken a case on, for the sides of it. */
export const listComplainedOf = async (db: Db, caseId: string) =>
  (
    await sql<{ mediatorId: string; name: string }>`
      select mediator_id as "mediatorId", name from complained_of(${caseId}::uuid)`.execute(db)
  ).rows
