import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { refuse } from '~/kernel/refusal'
import type { Actor } from '~/people/actor'
import { freshId } from '~/people/commands.server'
import type { TemplateValues } from './form'

type Tx = Kysely<Database>

/** Writes a template, or the next version of one; nobody uses it before a second person has reviewed it. Refuses: template-unknown, version-waits. */
export async function writeTemplate(
  tx: Tx,
  actor: Actor,
  bodyId: string,
  { followsId, ...values }: TemplateValues,
) {
  const id = await freshId(tx)
  const before = followsId ? await findLine(tx, bodyId, followsId) : null
  await tx
    .insertInto('caseTemplates')
    .values({
      ...values,
      id,
      bodyId,
      writtenBy: actor.personId,
      kind: before?.kind ?? values.kind,
      firstId: before?.firstId ?? id,
      version: before ? before.version + 1 : 1,
    })
    .execute()
  await record(tx, 'case_template.written', id, { body: bodyId, version: before ? before.version + 1 : 1 })
  return id
}

/** The newest version of the line that a new version goes on; one version at a time waits for its review. */
async function findLine(tx: Tx, bodyId: string, followsId: string) {
  const followed = await tx
    .selectFrom('caseTemplates')
    .where('bodyId', '=', bodyId)
    .where('id', '=', followsId)
    .select('firstId')
    .executeTakeFirst()
  if (!followed) return refuse('template-unknown')
  await sql`select pg_advisory_xact_lock(hashtextextended(${followed.firstId}, 0))`.execute(tx)
  const newest = await tx
    .selectFrom('caseTemplates')
    .where('firstId', '=', followed.firstId)
    .select(['firstId', 'kind', 'version', 'reviewedAt', 'endedAt'])
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  return newest.reviewedAt === null && newest.endedAt === null ? refuse('version-waits') : newest
}

/** A second person has read it: from now on it is offered, and the version before is not. Refuses: own-template, template-reviewed. */
export async function reviewTemplate(tx: Tx, actor: Actor, bodyId: string, templateId: string) {
  const its = await tx
    .selectFrom('caseTemplates')
    .where('bodyId', '=', bodyId)
    .where('id', '=', templateId)
    .select(['firstId', 'writtenBy'])
    .executeTakeFirst()
  if (!its) return refuse('template-unknown')
  if (its.writtenBy === actor.personId) refuse('own-template')
  const now = sql<Date>`clock_timestamp()`
  await tx
    .updateTable('caseTemplates')
    .set({ endedAt: now })
    .where('firstId', '=', its.firstId)
    .where('reviewedAt', 'is not', null)
    .where('endedAt', 'is', null)
    .where('id', '<>', templateId)
    .execute()
  const reviewed = await tx
    .updateTable('caseTemplates')
    .set({ reviewedBy: actor.personId, reviewedAt: now })
    .where('id', '=', templateId)
    .where('reviewedAt', 'is', null)
    .where('endedAt', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (!reviewed) refuse('template-reviewed')
  await record(tx, 'case_template.reviewed', templateId, { body: bodyId })
}

/** Offered no more; what was written from it stays what it is. Refuses: template-unknown. */
export async function withdrawTemplate(tx: Tx, bodyId: string, templateId: string) {
  const ended = await tx
    .updateTable('caseTemplates')
    .set({ endedAt: sql<Date>`clock_timestamp()` })
    .where('bodyId', '=', bodyId)
    .where('id', '=', templateId)
    .where('endedAt', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (!ended) refuse('template-unknown')
  await record(tx, 'case_template.withdrawn', templateId, { body: bodyId })
}
