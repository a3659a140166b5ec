import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { Actor } from '~/people/actor'
import type { RoundState } from '../lifecycle'
import { roundsSeenBy, running } from '../queries.server'
import { type Shelf, shelves } from './shelves'

type Db = Kysely<Database>

export type RoundFilter = {
  which?: Shelf | undefined
  q?: string | undefined
  /** only rounds in which one's own organization has pledged or bids */
  joined?: boolean | undefined
  after?: string | undefined
}

const statesOf = {
  open: ['published'],
  running: running.filter((state) => state !== 'published'),
  past: ['confirmed', 'concluded', 'failed', 'canceled'],
  draft: ['draft'],
} satisfies Record<Shelf, readonly RoundState[]>

const pageSize = 50

const joinedBy = ({ organizationId }: Actor) => sql<boolean>`exists (
  select from pledges p where p.round_id = rounds.id and p.org_id = ${organizationId} and p.state not in ('withdrawn', 'dropped'))
  or app_bids_in(rounds.id)`

// What a round buys: the first three subjects, in both languages.
const bought = sql<{ zh: string; en: string }[]>`coalesce((
  select jsonb_agg(jsonb_build_object('zh', coalesce(c.name, p.name_zh), 'en', coalesce(c.name_en, p.name_en)) order by l.code)
  from (select * from lots where round_id = rounds.id order by code limit 3) l
  left join equivalence_classes c on c.id = l.class_id
  left join editions e on e.id = l.edition_id left join products p on p.id = e.product_id), '[]')`

const filtered = (db: Db, actor: Actor, { which, q, joined }: RoundFilter) =>
  roundsSeenBy(db, actor)
    .$if(!!which, (query) => query.where('rounds.state', 'in', statesOf[which!]))
    .$if(!!joined, (query) => query.where(sql<boolean>`(${joinedBy(actor)})`))
    .$if(!!q?.trim(), (query) => query.where(fits(q!)))

function fits(q: string) {
  const like = `%${q
    .normalize('NFKC')
    .trim()
    .replaceAll(/[%_\\]/g, '\\$&')}%`
  return sql<boolean>`(rounds.title ilike ${like} or rounds.title_en ilike ${like} or rounds.number ilike ${like})`
}

/** A page of rounds, the newest first; those that may be joined by their deadline. */
export async function listRounds(db: Db, actor: Actor, filter: RoundFilter = {}) {
  const byDeadline = filter.which === 'open'
  const rows = await filtered(db, actor, filter)
    .selectAll('rounds')
    .select([
      sql<number>`(select count(*)::int from lots where round_id = rounds.id)`.as('lots'),
      sql<boolean>`(${joinedBy(actor)})`.as('joined'),
      bought.as('bought'),
    ])
    .$if(!!filter.after, (query) => query.where('rounds.id', '<', filter.after!))
    .$if(byDeadline, (query) => query.orderBy('rounds.pledgesCloseAt'))
    .orderBy('rounds.id', 'desc')
    .limit(byDeadline ? 500 : pageSize + 1)
    .execute()
  const shown = byDeadline ? rows : rows.slice(0, pageSize)
  return { rows: shown, next: rows.length > shown.length ? shown.at(-1)!.id : null }
}

export type RoundRow = Awaited<ReturnType<typeof listRounds>>['rows'][number]

/** How many rounds stand on each shelf, under the same filters. */
export async function countRounds(db: Db, actor: Actor, { q, joined }: Omit<RoundFilter, 'which' | 'after'>) {
  const rows = await filtered(db, actor, { q, joined })
    .groupBy('rounds.state')
    .select((row) => ['rounds.state', row.fn.countAll<bigint>().as('n')] as const)
    .execute()
  const count = (shelf: Shelf) =>
    rows.reduce(
      (sum, { state, n }) => (statesOf[shelf].some((own) => own === state) ? sum + Number(n) : sum),
      0,
    )
  return Object.fromEntries(shelves.map((shelf) => [shelf, count(shelf)])) as Record<Shelf, number>
}
