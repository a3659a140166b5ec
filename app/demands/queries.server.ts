import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { type Actor, is } from '~/people/actor'
import type { DemandLineState } from './lifecycle'

type Db = Kysely<Database>

/** Every read of lines starts here: one's own; the office also sees what others have opened (row policy). */
function linesSeenBy(db: Db, actor: Actor) {
  return db
    .selectFrom('demandLines')
    .where((line) =>
      is(actor, 'officer', 'auditor') ? line.lit(true) : line('demandLines.orgId', '=', actor.organizationId),
    )
}

/** The names of what is needed, in both languages; a class has no publisher. */
export const subjectNames = [
  'products.slug',
  'products.nameZh as productZh',
  'products.nameEn as productEn',
  'editions.nameZh as edition',
  'editions.nameEn as editionEn',
  'equivalenceClasses.name as classZh',
  'equivalenceClasses.nameEn as classEn',
] as const

const withSubjects = (db: Db, actor: Actor) =>
  linesSeenBy(db, actor)
    .leftJoin('editions', 'editions.id', 'demandLines.editionId')
    .leftJoin('products', 'products.id', 'editions.productId')
    .leftJoin('equivalenceClasses', 'equivalenceClasses.id', 'demandLines.classId')
    .leftJoin('releases as newest', 'newest.id', 'demandLines.releaseId')
    .leftJoin('releases as oldest', 'oldest.id', 'demandLines.downToId')
    .selectAll('demandLines')
    .select(['newest.name as release', 'oldest.name as downTo'])
    .select(subjectNames)

const pageSize = 50

export async function listLines(
  db: Db,
  actor: Actor,
  filter: { state?: DemandLineState | undefined; after?: string | undefined } = {},
) {
  const rows = await withSubjects(db, actor)
    .where('demandLines.orgId', '=', actor.organizationId)
    .$if(!!filter.state, (query) => query.where('demandLines.state', '=', filter.state!))
    .$if(!!filter.after, (query) => query.where('demandLines.id', '<', filter.after!))
    .orderBy('demandLines.id', 'desc')
    .limit(pageSize + 1)
    .execute()
  const shown = rows.slice(0, pageSize)
  return { rows: shown, next: rows.length > pageSize ? shown.at(-1)!.id : null }
}

export function findLine(db: Db, actor: Actor, lineId: string) {
  return withSubjects(db, actor).where('demandLines.id', '=', lineId).executeTakeFirst()
}

/** One's lines by state, for tabs and badges. */
export async function countLines(db: Db, actor: Actor) {
  const rows = await db
    .selectFrom('demandLines')
    .where('orgId', '=', actor.organizationId)
    .groupBy('state')
    .select((row) => ['state', row.fn.countAll<bigint>().as('n')] as const)
    .execute()
  return Object.fromEntries(rows.map(({ state, n }) => [state, Number(n)])) as Partial<
    Record<DemandLineState, number>
  >
}

/** One's open lines that a lot would serve: the same edition or class, metric and term. */
export function listFittingLines(
  db: Db,
  actor: Actor,
  lot: { editionId: string | null; classId: string | null; metric: string; term: string },
) {
  return withSubjects(db, actor)
    .where('demandLines.orgId', '=', actor.organizationId)
    .where('demandLines.state', '=', 'open')
    .where('demandLines.metric', '=', lot.metric as 'device')
    .where('demandLines.term', '=', lot.term as 'perpetual')
    .where((line) =>
      lot.editionId !== null
        ? line('demandLines.editionId', '=', lot.editionId)
        : line.or([
            line('demandLines.classId', '=', lot.classId),
            line(
              'demandLines.editionId',
              'in',
              db.selectFrom('classMembers').select('editionId').where('classId', '=', lot.classId!),
            ),
          ]),
    )
    .orderBy('demandLines.neededBy')
    .execute()
}

/** The office's board: what is open, by kind of need; the largest need first. */
export function listOpenNeeds(db: Db, actor: Actor) {
  return linesSeenBy(db, actor)
    .where('demandLines.state', '=', 'open')
    .leftJoin('editions', 'editions.id', 'demandLines.editionId')
    .leftJoin('products', 'products.id', 'editions.productId')
    .leftJoin('equivalenceClasses', 'equivalenceClasses.id', 'demandLines.classId')
    .groupBy([
      'demandLines.editionId',
      'demandLines.classId',
      'demandLines.metric',
      'demandLines.term',
      'products.slug',
      'products.nameZh',
      'products.nameEn',
      'editions.nameZh',
      'editions.nameEn',
      'equivalenceClasses.name',
      'equivalenceClasses.nameEn',
    ])
    .select(subjectNames)
    .select([
      'demandLines.editionId',
      'demandLines.classId',
      'demandLines.metric',
      'demandLines.term',
      sql<number>`count(distinct demand_lines.org_id)::int`.as('organizations'),
      sql<bigint>`sum(demand_lines.quantity)::bigint`.as('quantity'),
      sql<string>`min(demand_lines.needed_by)::text`.as('neededBy'),
    ])
    .orderBy(sql`sum(demand_lines.quantity)`, 'desc')
    .execute()
}

/** Wishes that gather, as everyone sees them: bands, never quantities (procurement.md §5). */
export function listWishes(db: Db) {
  return db
    .selectFrom('wishes')
    .leftJoin('editions', 'editions.id', 'wishes.editionId')
    .leftJoin('products', 'products.id', 'editions.productId')
    .leftJoin('equivalenceClasses', 'equivalenceClasses.id', 'wishes.classId')
    .selectAll('wishes')
    .select(subjectNames)
    .where('wishes.state', 'in', ['collecting', 'threshold_met', 'eoi_open'])
    .orderBy('wishes.id', 'desc')
    .execute()
}

/** Where a line stands on its way: the wish it gathers in, the lot and pledge that pooled it. */
export async function findLinePlaces(
  db: Db,
  { orgId, wishId, roundLotId }: { orgId: string; wishId: string | null; roundLotId: string | null },
) {
  const wish = wishId
    ? await db
        .selectFrom('wishes')
        .select(['id', 'state', 'eoiClosesAt'])
        .where('id', '=', wishId)
        .executeTakeFirst()
    : undefined
  const { rows } = await sql<{ lot: string; roundId: string; number: string; pledgeId: string | null }>`
    select l.code as lot, r.id as round_id, r.number, p.id as pledge_id
    from lots l join rounds r on r.id = l.round_id
      left join pledges p on p.lot_id = l.id and p.org_id = ${orgId} and p.state not in ('withdrawn', 'dropped')
    where l.id = ${roundLotId}`.execute(db)
  return { wish: wish ?? null, pool: rows[0] ?? null }
}
