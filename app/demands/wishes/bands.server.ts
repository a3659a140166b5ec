import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { bandOf, shownBuyers } from '../bands'

/** What is shown of gathering wishes, once a day: who looks more often learns nothing in between. */
export async function refreshWishBands(tx: Kysely<Database>) {
  const { rows } = await sql<{ id: string; quantities: number[] }>`
    select w.id, coalesce((select array_agg(of_org) from (
      select sum(coalesce(confirmed, quantity))::int as of_org from demand_lines
      where wish_id = w.id and state in ('open', 'pooled') group by org_id) as by_org), '{}') as quantities
    from wishes w
    where w.state in ('collecting', 'threshold_met', 'eoi_open')
      and coalesce(w.band_at, '-infinity') <= clock_timestamp() - interval '24 hours'
    order by w.id limit 500`.execute(tx)
  for (const { id, quantities } of rows) {
    const { low, high } = bandOf(quantities.reduce((sum, quantity) => sum + quantity, 0))
    await tx
      .updateTable('wishes')
      .set({
        bandLow: BigInt(low),
        bandHigh: BigInt(high),
        bandOrgs: shownBuyers(quantities),
        bandAt: sql<Date>`clock_timestamp()`,
      })
      .where('id', '=', id)
      .execute()
  }
}
