import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { refuse } from '~/kernel/refusal'
import type { Actor } from '~/people/actor'
import { findCase, listObjections } from '../queries.server'
import { addObjection, dropObjection, nameContact, readiness } from './file.server'
import type { ClaimValues } from './form'
import { findSubject } from './subject.server'

type Db = Kysely<Database>

/** A draft as its claimant writes it: claims, what is still missing, and what a further claim would be about. */
export async function readClaim(db: Db, actor: Actor, caseId: string) {
  const its = await findCase(db, caseId)
  if (its?.state !== 'draft' || !its.roles.includes('claimant')) return undefined
  const objections = await listObjections(db, caseId)
  return {
    its,
    title: its.number,
    objections,
    ready: await readiness(db, caseId),
    subject: (await findAnother(db, actor, caseId)) ?? null,
  }
}

/** Changes the claims or the contact of a draft. Refuses: draft-only, party-unknown, and as addObjection. */
export async function changeClaim(tx: Db, actor: Actor, caseId: string, values: ClaimValues) {
  if (values.move === 'drop') return dropObjection(tx, caseId, values.objectionId)
  if (values.move === 'contact') return nameContact(tx, caseId, values.respondentContact)
  const subject = (await findAnother(tx, actor, caseId)) ?? refuse('party-unknown')
  return addObjection(tx, actor, caseId, subject, values)
}

/** A further claim is about the same thing as the first. */
async function findAnother(db: Db, actor: Actor, caseId: string) {
  const first = await db
    .selectFrom('objections')
    .innerJoin('cases', 'cases.id', 'objections.caseId')
    .innerJoin('organizations as respondent', 'respondent.id', 'cases.respondentId')
    .where('objections.caseId', '=', caseId)
    .select(['objections.subjectKind', 'objections.subjectId', 'respondent.uscc'])
    .orderBy('objections.no')
    .limit(1)
    .executeTakeFirst()
  if (!first) return undefined
  return findSubject(db, actor, {
    line: first.subjectKind === 'order_line' ? first.subjectId : null,
    license: first.subjectKind === 'entitlement' ? first.subjectId : null,
    product: first.subjectKind === 'product' ? first.subjectId : null,
    uscc: first.uscc,
  })
}
