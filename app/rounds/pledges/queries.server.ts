import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { subjectNames } from '~/demands/queries.server'
import { uuidForm } from '~/kernel/fields'
import { masterKeys } from '~/kernel/keys.server'
import type { Actor } from '~/people/actor'
import type { PledgeState } from '../lifecycle'
import { browserAlg } from '../sealing/envelope'
import { openItem } from '../sealing.server'
import type { PledgeShelf } from './asked'
import { conditionsIn } from './conditions'

type Db = Kysely<Database>

/** Every read of pledges starts here: one's own organization's. */
const pledgesOf = (db: Db, actor: Actor) =>
  db
    .selectFrom('pledges')
    .innerJoin('rounds', 'rounds.id', 'pledges.roundId')
    .innerJoin('lots', 'lots.id', 'pledges.lotId')
    .innerJoin('pledgeVersions', (join) =>
      join
        .onRef('pledgeVersions.pledgeId', '=', 'pledges.id')
        .onRef('pledgeVersions.version', '=', 'pledges.askedVersion'),
    )
    .leftJoin('editions', 'editions.id', 'lots.editionId')
    .leftJoin('products', 'products.id', 'editions.productId')
    .leftJoin('equivalenceClasses', 'equivalenceClasses.id', 'lots.classId')
    .where('pledges.orgId', '=', actor.organizationId)

const withFacts = (db: Db, actor: Actor) =>
  pledgesOf(db, actor)
    .leftJoin('persons as requester', 'requester.id', 'pledges.requestedBy')
    .leftJoin('persons as signer', 'signer.id', 'pledges.signedBy')
    .select([
      'pledges.id',
      'pledges.roundId',
      'pledges.lotId',
      'pledges.orgId',
      'pledges.state',
      'pledges.version',
      'pledges.askedVersion',
      'pledges.quantity',
      'pledges.stretchQuantity',
      'pledges.allOrNothing',
      'pledges.conditionsItemId',
      'pledges.requestedBy',
      'pledges.approvedBy',
      'pledges.chargedTo',
      'pledges.reserved',
      'pledges.signedBy',
      'pledges.signedAt',
      'pledges.draftedAt',
      'pledges.returnedReason',
      sql<string | null>`encode(pledges.terms_hash, 'hex')`.as('termsHash'),
      sql<string>`encode(rounds.notice_hash, 'hex')`.as('noticeHash'),
    ])
    .select(subjectNames)
    .select([
      'rounds.number as roundNumber',
      'rounds.title as roundTitle',
      'rounds.titleEn as roundTitleEn',
      'rounds.state as roundState',
      'rounds.pledgesCloseAt',
      'lots.code as lotCode',
      'lots.state as lotState',
      'lots.reason as lotReason',
      'lots.referencePrice',
      'lots.unit',
      'lots.metric',
      'lots.term',
      'lots.termMonths',
      'pledgeVersions.quantity as askedQuantity',
      'pledgeVersions.stretchQuantity as askedStretch',
      'pledgeVersions.allOrNothing as askedAllOrNothing',
      'pledgeVersions.conditionsItemId as askedItemId',
      'pledgeVersions.lineIds',
      'pledgeVersions.askedAt',
      'requester.name as requester',
      'signer.name as signer',
    ])

export type PledgeFilter = { which?: PledgeShelf | undefined; after?: string | undefined }

const waiting = sql<boolean>`(pledges.state = 'awaiting_approval'
  or (pledges.state in ('active', 'invalidated') and pledges.asked_version > pledges.version))`

const ended = ['withdrawn', 'dropped', 'unserved', 'released', 'defaulted'] as const satisfies PledgeState[]
const pageSize = 50

export async function listPledges(db: Db, actor: Actor, { which, after }: PledgeFilter = {}) {
  const filtered = withFacts(db, actor)
    .$if(which === 'waiting', (query) => query.where(waiting))
    .$if(which === 'standing', (query) => query.where('pledges.state', 'not in', ended))
    .$if(which === 'past', (query) => query.where('pledges.state', 'in', ended))
  const rows = await filtered
    .select(waiting.as('waits'))
    .$if(!!after, (query) => query.where(behind(after!)))
    .orderBy('rounds.pledgesCloseAt', 'desc')
    .orderBy('pledges.id', 'desc')
    .limit(pageSize + 1)
    .execute()
  const shown = rows.slice(0, pageSize)
  return { rows: shown, next: rows.length > pageSize ? cursorOf(shown.at(-1)!) : null }
}

const cursorOf = ({ pledgesCloseAt, id }: { pledgesCloseAt: Date | null; id: string }) =>
  `${pledgesCloseAt!.getTime()}_${id}`

// What no cursor of ours says shows the first page.
function behind(cursor: string) {
  const [time, id] = cursor.split('_')
  if (!/^\d{1,15}$/.test(time ?? '') || !uuidForm.test(id ?? '')) return sql<boolean>`true`
  return sql<boolean>`(rounds.pledges_close_at, pledges.id) < (${new Date(Number(time))}, ${id}::uuid)`
}

export type PledgeRow = Awaited<ReturnType<typeof listPledges>>['rows'][number]

