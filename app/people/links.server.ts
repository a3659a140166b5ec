import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { hashOf } from './session.server'

/** A one-time link that still works, with whom it is for. Looking changes nothing: mail scanners look too. */
export function findLink(door: Kysely<Database>, token: string, purpose: 'invitation' | 'reset' | 'office') {
  return door
    .selectFrom('oneTimeLinks as link')
    .leftJoin('persons', 'persons.id', 'link.personId')
    .leftJoin('organizations', 'organizations.id', 'link.orgId')
    .select(['persons.name as person', 'persons.mail', 'organizations.name as organization'])
    .where('link.hash', '=', hashOf(token))
    .where('link.purpose', '=', purpose)
    .where('link.usedAt', 'is', null)
    .where('link.endsAt', '>', sql<Date>`clock_timestamp()`)
    .executeTakeFirst()
}
