import { sql } from 'kysely'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import type { Actor } from '~/people/actor'
import { draftRound, officersOnly, termsRow, type Tx } from '../commands.server'
import type { RoundValues } from '../form'
import { findRound } from '../queries.server'
import type { TemplateValues } from './form'
import { findNewest, findTemplate } from './queries.server'

/**
 * Keeps the present terms of a round under a name. A name that is taken gets its next version, once it is said which
 * (`next`); what began from earlier ones stays. Refuses: template-exists.
 */
export async function saveTemplate(
  tx: Tx,
  actor: Actor,
  roundId: string,
  { name, nameEn, next = null }: TemplateValues,
) {
  officersOnly(actor)
  const round = (await findRound(tx, actor, roundId)) ?? refuse('round-unknown')
  // Two who save under one name at once make two versions.
  await sql`select pg_advisory_xact_lock(hashtext(${`template ${name}`}))`.execute(tx)
  const taken = await findNewest(tx, name)
  refuseIf(taken && next !== taken.version + 1 ? 'template-exists' : null, { field: 'name' })
  const { id, version } = await tx
    .insertInto('roundTemplates')
    .values({
      name,
      nameEn: nameEn ?? null,
      version: (taken?.version ?? 0) + 1,
      profile: round.profile,
      ...termsRow(round.terms),
      savedFrom: roundId,
      savedBy: actor.personId,
      at: sql<Date>`clock_timestamp()`,
    })
    .returning(['id', 'version'])
    .executeTakeFirstOrThrow()
  await record(tx, 'round.template_saved', id, { version }, { round: roundId })
  return id
}

/** No round begins from any version of it any more; rounds that did are untouched. */
export async function retireTemplate(tx: Tx, actor: Actor, id: string) {
  officersOnly(actor)
  const template = (await findTemplate(tx, id)) ?? refuse('template-retired')
  await tx
    .updateTable('roundTemplates')
    .set({ retiredAt: sql<Date>`clock_timestamp()` })
    .where('name', '=', template.name)
    .where('retiredAt', 'is', null)
    .execute()
  await record(tx, 'round.template_retired', id, { version: template.version })
}

/** A draft with the terms of a template in place of its profile's; refuses with `template-retired`. */
export async function draftFromTemplate(tx: Tx, actor: Actor, id: string, values: RoundValues, now: Date) {
  const template = (await findTemplate(tx, id)) ?? refuse('template-retired')
  return draftRound(tx, actor, { ...values, profile: template.profile }, now, template)
}
