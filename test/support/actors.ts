import type { Kysely } from 'kysely'
import type pg from 'pg'
import type { Database } from '~db/schema'
import { organizations } from '~db/seeds/cast'
import { orgId, personId } from '~db/seeds/people'
import { actingAs } from '~db/tenant'
import type { Role } from '~/kernel/role'
import type { Actor } from '~/people/actor'

/** A person of the cast as the one who acts: `anActor('officer')`; roles may be replaced. */
export function anActor(
  key: string,
  facts: Partial<Pick<Actor, 'roles' | 'locale' | 'stepUpAt'>> = {},
): Actor {
  const organization = organizations.find(({ people }) => people.some((person) => person.key === key))
  const person = organization?.people.find((candidate) => candidate.key === key)
  if (!organization || !person) throw new Error(`nobody of the cast is called ${key}`)
  return {
    kind: organization.kind,
    personId: personId(key),
    organizationId: orgId(organization.key),
    roles: person.roles as readonly Role[],
    sessionId: null,
    stepUpAt: new Date(),
    locale: person.locale ?? 'zh',
    ...facts,
  } as Actor
}

/** The database as this actor has it: every statement under their identity. */
export const as = (
  pool: pg.Pool,
  { organizationId, personId: person, roles, kind }: Actor,
): Kysely<Database> =>
  actingAs(pool, { organizationId, personId: person, roles, actorKind: kind, requestId: null })
