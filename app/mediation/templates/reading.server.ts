import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { uuidForm } from '~/kernel/fields'
import type { Locale } from '~/kernel/locale'
import { dayOf } from '~/kernel/workdays'
import type { Actor } from '~/people/actor'
import { findBody } from '../bodies/bodies.server'
import type { Case } from '../queries.server'
import { fill } from './filling'
import type { TemplateKind } from './form'

type Db = Kysely<Database>

const templatesSeen = (db: Db) =>
  db
    .selectFrom('caseTemplates as template')
    .innerJoin('persons as writer', 'writer.id', 'template.writtenBy')
    .leftJoin('persons as reviewer', 'reviewer.id', 'template.reviewedBy')
    .selectAll('template')
    .select(['writer.name as writerName', 'reviewer.name as reviewerName'])

const findOwnBody = async (db: Db, actor: Actor, bodyId: string) => {
  const body = actor.organizationId === bodyId ? await findBody(db, bodyId) : undefined
  return body && { orgId: body.orgId, name: body.name, nameEn: body.nameEn }
}

/** A body's templates with every version that still counts, for its own people; undefined for others. */
export async function readTemplates(db: Db, actor: Actor, bodyId: string) {
  const body = await findOwnBody(db, actor, bodyId)
  if (!body) return undefined
  const templates = await templatesSeen(db)
    .where('template.bodyId', '=', bodyId)
    .where('template.endedAt', 'is', null)
    .orderBy('template.kind')
    .orderBy('template.nameZh')
    .orderBy('template.version', 'desc')
    .limit(200)
    .execute()
  return { body, title: body.name, templates }
}

export type TemplateRow = NonNullable<Awaited<ReturnType<typeof readTemplates>>>['templates'][number]

/** One version, the one in use that it would replace, and whether the actor is the second person who may review it. */
export async function readTemplate(db: Db, actor: Actor, bodyId: string, templateId: string) {
  const body = await findOwnBody(db, actor, bodyId)
  if (!body) return undefined
  const template = await templatesSeen(db)
    .where('template.bodyId', '=', bodyId)
    .where('template.id', '=', templateId)
    .executeTakeFirst()
  if (!template) return undefined
  const versions = await templatesSeen(db)
    .where('template.firstId', '=', template.firstId)
    .orderBy('template.version', 'desc')
    .execute()
  return {
    body,
    title: template.nameZh,
    template,
    versions,
    inUse: versions.find((one) => one.id !== template.id && one.reviewedAt && !one.endedAt) ?? null,
    mayReview: !template.reviewedAt && !template.endedAt && template.writtenBy !== actor.personId,
  }
}

export type TemplateRead = NonNullable<Awaited<ReturnType<typeof readTemplate>>>

type About = { kind: TemplateKind; chosen: string | null; locale: Locale; now: Date }
type Named = Pick<Case, 'number' | 'bodyId' | 'bodyName' | 'bodyNameEn' | 'claimantName' | 'claimantNameEn'> &
  Pick<Case, 'respondentName' | 'respondentNameEn'>

/** The reviewed templates of a case's body for one kind of text, and the chosen one filled with what the case says. */
export async function readUsable(db: Db, its: Named, { kind, chosen, locale, now }: About) {
  const rows = await db
    .selectFrom('caseTemplates')
    .where('bodyId', '=', its.bodyId)
    .where('kind', '=', kind)
    .where('reviewedAt', 'is not', null)
    .where('endedAt', 'is', null)
    .select(['id', 'version', 'nameZh', 'nameEn', 'textZh', 'textEn', 'reviewedAt'])
    .orderBy('nameZh')
    .execute()
  const one = chosen && uuidForm.test(chosen) ? rows.find(({ id }) => id === chosen) : undefined
  const spoken = (zh: string, en: string | null) => (locale === 'en' ? (en ?? zh) : zh)
  const facts = {
    number: its.number,
    claimant: spoken(its.claimantName, its.claimantNameEn),
    respondent: spoken(its.respondentName, its.respondentNameEn),
    body: spoken(its.bodyName, its.bodyNameEn),
    today: dayOf(now),
  }
  return {
    templates: rows.map(({ id, version, nameZh, nameEn }) => ({ id, version, nameZh, nameEn })),
    chosen: one
      ? {
          id: one.id,
          version: one.version,
          nameZh: one.nameZh,
          nameEn: one.nameEn,
          reviewedAt: one.reviewedAt!,
          text: fill(spoken(one.textZh, one.textEn), facts),
        }
      : null,
  }
}

export type Usable = Awaited<ReturnType<typeof readUsable>>
