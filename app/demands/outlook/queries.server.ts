import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { addMonths, type Day } from '~/kernel/workdays'
import { forecast, type Known, together, yearsOfHistory } from './forecast'

type Db = Kysely<Database>
type By = 'product' | 'class'

type Figures = Known & { id: string; classIds: string[]; slug: string; zh: string; en: string }

/**
 * What is expected of each product, or of each class with its products, the most first. Gaps and renewals are as the rooms
 * of compliance and licenses tell the office (their SQL functions), volumes those of rounds that have frozen.
 */
export async function listOutlook(db: Db, by: By, today: Day) {
  const [products, classes] = [await productFigures(db, today), await classFigures(db, today)]
  const rows =
    by === 'product'
      ? products
      : classes.map((one) => ({
          ...one,
          ...together([one, ...products.filter(({ classIds }) => classIds.includes(one.id))]),
        }))
  return rows
    .map(({ classIds: _, ...row }) => ({ ...row, ...forecast(row) }))
    .filter(({ high, gaps, renewals }) => high > 0 || gaps !== 0 || renewals !== 0)
    .toSorted((a, b) => b.high - a.high || (a.zh < b.zh ? -1 : 1))
}

export type Outlook = Awaited<ReturnType<typeof listOutlook>>[number]

const since = (today: Day) => addMonths(today, -12 * yearsOfHistory)

// A product without any gap or ending subscription has none (0); one with too few of them is not told (null).
async function productFigures(db: Db, today: Day): Promise<Figures[]> {
  const { rows } = await sql<Figures>`
    with needed as (
      select e.product_id, sum(l.quantity)::int as open,
             coalesce(sum(l.quantity) filter (where l.source = 'gap'), 0)::int as from_gaps
      from demand_lines l join editions e on e.id = l.edition_id where l.state = 'open' group by 1
    ), pooled as (
      select e.product_id, sum(p.quantity)::int as quantity, count(distinct l.round_id)::int as rounds
      from ${poolings(today)} join editions e on e.id = l.edition_id group by 1
    ), classed as (
      select e.product_id, array_agg(distinct m.class_id) as ids
      from class_members m join editions e on e.id = m.edition_id group by 1
    )
    select d.id, d.slug, d.name_zh as zh, d.name_en as en, coalesce(c.ids, '{}') as class_ids,
           coalesce(n.open, 0) as open, coalesce(n.from_gaps, 0) as open_from_gaps,
           case when g.product_id is null then 0 else g.quantity end::int as gaps,
           case when r.product_id is null then 0 else r.quantity end::int as renewals,
           coalesce(h.quantity, 0) as pooled, coalesce(h.rounds, 0) as rounds
    from products d left join needed n on n.product_id = d.id left join pooled h on h.product_id = d.id
      left join classed c on c.product_id = d.id left join gaps_by_product() g on g.product_id = d.id
      left join renewals_by_product(${today}::date, ${addMonths(today, 12)}::date) r on r.product_id = d.id
    where d.state = 'active' and d.license_class = 'licensable'`.execute(db)
  return rows
}

// What is asked and was pooled of a class as such; its products' own figures are added to it.
async function classFigures(db: Db, today: Day): Promise<Figures[]> {
  const { rows } = await sql<Figures>`
    with needed as (
      select class_id, sum(quantity)::int as open from demand_lines where state = 'open' and class_id is not null group by 1
    ), pooled as (
      select l.class_id, sum(p.quantity)::int as quantity, count(distinct l.round_id)::int as rounds
      from ${poolings(today)} where l.class_id is not null group by 1
    )
    select c.id, c.code as slug, c.name as zh, c.name_en as en, array[]::uuid[] as class_ids, coalesce(n.open, 0) as open,
           0 as open_from_gaps, 0 as gaps, 0 as renewals, coalesce(h.quantity, 0) as pooled, coalesce(h.rounds, 0) as rounds
    from equivalence_classes c left join needed n on n.class_id = c.id left join pooled h on h.class_id = c.id`.execute(
    db,
  )
  return rows
}

const poolings = (today: Day) => sql`(
  select p.quantity, p.lot_id from pledges p
  where p.state in ('frozen', 'served', 'unserved', 'released', 'ordered', 'defaulted')) p
  join lots l on l.id = p.lot_id
  join rounds rd on rd.id = l.round_id and rd.published_at >= ${since(today)}::date and round_past(rd.id, 'published')`
