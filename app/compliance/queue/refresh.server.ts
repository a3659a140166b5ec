import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'

/** Suggestions below this share of trigrams leave a title without a product at risk. */
const suggestsFrom = 0.6

/**
 * Brings the queue in line with what runs today: one entry per publisher and title that nobody recognized, with its
 * computers and the money at risk (computers × the suggestion's reference price, else its category's median, fen);
 * a likeness to what needs no license puts nothing at risk.
 * Answers how many entries are open.
 */
export async function refreshQueue(tx: Kysely<Database>, orgId: string): Promise<number> {
  await sql`
    with present as (
      select r.publisher, r.title, count(distinct c.id)::int as computers, min(r.data ->> 'name') as sample, min(r.data ->> 'publisher') as maker,
             (array_agg(r.suggestions order by r.suggestions is null))[1] as suggestions
      from computers c join inventory_rows r on r.inventory_id = c.software_from and r.class = 'unknown'
      where c.org_id = ${orgId} and c.state in ('in_use', 'spare') and r.title is not null
      group by 1, 2),
    prices as (
      select p.id as product_id, p.slug, p.category, min(r.unit_price) as price from products p
      left join editions e on e.product_id = p.id left join reference_prices r on r.edition_id = e.id and r.valid_to is null
      where p.license_class = 'licensable'
      group by 1, 2, 3),
    medians as (
      select category, percentile_disc(0.5) within group (order by price) as price from prices where price is not null group by 1),
    judged as (
      select n.*, s.product_id as suggested_id, n.computers * coalesce(s.price, m.price, 0) as at_risk
      from present n
      left join prices s on s.slug = n.suggestions -> 0 ->> 'product' and (n.suggestions -> 0 ->> 'score')::numeric >= ${suggestsFrom}
      left join medians m on m.category = s.category),
    gone as (
      update queue_entries q set computers = 0, at_risk = 0
      where q.org_id = ${orgId} and q.computers > 0
        and not exists (select from judged j where j.publisher = q.publisher and j.title = q.title))
    insert into queue_entries as q (org_id, publisher, title, sample, maker, suggestions, suggested_id, computers, at_risk)
    select ${orgId}, publisher, title, sample, maker, coalesce(suggestions, '[]'), suggested_id, computers, at_risk from judged
    on conflict (org_id, publisher, title) do update
    set suggestions = excluded.suggestions, suggested_id = excluded.suggested_id, computers = excluded.computers, at_risk = excluded.at_risk
    where (q.suggestions, q.suggested_id, q.computers, q.at_risk)
          is distinct from (excluded.suggestions, excluded.suggested_id, excluded.computers, excluded.at_risk)`.execute(
    tx,
  )
  const { open } = await tx
    .selectFrom('queueEntries')
    .select((row) => row.fn.countAll<number>().as('open'))
    .where('orgId', '=', orgId)
    .where('state', '=', 'open')
    .where('computers', '>', 0)
    .executeTakeFirstOrThrow()
  return Number(open)
}
