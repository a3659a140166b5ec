import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { type Actor, is } from '~/people/actor'
import { exactVolumes, listLots, listPledgers, type Lot } from '../queries.server'
import { listStandingPledges } from '../pledges/queries.server'

type Db = Kysely<Database>

export type ShownLot = Lot & { members: number; classCode: string | null }

/** The lots of a round with what this reader may know of them: one's own pledges, who pledged, exact volumes. */
export async function findRoundLots(db: Db, actor: Actor, roundId: string) {
  const office = is(actor, 'officer', 'auditor')
  const lots = await listLots(db, roundId)
  const exact = office ? await exactVolumes(db, roundId) : new Map()
  return {
    lots: await withClasses(db, lots),
    own: await listStandingPledges(db, actor, roundId),
    pledgers: office ? await listPledgers(db, roundId) : [],
    exact: Object.fromEntries(exact) as Record<string, { quantity: bigint; buyers: number }>,
  }
}

async function withClasses(db: Db, lots: readonly Lot[]): Promise<ShownLot[]> {
  const ids = lots.flatMap(({ classId }) => classId ?? [])
  const rows =
    ids.length === 0
      ? []
      : await db
          .selectFrom('equivalenceClasses')
          .where('id', 'in', ids)
          .select(['id', 'code'])
          .select(
            sql<number>`(select count(*)::int from class_members where class_id = equivalence_classes.id)`.as(
              'members',
            ),
          )
          .execute()
  return lots.map((lot) => {
    const own = rows.find(({ id }) => id === lot.classId)
    return { ...lot, members: own?.members ?? 0, classCode: own?.code ?? null }
  })
}
