import { sql } from 'kysely'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import type { Actor } from '~/people/actor'
import { notifyMembers } from '~/people/notify.server'
import { officersOnly, type Tx } from '../commands.server'
import { criteriaSet } from '../qualifications/criteria'
import { findCriteria } from '../qualifications/queries.server'
import { codesOf, setOf } from './draft'
import type { CriteriaValues } from './form'
import { findDraft, listVersions } from './queries.server'
import { differencesBetween } from './red-line'

/** Keeps the next version as it was typed, for all officers. Refuses: criteria-empty. */
export async function saveDraft(tx: Tx, actor: Actor, values: CriteriaValues) {
  officersOnly(actor)
  const codes = codesOf((await listVersions(tx)).map(({ set }) => set))
  const set = setOf(values, codes) ?? refuse('criteria-empty')
  const row = { body: JSON.stringify(criteriaSet.parse(set)), savedBy: actor.personId, at: sql<Date>`clock_timestamp()` } // oxfmt-ignore
  await tx
    .insertInto('criteriaDrafts')
    .values(row)
    .onConflict((conflict) => conflict.column('one').doUpdateSet(row))
    .execute()
}

export async function discardDraft(tx: Tx, actor: Actor) {
  officersOnly(actor)
  await tx.deleteFrom('criteriaDrafts').execute()
}

/**
 * Publishes the draft that was read (`seen`: its hash) as the next version; vendors that have a standing are told. What
 * was published, and rounds that were, keep theirs. Refuses: draft-changed, criteria-unchanged.
 */
export async function publishCriteria(
  tx: Tx,
  actor: Actor,
  { reason, seen }: { reason: string; seen: string },
) {
  officersOnly(actor)
  // Of two who publish at once the second finds no draft any more.
  await sql`select pg_advisory_xact_lock(hashtext('criteria'))`.execute(tx)
  const draft = (await findDraft(tx)) ?? refuse('already-moved')
  refuseIf(draft.hash === seen ? null : 'draft-changed')
  const former = await findCriteria(tx)
  refuseIf(differencesBetween(former.set, draft.set).length > 0 ? null : 'criteria-unchanged')
  const version = former.version + 1
  const { id } = await tx
    .insertInto('criteriaSets')
    .values({ version, body: JSON.stringify(draft.set), reason, publishedBy: actor.personId })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tx.deleteFrom('criteriaDrafts').execute()
  const event = await record(tx, 'qualification.criteria_published', id, { version })
  const vendors = await tx
    .selectFrom('qualifications')
    .select('vendorId')
    .distinct()
    .where('state', 'not in', ['rejected', 'banned'])
    .execute()
  for (const { vendorId } of vendors)
    await notifyMembers(tx, vendorId, ['vendor'], {
      kind: 'qualification.criteria_published',
      href: '/qualification',
      event,
    })
  return version
}
