import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { dayOf } from '~/kernel/workdays'
import { type Actor, is } from '~/people/actor'
import { surveyLifecycle } from '../lifecycle'
import { moveRow } from '../moving.server'
import { whyNotSuggest } from './estimate'
import type { SurveyMoveValues, SurveyValues } from './form'
import { findSurvey, listNeeded, listResults } from './queries.server'

type Tx = Kysely<Database>

const clockTime = sql<Date>`clock_timestamp()`
export const answerers = ['buyer', 'asset_manager', 'approver'] as const
export const placeOf = (surveyId: string) => `/surveys/${surveyId}/answer`

/** A survey as a draft that only the office sees. */
export async function createSurvey(tx: Tx, actor: Actor, values: SurveyValues) {
  refuseIf(is(actor, 'officer') ? null : 'not-your-move')
  const { questions, districts, sectors, ownerships, scales, ...its } = values
  const chosen = Object.entries({ districts, sectors, ownerships, scales }).filter(
    ([, codes]) => codes.length > 0,
  )
  const { id } = await tx
    .insertInto('surveys')
    .values({
      ...its,
      orgId: actor.organizationId,
      form: JSON.stringify(questions),
      filter: JSON.stringify(Object.fromEntries(chosen)),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(tx, 'survey.created', id, { questions: questions.length })
  return id
}

/** One step of a survey. */
export async function moveSurvey(tx: Tx, actor: Actor, id: string, asked: SurveyMoveValues, now: Date) {
  refuseIf(is(actor, 'officer') ? null : 'not-your-move')
  switch (asked.move) {
    case 'open':
      return openSurvey(tx, actor, id, now)
    case 'close':
      return closeSurvey(tx, actor, id)
    case 'suggest':
      return suggestWish(tx, id, asked.classId)
  }
}

/** Asks every enterprise that the filter means, as they are today. Refuses due-past, nobody-asked. */
async function openSurvey(tx: Tx, actor: Actor, id: string, now: Date) {
  await moveRow(tx, actor, 'surveys', surveyLifecycle, 'open', id, { openedAt: clockTime })
  const survey = (await findSurvey(tx, id))!
  refuseIf(survey.dueOn < dayOf(now) ? 'survey-due-past' : null)
  const { rows } = await sql`
    insert into survey_answers (survey_id, org_id)
    select ${id}, o.id from organizations o where survey_asks(${JSON.stringify(survey.filter)}::jsonb, o) returning org_id`.execute(
    tx,
  )
  refuseIf(rows.length > 0 ? null : 'nobody-asked')
  const event = await record(tx, 'survey.opened', id, { asked: rows.length })
  await tellAsked(tx, 'survey.opened', { id, dueOn: survey.dueOn, event })
}

/** A notice to each enterprise that has not answered yet, in one statement. */
export async function tellAsked(
  tx: Tx,
  kind: string,
  { id, dueOn, event }: { id: string; dueOn: string; event: string },
) {
  await sql`
    select notify_roles(org_id, ${sql.val([...answerers])}::text[], ${kind}, jsonb_build_object('due', ${dueOn}::text), ${placeOf(id)}, ${event}::uuid)
    from survey_answers where survey_id = ${id} and answered_at is null`.execute(tx)
}

/** No more answers; what was found is public from now on. */
export async function closeSurvey(tx: Tx, actor: Actor, id: string) {
  await moveRow(tx, actor, 'surveys', surveyLifecycle, 'close', id, { closedAt: clockTime })
  await record(tx, 'survey.closed', id)
}

/** What enough enterprises need becomes a wish in `demands`, once per class. Refuses survey-running, too-few-needs, wish-gathers. */
async function suggestWish(tx: Tx, id: string, classId: string) {
  const survey = (await findSurvey(tx, id)) ?? refuse('already-moved')
  const question = survey.form.find((one) => one.classId === classId) ?? refuse('already-moved')
  const its = (await listResults(tx, id)).find(({ key }) => key === question.key)
  refuseIf(whyNotSuggest(survey.state, its?.needing ?? null))
  const [needed] = await listNeeded(tx, [question])
  refuseIf(needed?.wishId ? 'wish-gathers' : null)
  const suggested = await tx
    .updateTable('surveys')
    .set({ suggested: sql<string[]>`suggested || ${classId}::uuid` })
    .where('id', '=', id)
    .where(sql<boolean>`not ${classId}::uuid = any (suggested)`)
    .returning('id')
    .executeTakeFirst()
  refuseIf(suggested ? null : 'already-moved')
  await record(tx, 'wish.suggested', id, { class: classId, quantity: Math.round(its!.total!) })
}

/** An enterprise answers, or answers anew while the survey is open. Refuses survey-closed, survey-not-asked. */
export async function answerSurvey(
  tx: Tx,
  actor: Actor,
  id: string,
  answers: Record<string, string | undefined>,
) {
  refuseIf(is(actor, ...answerers) ? null : 'not-your-move')
  const given = Object.fromEntries(Object.entries(answers).filter(([, value]) => value))
  await sql`select answer_survey(${id}::uuid, ${JSON.stringify(given)}::jsonb)`.execute(tx)
  // On the enterprise's own trail: hundreds of it would bury what the office did with the survey.
  await record(tx, 'survey.answered', actor.organizationId, { survey: id })
}
