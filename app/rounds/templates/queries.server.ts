import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
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
  if (!id || !/^[0-9a-f-]{36}$/.test(id)) return undefined
  const row = await db
    .selectFrom('roundTemplates')
    .select(['id', 'name', 'nameEn', 'version', 'profile', 'body'])
    .where('id', '=', id)
    .where('retiredAt', 'is', null)
    .executeTakeFirst()
  return row && { ...row, terms: roundTerms.parse(row.body) }
}
