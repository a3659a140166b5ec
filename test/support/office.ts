import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Database } from '~db/schema'
import { peopleOf } from './people'

type Connections = Parameters<typeof peopleOf>[0]

/** The office of the joint conference, two districts that each have a culture office, and enterprises in them. */
export async function anOffice(connections: Connections) {
  const { owner } = connections
  const people = peopleOf(connections)
  const { anOrganization, someone } = people
  await owner.db
    .insertInto('districts')
    .values([
      { code: '370202', nameZh: '南区', nameEn: 'South' },
      { code: '370211', nameZh: '临港区', nameEn: 'Harbor' },
    ])
    .execute()
  await owner.db
    .insertInto('sectors')
    .values({ code: 'L72', nameZh: '商务服务业', nameEn: 'Services' })
    .execute()
  const office = await anOrganization('agency', { name: '办公室' })
  const harbor = await anOrganization('agency', { name: '临港区文化局' })
  const south = await anOrganization('agency', { name: '南区文化局' })
  await owner.db
    .insertInto('agencies')
    .values([
      { orgId: office, office: true },
      { orgId: harbor, districts: ['370211'] },
      { orgId: south, districts: ['370202'] },
    ])
    .execute()
  const staff = {
    officer: await someone('agency', ['officer', 'evaluator'], office),
    second: await someone('agency', ['officer', 'evaluator'], office),
    auditor: await someone('agency', ['auditor']),
    inspector: await someone('agency', ['inspector'], south),
    liaison: await someone('agency', ['liaison'], harbor),
    leader: await someone('agency', ['leader'], harbor),
    southLiaison: await someone('agency', ['liaison'], south),
    southLeader: await someone('agency', ['leader'], south),
  }

  /** An enterprise registered a year ago in a district. */
  async function anEnterpriseIn(district: string, facts: Partial<Record<string, unknown>> = {}) {
    const id = await anOrganization('enterprise')
    await owner.db
      .updateTable('organizations')
      .set({ district, createdAt: sql<Date>`now() - interval '1 year'`, ...facts })
      .where('id', '=', id)
      .execute()
    return id
  }

  const stoodOn = (orgId: string, day: string, status: string, db: Kysely<Database> = owner.db) =>
    db.insertInto('statusDays').values({ orgId, day, status }).execute()

  return { ...people, office, harbor, south, ...staff, anEnterpriseIn, stoodOn }
}
