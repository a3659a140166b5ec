import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { Actor } from '~/people/actor'
import type { Criterion } from './form'

type Db = Kysely<Database>

/** Calls, the newest first; drafts for the office alone (row policy). */
export const listCalls = (db: Db) =>
  db
    .selectFrom('honorCalls')
    .select(['id', 'titleZh', 'titleEn', 'opensOn', 'closesOn', 'places', 'state', 'noticeUntil'])
    .orderBy('closesOn', 'desc')
    .orderBy('id', 'desc')
    .limit(100)
    .execute()

export async function findCall(db: Db, callId: string) {
  const row = await db.selectFrom('honorCalls').selectAll().where('id', '=', callId).executeTakeFirst()
  return row && { ...row, criteria: row.criteria as unknown as Criterion[] }
}
export type Call = NonNullable<Awaited<ReturnType<typeof findCall>>>

export type Honored = {
  applicationId: string
  callId: string
  organization: string
  organizationEn: string | null
  districtZh: string | null
  districtEn: string | null
  score: number
  rank: number
  state: 'noticed' | 'recommended'
  certificateNo: string | null
  titleZh: string
  titleEn: string
  decidedAt: Date | null
}

/** Whom a call (or all of them) put on public notice or honored; anyone may know. */
export async function listHonored(db: Db, callId: string | null = null): Promise<Honored[]> {
  const { rows } = await sql<Honored>`
    select h.application_id as "applicationId", h.call_id as "callId", h.organization, h.organization_en as "organizationEn", d.name_zh as "districtZh",
      d.name_en as "districtEn", h.score, h.rank, h.state, h.certificate_no as "certificateNo", h.decided_at as "decidedAt",
      c.title_zh as "titleZh", c.title_en as "titleEn"
    from honored(${callId}::uuid) h join honor_calls c on c.id = h.call_id left join districts d on d.code = h.district
    order by c.closes_on desc, h.rank, h.organization`.execute(db)
  return rows
}

export const findOwnApplication = (db: Db, actor: Actor, callId: string) =>
  db
    .selectFrom('honorApplications')
    .selectAll()
    .where('callId', '=', callId)
    .where('orgId', '=', actor.organizationId)
    .executeTakeFirst()

/** Why one's own enterprise would not be eligible now. */
export async function reasonsNow(db: Db, callId: string, orgId: string): Promise<string[]> {
  const { rows } = await sql<{ reasons: string[] }>`select honor_reasons(${callId}::uuid, ${orgId}::uuid) as reasons`.execute(db) // oxfmt-ignore
  return rows[0]?.reasons ?? []
}

/** What was handed in to a call, with how far its scoring is (row policy). */
export async function listApplications(db: Db, callId: string) {
  const { rows } = await sql<{
    id: string
    orgId: string
    organization: string
    organizationEn: string | null
    state: string
    reasons: string[]
    rank: number | null
    scores: number
    conflicts: number
    mean: number | null
  }>`
    select a.id, a.org_id as "orgId", o.name as organization, o.name_en as "organizationEn", a.state, a.reasons, a.rank, t.scores, t.conflicts, t.mean
    from honor_applications a join organizations o on o.id = a.org_id left join honor_tally(${callId}::uuid) t on t.application_id = a.id
    where a.call_id = ${callId} and a.state <> 'draft' order by a.rank nulls last, o.name`.execute(db)
  return rows
}

/** An application as its reviewers and the office read it; a draft is its enterprise's own. */
export async function findApplication(db: Db, applicationId: string) {
  const its = await db
    .selectFrom('honorApplications')
    .selectAll()
    .where('id', '=', applicationId)
    .where('state', '<>', 'draft')
    .executeTakeFirst()
  if (!its) return undefined
  const { rows } = await sql<Applicant>`
    select organization, organization_en as "organizationEn" from honor_applicant(${its.id})`.execute(db)
  return { ...its, ...rows[0]! }
}
type Applicant = { organization: string; organizationEn: string | null }
export type Application = NonNullable<Awaited<ReturnType<typeof findApplication>>>

type ToScore = Applicant & {
  id: string
  callId: string
  titleZh: string
  titleEn: string
  total: number | null
  conflict: string | null
}

/** What a reviewer scores in the calls that are being scored, with what was given so far. */
export async function listToScore(db: Db, { personId }: Actor) {
  const { rows } = await sql<ToScore>`
    select a.id, a.call_id as "callId", c.title_zh as "titleZh", c.title_en as "titleEn", s.total, s.conflict, n.organization,
      n.organization_en as "organizationEn"
    from honor_applications a join honor_calls c on c.id = a.call_id cross join lateral honor_applicant(a.id) n
    left join honor_scores s on s.application_id = a.id and s.reviewer_id = ${personId}
    where a.state = 'eligible' and c.state = 'scoring' order by c.closes_on, n.organization`.execute(db)
  return rows
}

/** What this reviewer gave, and the conflict that facts see. */
export async function findOwnScore(db: Db, actor: Actor, applicationId: string) {
  const given = await db
    .selectFrom('honorScores')
    .selectAll()
    .where('applicationId', '=', applicationId)
    .where('reviewerId', '=', actor.personId)
    .executeTakeFirst()
  const { rows } = await sql<{ conflict: string | null }>`select honor_conflict(${applicationId}::uuid) as conflict`.execute(db) // oxfmt-ignore
  return {
    given: given ? { ...given, points: given.points as unknown as Record<string, number> } : null,
    conflict: rows[0]?.conflict ?? null,
  }
}

type Objection = Applicant & {
  id: string
  applicationId: string
  text: string
  at: Date
  answer: string | null
  upheld: boolean | null
  answeredAt: Date | null
}

/** Objections to those whom a call put on notice: one's own organization's, or all for the office (row policy). */
export async function listObjections(db: Db, callId: string) {
  const { rows } = await sql<Objection>`
    select b.id, b.application_id as "applicationId", b.text, b.at, b.answer, b.upheld, b.answered_at as "answeredAt", n.organization,
      n.organization_en as "organizationEn"
    from honor_objections b cross join lateral honor_applicant(b.application_id) n
    where b.call_id = ${callId} order by b.at, b.id`.execute(db)
  return rows
}

/** Whom a certificate's number proves to be honored. */
export const findProven = async (db: Db, certificateNo: string) =>
  (await listHonored(db)).find((its) => its.certificateNo === certificateNo)

/** The honor of one's own enterprise, for its certificate. */
export const findOwnHonor = (db: Db, actor: Actor, applicationId: string) =>
  db
    .selectFrom('honorApplications as a')
    .innerJoin('honorCalls as c', 'c.id', 'a.callId')
    .innerJoin('organizations as o', 'o.id', 'a.orgId')
    .select(['a.certificateNo', 'a.decidedAt', 'c.titleZh', 'c.titleEn'])
    .select(['o.name as organization', 'o.nameEn as organizationEn'])
    .where('a.id', '=', applicationId)
    .where('a.orgId', '=', actor.organizationId)
    .where('a.state', '=', 'recommended')
    .executeTakeFirst()
