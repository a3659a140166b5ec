import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { uuidForm } from '~/kernel/fields'
import { roundTerms } from '../terms'

type Db = Kysely<Database>

/** The newest version of every template, those in use first, with the versions before it and how many rounds began from it. */
export async function listTemplates(db: Db) {
  const rows = await db
    .selectFrom('roundTemplates')
    .leftJoin('persons', 'persons.id', 'roundTemplates.savedBy')
    .selectAll('roundTemplates')
    .select('persons.name as author')
    .select(
      sql<number>`(select count(*)::int from rounds r join round_templates t on t.id = r.template_id
                   where t.name = round_templates.name)`.as('rounds'),
    )
    .distinctOn('roundTemplates.name')
    .orderBy('roundTemplates.name')
    .orderBy('roundTemplates.version', 'desc')
    .execute()
  return rows
    .map(({ body, ...template }) => ({ ...template, terms: roundTerms.parse(body) }))
    .toSorted((a, b) => Number(a.retiredAt !== null) - Number(b.retiredAt !== null))
}

/** A version of a template that a round may begin from. */
export async function findTemplate(db: Db, id: string | null) {
  if (!id || !uuidForm.test(id)) return undefined
  const row = await db
    .selectFrom('roundTemplates')
    .select(['id', 'name', 'nameEn', 'version', 'profile', 'body'])
    .where('id', '=', id)
    .where('retiredAt', 'is', null)
    .executeTakeFirst()
  return row && { ...row, terms: roundTerms.parse(row.body) }
}

/** The newest version under a name, also of one that is retired. */
export async function findNewest(db: Db, name: string) {
  const row = await db
    .selectFrom('roundTemplates')
    .select(['id', 'version', 'body'])
    .where('name', '=', name)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && { id: row.id, version: row.version, terms: roundTerms.parse(row.body) }
}

/** One version with all that stand under its name, newest first, and the terms of the one before it. */
export async function findVersion(db: Db, id: string) {
  const rows = await db
    .selectFrom('roundTemplates as version')
    .innerJoin('roundTemplates as asked', 'asked.name', 'version.name')
    .leftJoin('persons', 'persons.id', 'version.savedBy')
    .leftJoin('rounds', 'rounds.id', 'version.savedFrom')
    .select([
      'version.id',
      'version.name',
      'version.nameEn',
      'version.version',
      'version.profile',
      'version.body',
    ])
    .select([
      'version.at',
      'version.retiredAt',
      'version.savedFrom',
      'rounds.number',
      'persons.name as author',
    ])
    .select(sql<number>`(select count(*)::int from rounds r where r.template_id = version.id)`.as('rounds'))
    .where('asked.id', '=', id)
    .orderBy('version.version', 'desc')
    .execute()
  const versions = rows.map(({ body, ...version }) => ({ ...version, terms: roundTerms.parse(body) }))
  const at = versions.findIndex((version) => version.id === id)
  return at < 0 ? undefined : { ...versions[at]!, versions, former: versions[at + 1] ?? null }
}

export type TemplateVersion = NonNullable<Awaited<ReturnType<typeof findVersion>>>

/** The rounds that began from a version, for those who plan rounds. */
export const listBegun = (db: Db, templateId: string) =>
  db
    .selectFrom('rounds')
    .select(['id', 'number', 'title', 'titleEn', 'state'])
    .where('templateId', '=', templateId)
    .orderBy('id', 'desc')
    .limit(100)
    .execute()

/** What a round began from, to those who may read templates (row policy). */
export const findOrigin = (db: Db, templateId: string | null) =>
  db
    .selectFrom('roundTemplates')
    .select(['id', 'name', 'nameEn', 'version'])
    .where('id', '=', templateId)
    .executeTakeFirst()
