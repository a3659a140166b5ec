import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { Actor } from '~/people/actor'
import type { CaseRole } from './channels/kinds'
import { closedStates, openStates } from './lifecycle'
import type { Listing } from './listing'

type Db = Kysely<Database>

/** Cases with their parties and body; the row policy shows one's own seats, and a registrar the body's docket. */
export const casesSeen = (db: Db) =>
  db
    .selectFrom('cases')
    .innerJoin('organizations as claimant', 'claimant.id', 'cases.claimantId')
    .innerJoin('organizations as respondent', 'respondent.id', 'cases.respondentId')
    .innerJoin('organizations as body', 'body.id', 'cases.bodyId')

/** A case as its reader sees it, with the roles in which they stand to it; undefined for everyone without one. */
export async function findCase(db: Db, caseId: string) {
  const found = await casesSeen(db)
    .where('cases.id', '=', caseId)
    .selectAll('cases')
    .select([
      'claimant.name as claimantName',
      'claimant.nameEn as claimantNameEn',
      'respondent.name as respondentName',
      'respondent.nameEn as respondentNameEn',
      'body.name as bodyName',
      'body.nameEn as bodyNameEn',
      sql<CaseRole[]>`case_roles(cases.id)`.as('roles'),
    ])
    .executeTakeFirst()
  return found && found.roles.length > 0 ? found : undefined
}

export type Case = NonNullable<Awaited<ReturnType<typeof findCase>>>

/** The open case for which the acceptance of an order waits, null for everyone who does not see it by the row policy. */
export const findCaseOver = async (db: Db, orderId: string) =>
  (await db
    .selectFrom('orders')
    .innerJoin('cases', 'cases.id', 'orders.acceptancePausedBy')
    .select(['cases.id', 'cases.number'])
    .where('orders.id', '=', orderId)
    .executeTakeFirst()) ?? null

const pageOf = 50

/** The cases in which one holds a seat, the newest first. */
export async function listCases(
  db: Db,
  actor: Actor,
  { stage, type, q, after }: Listing = {},
  limit = pageOf,
) {
  const mine = casesSeen(db)
    .where((row) =>
      row(
        'cases.id',
        'in',
        row
          .selectFrom('caseSeats')
          .select('caseId')
          .where('personId', '=', actor.personId)
          .where('validUntil', 'is', null),
      ),
    )
    .$if(stage === 'open', (query) => query.where('cases.state', 'in', openStates))
    .$if(stage === 'closed', (query) => query.where('cases.state', 'in', closedStates))
    .$if(type !== undefined, (query) => query.where('cases.type', '=', type!))
    .$if(!!q, (query) =>
      query.where((row) =>
        row.or([
          row('cases.number', 'ilike', `%${q}%`),
          row('claimant.name', 'ilike', `%${q}%`),
          row('respondent.name', 'ilike', `%${q}%`),
        ]),
      ),
    )
  const rows = await listed(mine.$if(!!after, (query) => query.where('cases.id', '<', after!)))
    .orderBy('cases.id', 'desc')
    .limit(limit + 1)
    .execute()
  const { total } = await mine
    .select((row) => row.fn.countAll<bigint>().as('total'))
    .executeTakeFirstOrThrow()
  return {
    rows: rows.slice(0, limit),
    total: Number(total),
    next: rows.length > limit ? rows[limit - 1]!.id : null,
  }
}

/** A case as a line of a list, with its next deadline. */
export const listed = (query: ReturnType<typeof casesSeen>) =>
  query.select([
    'cases.id',
    'cases.number',
    'cases.type',
    'cases.state',
    'cases.stateSince',
    'cases.amount',
    'cases.currency',
    'cases.filedAt',
    'claimant.name as claimantName',
    'claimant.nameEn as claimantNameEn',
    'respondent.name as respondentName',
    'respondent.nameEn as respondentNameEn',
    'body.name as bodyName',
    'body.nameEn as bodyNameEn',
    nextDue('key').as('dueKey'),
    nextDue('due_at').as('dueAt'),
    sql<CaseRole[]>`case_roles(cases.id)`.as('roles'),
  ])

