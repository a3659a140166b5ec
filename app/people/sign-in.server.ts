import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { refuse } from '~/kernel/refusal'
import { hashPassword, isPassword, needsRehash } from './password.server'

type Db = Kysely<Database>

/** Counts a try; the seconds until the next one is let through, 0 when this one is. */
export async function secondsToWait(door: Db, bucket: string, burst: number, seconds: number) {
  const { rows } = await sql<{
    wait: number
  }>`select take_token(${bucket}, ${burst}, ${seconds}) as wait`.execute(door)
  return rows[0]!.wait
}

/** Counts the try against the account and the network; refuses `too-many-tries` with the minutes to wait. */
export async function countTry(door: Db, bucket: string, burst: number, seconds: number) {
  const wait = await secondsToWait(door, bucket, burst, seconds)
  if (wait > 0) refuse('too-many-tries', { facts: { minutes: String(Math.max(1, Math.ceil(wait / 60))) } })
}

/**
 * Who proves mail and password. An unknown mail costs the same work and gives the same answer as a wrong password.
 * Refuses wrong-sign-in, too-many-tries.
 */
export async function provePassword(
  door: Db,
  { mail, password, ip }: { mail: string; password: string; ip: string | null },
) {
  await countTry(door, `sign-in:${ip ?? '-'}:${mail}`, 10, 900)
  await countTry(door, `sign-in:${ip ?? '-'}`, 100, 900)
  const person = await door
    .selectFrom('persons')
    .leftJoin('passwords', 'passwords.personId', 'persons.id')
    .select(['persons.id', 'passwords.hash', 'persons.state'])
    .where('persons.mail', '=', mail)
    .executeTakeFirst()
  const right = await isPassword(password, person?.state === 'active' ? (person.hash ?? null) : null)
  if (!right || !person) {
    if (person) await record(door, 'person.refused', person.id, { reason: 'password' })
    return refuse('wrong-sign-in')
  }
  if (person.hash && needsRehash(person.hash))
    await door
      .updateTable('passwords')
      .set({ hash: await hashPassword(password) })
      .where('personId', '=', person.id)
      .execute()
  return person.id
}

/** The organization a person last worked for, or the first joined. */
export async function homeOrganization(door: Db, personId: string) {
  const { rows } = await sql<{ orgId: string; roles: string[] }>`
    select m.org_id, m.roles from members m
    left join lateral (select max(at) as at from events where actor_id = m.person_id and org_id = m.org_id and kind = 'person.signed_in') last on true
    where m.person_id = ${personId} and m.until is null
    order by last.at desc nulls last, m.since limit 1`.execute(door)
  return rows[0] ?? null
}

export async function hasFactor(door: Db, personId: string) {
  const factor = await door
    .selectFrom('factors')
    .select('id')
    .where('personId', '=', personId)
    .where('confirmedAt', 'is not', null)
    .executeTakeFirst()
  return factor !== undefined
}
