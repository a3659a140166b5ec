import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import type { Locale } from '~/kernel/locale'
import type { Actor } from '~/people/actor'
import { findBody } from '../bodies/bodies.server'
import { findCase, listPeriods, listTrail } from '../queries.server'
import { isAttempt } from './attempt'
import { attemptPdf } from './pdf.server'

/** The certificate of the attempt, for everyone who reads the case; undefined where the case did not end in one. */
export async function readAttempt(
  db: Kysely<Database>,
  actor: Actor,
  caseId: string,
  locale: Locale = actor.locale,
) {
  const its = await findCase(db, caseId)
  if (!its || !isAttempt(its.state) || !its.filedAt || !its.closedAt) return undefined
  const admitted = (await listTrail(db, caseId)).findLast(({ facts }) => facts?.move === 'admit')
  const periods = await listPeriods(db, caseId)
  const answer = periods.findLast(({ key }) => key === 'response' || key === 'response_extension')
  const parties = await db
    .selectFrom('organizations')
    .select(['id', 'name', 'uscc'])
    .where('id', 'in', [its.claimantId, its.respondentId])
    .execute()
  const party = (id: string) => parties.find((one) => one.id === id)!
  const bytes = await attemptPdf({
    number: its.number,
    state: its.state,
    claimant: party(its.claimantId),
    respondent: party(its.respondentId),
    body: (await findBody(db, its.bodyId))!,
    filedAt: its.filedAt,
    admittedAt: admitted?.at ?? its.filedAt,
    answerUntil: answer ? new Date(answer.dueAt.getTime() - 60_000) : null,
    respondedAt: its.respondedAt,
    closedAt: its.closedAt,
    locale,
  })
  return { name: `${its.number}-attempt.pdf`, bytes }
}