const nextDue = <Column extends 'key' | 'due_at'>(column: Column) =>
  sql<
    (Column extends 'key' ? string : Date) | null
  >`(select ${sql.ref(column)} from deadlines d where d.case_id = cases.id and d.state = 'running'
     and d.key not in ('reopening', 'notes', 'retention') order by due_at limit 1)`

export type ListedCase = Awaited<ReturnType<typeof listCases>>['rows'][number]

/** The claims of a case with what they are about, as far as the reader may see it. */
export function listObjections(db: Db, caseId: string) {
  return db
    .selectFrom('objections')
    .leftJoin('orderLines as line', (join) =>
      join.onRef('line.id', '=', 'objections.subjectId').on('objections.subjectKind', '=', 'order_line'),
    )
    .leftJoin('orders', 'orders.id', 'line.orderId')
    .leftJoin('editions', 'editions.id', 'line.editionId')
    .leftJoin('entitlements as license', (join) =>
      join.onRef('license.id', '=', 'objections.subjectId').on('objections.subjectKind', '=', 'entitlement'),
    )
    .leftJoin('products', (join) =>
      join.on((row) =>
        row(
          'products.id',
          '=',
          sql<string>`coalesce(editions.product_id, license.product_id, case objections.subject_kind when 'product' then objections.subject_id end)`,
        ),
      ),
    )
    .where('objections.caseId', '=', caseId)
    .selectAll('objections')
    .select([
      'products.nameZh',
      'products.nameEn',
      'editions.nameZh as editionName',
      'editions.nameEn as editionNameEn',
      'orders.id as orderId',
      'orders.number as orderNumber',
      'line.no as lineNo',
      'license.no as licenseNo',
    ])
    .orderBy('objections.no')
    .execute()
}

export type Objection = Awaited<ReturnType<typeof listObjections>>[number]

/** What the disputed order lines have cost and have not given back, fen; null where nothing was bought. */
export async function findRefundable(db: Db, caseId: string): Promise<bigint | null> {
  const { rows } = await sql<{ fen: bigint | null }>`select refundable_in(${caseId}::uuid) as fen`.execute(db)
  return rows[0]!.fen
}

/** The cases that were split off this one, as far as the reader has a seat in them. */
export const listParts = (db: Db, caseId: string) =>
  db.selectFrom('cases').select(['id', 'number']).where('parentId', '=', caseId).orderBy('id').execute()

/** The case that this one was split off, where the reader has a seat in it. */
export const findParent = (db: Db, parentId: string) =>
  db.selectFrom('cases').select(['id', 'number']).where('id', '=', parentId).executeTakeFirst()

/** Every period of a case, as the path picture and the deadline list show it. */
export const listPeriods = (db: Db, caseId: string) =>
  db
    .selectFrom('deadlines')
    .where('caseId', '=', caseId)
    .selectAll()
    .orderBy('startedOn')
    .orderBy('id')
    .execute()

/** The states a case has passed through, from its trail. */
export const listTrail = (db: Db, caseId: string) =>
  db
    .selectFrom('events')
    .leftJoin('persons', 'persons.id', 'events.actorId')
    .leftJoin('eventBodies', 'eventBodies.eventId', 'events.id')
    .where('events.subjectId', '=', caseId)
    .where(sql<boolean>`events.kind ~ '^(case|settlement|obligation)[.]'`)
    .select([
      'events.id',
      'events.kind',
      'events.at',
      'events.actorKind',
      'events.rule',
      'persons.name as person',
    ])
    .select(
      sql<Record<string, string | number | boolean | null> | null>`event_bodies.body::jsonb`.as('facts'),
    )
    .orderBy('events.id')
    .execute()