/** How many pledges stand, wait for a signature, and are over. */
export async function countPledges(db: Db, actor: Actor) {
  return pledgesOf(db, actor)
    .select([
      sql<number>`(count(*) filter (where not pledges.state = any (${sql.val(ended)}::text[])))::int`.as(
        'standing',
      ),
      sql<number>`(count(*) filter (where ${waiting}))::int`.as('waiting'),
      sql<number>`(count(*) filter (where pledges.state = any (${sql.val(ended)}::text[])))::int`.as('past'),
    ])
    .executeTakeFirstOrThrow()
}

export const findPledge = (db: Db, actor: Actor, pledgeId: string) =>
  withFacts(db, actor).where('pledges.id', '=', pledgeId).executeTakeFirst()

export type PledgeFacts = NonNullable<Awaited<ReturnType<typeof findPledge>>>

/** The organization's one standing pledge in a lot. */
export const findStandingPledge = (db: Db, actor: Actor, lotId: string) =>
  withFacts(db, actor)
    .where('pledges.lotId', '=', lotId)
    .where('pledges.state', 'not in', ['withdrawn', 'dropped'])
    .executeTakeFirst()

/** The organization's standing pledges in a round, by lot. */
export const listStandingPledges = (db: Db, actor: Actor, roundId: string) =>
  pledgesOf(db, actor)
    .where('pledges.roundId', '=', roundId)
    .where('pledges.state', 'not in', ['withdrawn', 'dropped'])
    .select([
      'pledges.id',
      'pledges.lotId',
      'pledges.state',
      'pledges.version',
      'pledges.askedVersion',
      'pledges.quantity',
      'pledges.allOrNothing',
      'lots.code',
    ])
    .orderBy('lots.code')
    .execute()

/** Every version that was ever asked for, the newest first. */
export const listVersions = (db: Db, pledgeId: string) =>
  db
    .selectFrom('pledgeVersions')
    .leftJoin('persons', 'persons.id', 'pledgeVersions.askedBy')
    .select(['version', 'quantity', 'stretchQuantity', 'allOrNothing', 'askedAt', 'persons.name as person'])
    .where('pledgeId', '=', pledgeId)
    .orderBy('version', 'desc')
    .execute()

/**
 * One's own sealed conditions: people who decide on a pledge must know what it says. `told` is what the platform sealed
 * itself, or what the openers opened; null while only the organization's own copy says it.
 */
export async function findOwnConditions(db: Db, actor: Actor, itemId: string | null) {
  if (itemId === null) return null
  const item = await db
    .selectFrom('sealedItems')
    .leftJoin('openedItems', 'openedItems.itemId', 'sealedItems.id')
    .innerJoin('rounds', 'rounds.id', 'sealedItems.roundId')
    .select(['envelope', 'commitment', 'envelopeHash', 'openedItems.body', 'openedItems.fault'])
    .select(sql<boolean>`coalesce(received_at < keys_changed_at, false)`.as('ofFormerKeys'))
    .where('sealedItems.id', '=', itemId)
    .where('orgId', '=', actor.organizationId)
    .executeTakeFirst()
  if (!item) return null
  const envelope = item.envelope as Record<string, any>
  const opened =
    item.body || envelope.alg === browserAlg ? null : openItem({ ...item, envelope }, masterKeys())
  return {
    told: conditionsIn(item.body ?? (opened && 'body' in opened ? opened.body : null)),
    fault: item.fault,
    ofFormerKeys: item.ofFormerKeys,
    commitment: item.commitment.toString('hex'),
    hash: item.envelopeHash.toString('hex'),
  }
}

export type OwnItem = Awaited<ReturnType<typeof findOwnConditions>>

/** Until when the organization may not pledge after an order that it let fall. */
export async function barredUntil(db: Db, orgId: string): Promise<Date | null> {
  const { rows } = await sql<{ until: Date | null }>`
    select max(defaulted_at) + interval '12 months' as until from pledges where org_id = ${orgId}`.execute(db)
  return rows[0]?.until ?? null
}

/**
 * The names of vendors and editions that conditions name, by id; of what only the own copy tells, those that it could
 * name in this lot.
 */
export async function namesIn(db: Db, item: OwnItem, lotId: string) {
  if (!item) return {}
  const acceptable = item.told?.acceptable
  const isNamed = (kind: 'vendors' | 'editions') =>
    acceptable
      ? sql`id = any (${sql.val(kind in acceptable ? (acceptable as Record<string, any>)[kind] : [])}::uuid[])`
      : kind === 'vendors'
        ? sql`kind = 'vendor' and state = 'verified'`
        : sql`id in (select m.edition_id from class_members m join lots l on l.class_id = m.class_id where l.id = ${lotId})`
  const { rows } = await sql<{ id: string; zh: string; en: string }>`
    select id, name as zh, coalesce(name_en, name) as en from organizations where ${isNamed('vendors')}
    union all select e.id, p.name_zh || ' ' || e.name_zh, p.name_en || ' ' || e.name_en
      from (select * from editions where ${isNamed('editions')}) e join products p on p.id = e.product_id`.execute(
    db,
  )
  return Object.fromEntries(rows.map(({ id, zh, en }) => [id, { zh, en }]))
}
