import type { Kysely } from 'kysely'
import type pg from 'pg'
import type { MemberRole } from '~/kernel/role'
import { type Actor, nobody, type OrganizationKind } from '~/people/actor'
import { usccOf } from '~/people/uscc'
import type { Database } from '~db/schema'
import { actingAs } from '~db/tenant'

type Connections = {
  owner: { db: Kysely<Database> }
  app: { pool: pg.Pool }
  worker: { pool: pg.Pool }
}

/** Someone at work: who acts, and a database every statement of which runs under that identity. */
export type Someone = { actor: Actor; db: Kysely<Database>; orgId: string; personId: string }

let count = 0

/** The people of a test's market; a test names only what it is about. */
export function peopleOf({ owner, app, worker }: Connections) {
  async function anOrganization(kind: OrganizationKind = 'enterprise', facts: { name?: string } = {}) {
    count += 1
    const { id } = await owner.db
      .insertInto('organizations')
      .values({
        kind,
        name: facts.name ?? `${names[kind]}${count}`,
        uscc: usccOf({
          district: '350200',
          organization: String(process.pid % 1000).padStart(3, '0') + String(count).padStart(5, '0'),
        }),
        state: 'verified',
        verifiedAt: new Date(),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return id
  }

  /** A member of an organization, of a new one when none is named. */
  async function someone(
    kind: OrganizationKind,
    roles: readonly MemberRole[],
    orgId?: string,
  ): Promise<Someone> {
    const organizationId = orgId ?? (await anOrganization(kind))
    count += 1
    const { id: personId } = await owner.db
      .insertInto('persons')
      .values({ name: `person ${count}`, mail: `p${process.pid}-${count}@example.cn` })
      .returning('id')
      .executeTakeFirstOrThrow()
    await owner.db
      .insertInto('members')
      .values({ personId, orgId: organizationId, roles: [...roles] })
      .execute()
    const identity = { organizationId, personId, roles, actorKind: kind, requestId: null }
    const actor = {
      kind,
      organizationId,
      personId,
      roles,
      sessionId: null,
      stepUpAt: new Date(),
      locale: 'zh',
    } as unknown as Actor
    return { actor, db: actingAs(app.pool, identity), orgId: organizationId, personId }
  }

  /** The clock: what the worker does when no person asks. */
  const clock: Someone = {
    actor: {
      kind: 'clock',
      organizationId: nobody,
      personId: nobody,
      roles: [],
      sessionId: null,
      stepUpAt: null,
      locale: 'zh',
    } as unknown as Actor,
    db: actingAs(worker.pool, {
      organizationId: null,
      personId: null,
      roles: [],
      actorKind: 'clock',
      requestId: null,
    }),
    orgId: nobody,
    personId: nobody,
  }

  const visitor: Someone = {
    ...clock,
    actor: { ...clock.actor, kind: 'visitor' } as Actor,
    db: actingAs(app.pool, {
      organizationId: null,
      personId: null,
      roles: [],
      actorKind: 'visitor',
      requestId: null,
    }),
  }

  return {
    anOrganization,
    someone,
    clock,
    visitor,
    anOfficer: (orgId?: string) => someone('agency', ['officer'], orgId),
    aBuyer: (orgId?: string) => someone('enterprise', ['buyer'], orgId),
    anApprover: (orgId?: string) => someone('enterprise', ['approver', 'signatory'], orgId),
    aVendor: (orgId?: string) => someone('vendor', ['vendor', 'signatory'], orgId),
  }
}

const names = {
  enterprise: '测试企业',
  vendor: '测试供货商',
  agency: '测试机关',
  mediation_body: '测试调解组织',
}
