import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { bandOf, roundedVolume, shownBuyers } from '~/demands/bands'

type Tx = Kysely<Database>

/**
 * Adds deltas of transactions that are surely over to the totals of their lots. What is newer is added on reading, so a
 * total is exact at every moment, and no pledge ever updates a row that others update too (stack.md, trap 14).
 */
export async function foldDeltas(tx: Tx) {
  await sql`
    with horizon as materialized (select pg_snapshot_xmin(pg_current_snapshot()) as xid),
    fresh as (
      select t.lot_id, sum(d.delta)::bigint as quantity, sum(d.stretch_delta)::bigint as stretch
      from horizon, rounds r join lots l on l.round_id = r.id join lot_totals t on t.lot_id = l.id
      join pledge_deltas d on d.lot_id = t.lot_id and d.xid >= t.folded_to
      where r.state in ('published', 'frozen', 'suspended') and d.xid < horizon.xid
      group by t.lot_id
    )
    update lot_totals t set quantity = t.quantity + f.quantity, stretch = t.stretch + f.stretch, folded_to = horizon.xid
    from fresh f, horizon where t.lot_id = f.lot_id`.execute(tx)
}

/** Exact volumes of a round's lots: what is folded and what is newer. For the clock; row policies hide it from others. */
export async function volumesOf(tx: Tx, roundId: string) {
  const { rows } = await sql<{ lotId: string; quantity: bigint; stretch: bigint }>`
    select t.lot_id, (t.quantity + coalesce(n.quantity, 0))::bigint as quantity, (t.stretch + coalesce(n.stretch, 0))::bigint as stretch
    from lots l join lot_totals t on t.lot_id = l.id left join lateral (
      select sum(d.delta) as quantity, sum(d.stretch_delta) as stretch from pledge_deltas d
      where d.lot_id = t.lot_id and d.xid >= t.folded_to) n on true
    where l.round_id = ${roundId} order by l.code`.execute(tx)
  return rows
}

type Pledged = { lotId: string; quantities: number[] }
type Figures = { lotId: string; low: number; high: number; buyers: number | null }

/** Bands of open lots, at most as often as the terms say: who looks twice a day learns nothing in between. */
export async function refreshBands(tx: Tx) {
  const { rows } = await sql<Pledged>`
    select l.id as lot_id, coalesce((
      select array_agg(p.quantity) from pledges p where p.lot_id = l.id and p.state = 'active'), '{}') as quantities
    from rounds r join round_terms t on t.round_id = r.id and t.version = r.terms_version
    join lots l on l.round_id = r.id join lot_bands b on b.lot_id = l.id
    where r.state = 'published' and not b.frozen
      and b.at <= clock_timestamp() - make_interval(hours => (t.body ->> 'bandHours')::int)
    order by l.id limit 500`.execute(tx)
  await writeFigures(tx, rows.map(bandFigures), false)
}

const bandFigures = ({ lotId, quantities }: Pledged): Figures => ({
  lotId,
  ...bandOf(sum(quantities)),
  buyers: shownBuyers(quantities),
})

/** The figures that all see from the freeze on, all lots of the round in one instant. */
export async function freezeFigures(tx: Tx, roundId: string) {
  const { rows } = await sql<Pledged>`
    select l.id as lot_id, coalesce(array_agg(p.quantity) filter (where p.id is not null), '{}') as quantities
    from lots l left join pledges p on p.lot_id = l.id and p.state = 'frozen'
    where l.round_id = ${roundId} group by l.id order by l.id`.execute(tx)
  const figures = rows.map(({ lotId, quantities }): Figures => {
    const volume = roundedVolume(sum(quantities))
    return { lotId, low: volume, high: volume, buyers: shownBuyers(quantities) }
  })
  await writeFigures(tx, figures, true)
  return figures
}

async function writeFigures(tx: Tx, figures: readonly Figures[], frozen: boolean) {
  if (figures.length === 0) return
  await sql`
    update lot_bands b set low = f.low, high = f.high, buyers = f.buyers, frozen = ${frozen}, at = clock_timestamp()
    from jsonb_to_recordset(${JSON.stringify(figures)}::jsonb) as f ("lotId" uuid, low bigint, high bigint, buyers int)
    where b.lot_id = f."lotId"`.execute(tx)
}

const sum = (quantities: readonly number[]) => quantities.reduce((total, quantity) => total + quantity, 0)
