import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { listClasses, listEditions } from '~/catalog/queries.server'
import { loadCalendar } from '~/kernel/calendar.server'
import { sha256 } from '~/kernel/sha256'
import { dayOf, workdaysBetween } from '~/kernel/workdays'
import type { Actor } from '~/people/actor'
import { listRecipients } from '../openers/queries.server'
import { noticeOf, publicationProblems } from '../publishing.server'
import { findLot, findRound, listConsents, listLots } from '../queries.server'

type Db = Kysely<Database>

/** A round that is still a draft. */
export async function findDraft(db: Db, actor: Actor, roundId: string) {
  const round = await findRound(db, actor, roundId)
  if (round?.state !== 'draft') return undefined
  const {
    id,
    number,
    title,
    titleEn,
    profile,
    terms,
    questionsCloseAt,
    pledgesCloseAt,
    bidsCloseAt,
    openingAt,
  } = round
  return {
    id,
    number,
    title,
    titleEn,
    profile,
    terms,
    times: {
      questionsCloseAt: questionsCloseAt!,
      pledgesCloseAt: pledgesCloseAt!,
      bidsCloseAt: bidsCloseAt!,
      openingAt: openingAt!,
    },
  }
}

export type Draft = NonNullable<Awaited<ReturnType<typeof findDraft>>>

/** One lot of a draft. */
export async function findDraftLot(db: Db, draft: Draft, lotId: string) {
  const lot = await findLot(db, lotId)
  return lot?.roundId === draft.id ? lot : undefined
}

/** What a lot may buy, by kind, as choices with names in both languages. */
export async function listSubjects(db: Db) {
  const [editions, classes] = [await listEditions(db), await listClasses(db)]
  return {
    editions: editions.map((edition) => ({
      value: `edition:${edition.id}`,
      category: edition.category,
      zh: `${edition.productZh} ${edition.nameZh}`,
      en: `${edition.productEn} ${edition.nameEn}`,
    })),
    classes: classes.map(({ id, name, nameEn }) => ({ value: `class:${id}`, zh: name, en: nameEn })),
  }
}

/** Working days between freeze and closing, as the calendar counts them. */
export async function roomOf(db: Db, { times }: Draft) {
  return workdaysBetween(await loadCalendar(db), dayOf(times.pledgesCloseAt), dayOf(times.bidsCloseAt))
}

/** Everything a second pair of eyes checks before publication: what is wrong, what would bind, who has consented. */
export async function findReview(db: Db, actor: Actor, roundId: string, now: Date) {
  const round = await findRound(db, actor, roundId)
  if (round?.state !== 'draft') return undefined
  const hash = sha256(await noticeOf(db, round)).toString('hex')
  const consents = await listConsents(db, roundId)
  return {
    hash,
    lots: await listLots(db, roundId),
    recipients: round.terms.sealing === 'openers' ? await listRecipients(db, roundId) : [],
    problems: await publicationProblems(db, actor, roundId, now),
    consents: consents
      .filter(({ deed }) => deed === 'publish')
      .map(({ over, name, personId, at }) => ({ name, personId, at, stale: over.toString('hex') !== hash })),
  }
}
