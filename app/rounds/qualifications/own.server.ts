import type { Kysely } from 'kysely'
import { mayEnter } from '~/people/access'
import type { Actor } from '~/people/actor'
import type { Database } from '~db/schema'
import { uuidForm } from '~/kernel/fields'
import { listLettersOf } from '../authorizations/queries.server'
import { findRound } from '../queries.server'
import { findAppeal } from './appeals.server'
import { whyNotApply } from './applying'
import { findCriteria, findStanding, judgedAnswers, judgedApplication } from './queries.server'

type Db = Kysely<Database>

/**
 * A vendor's own page: its standing, and its checklist by the criteria in force while it may answer, else as it was
 * judged; asked for a round, by the version that the round was published with.
 */
export async function findOwn(db: Db, actor: Actor, roundId: string | null, now: Date) {
  const vendorId = actor.organizationId
  const standing = (await findStanding(db, vendorId)) ?? null
  const { version: newest } = await findCriteria(db)
  const round = roundId === null ? null : await findAskedRound(db, actor, roundId)
  const applies = mayEnter('bid.submit', actor) && whyNotApply(standing, newest, now) === null
  const version = round?.version ?? (applies || !standing ? newest : standing.criteriaVersion)
  return {
    standing,
    round,
    newest,
    version,
    applies: applies && round === null,
    judged:
      round || applies
        ? await judgedAnswers(db, vendorId, standing, now, version)
        : standing && (await judgedApplication(db, standing, now)),
    appeal: (standing && (await findAppeal(db, standing.id))) ?? null,
    letters: await listLettersOf(db, actor, vendorId),
    adds: mayEnter('bid.submit', actor),
  }
}

async function findAskedRound(db: Db, actor: Actor, id: string) {
  const round = uuidForm.test(id) ? await findRound(db, actor, id) : undefined
  if (!round?.criteriaVersion) return null
  return { id, number: round.number, title: round.title, titleEn: round.titleEn, version: round.criteriaVersion } // oxfmt-ignore
}
