import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { type Actor, is } from '~/people/actor'
import { listHistory } from '~/people/queries.server'
import { findKnown } from '../known/known.server'
import { listPool } from '../draws/queries.server'
import { findInspection, type Inspection, listChecks, listTeam } from './queries.server'
import { rightsOf } from './rights'

type Db = Kysely<Database>

/** An inspection with all that its page shows to this reader; undefined when it is not theirs. */
export async function openInspection(db: Db, actor: Actor, id: string) {
  const its = await findInspection(db, id)
  if (!its) return undefined
  const may = rightsOf(actor, its)
  const pool = may.announce ? (await listPool(db)).filter((member) => its.pool.includes(member.id)) : []
  const seen = { team: await listTeam(db, id), checks: await listChecks(db, id), pool }
  const seesChecks =
    its.orgId === actor.organizationId ||
    is(actor, 'officer', 'auditor') ||
    (is(actor, 'inspector') && its.team.includes(actor.personId))
  const told = { names: await namesIn(db, its), history: await listHistory(db, id) }
  return { title: its.no, its, ...seen, ...told, may, seesChecks, known: await findKnown(db, its.orgId) }
}

/** The people that an inspection names, as far as the reader may know them. */
export async function namesIn(db: Db, its: Inspection) {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from people_of_inspection(${its.id}::uuid)`.execute(db)
  const nameOf = (id: string | null) => rows.find((person) => person.id === id)?.name ?? null
  return {
    concluder: nameOf(its.concludedBy),
    seconder: nameOf(its.secondedBy),
    failer: nameOf(its.failedBy),
    signer: nameOf(its.signedBy),
  }
}
