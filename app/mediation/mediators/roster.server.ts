import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { RosterEntry } from './matching'

type Db = Kysely<Database>

/** A body's mediators in the order of its roster, with what each is working on. */
export async function listRoster(db: Db, bodyId: string) {
  const rows = await db
    .selectFrom('mediators')
    .innerJoin('persons', 'persons.id', 'mediators.personId')
    .leftJoin(sql<{ mediatorId: string; open: number }>`open_mandates(${bodyId}::uuid)`.as('load'), (join) =>
      join.onRef(sql`load.mediator_id`, '=', 'mediators.personId'),
    )
    .where('mediators.bodyId', '=', bodyId)
    .select([
      'mediators.personId as mediatorId',
      'persons.name',
      'mediators.fields',
      'mediators.languages',
      'mediators.maxOpen',
      'mediators.rosterNo as place',
      'mediators.active as isActive',
      sql<number>`coalesce(load.open, 0)`.as('openCases'),
    ])
    .orderBy('mediators.rosterNo')
    .execute()
  return rows satisfies RosterEntry[]
}

export type RosterRow = Awaited<ReturnType<typeof listRoster>>[number]
