import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { nobody } from '~/people/actor'
import { type Figure, quarterOf } from './quarters'
import { countVendors } from './vendors.server'
import { toldOfVendors, vendorFigures, type VendorTold } from './vendors'
import { publish, publishShare } from './suppression'

type Tx = Kysely<Database>
type Count = { figure: string; cell: string; n: number }
type CountOf = Count & { bodyId: string | null }
type Kept = { figure: string; value: number | null }

/** A quarter that is over is told once and never again (mediation.md §9), whatever becomes of its cases. */
export async function freezeFigures(tx: Tx) {
  const { rows } = await sql<{ first: string }>`select quarters_to_freeze() as first`.execute(tx)
  for (const { first } of rows) await freeze(tx, first)
}

async function freeze(tx: Tx, first: string) {
  const quarter = quarterOf(first)
  const { rows } = await sql<CountOf>`
    select b.body_id as "bodyId", c.figure, c.cell, c.n
    from bodies_that_closed(${first}::date, (${first}::date + interval '3 months')::date) b (body_id),
      closed_case_counts(${first}::date, (${first}::date + interval '3 months')::date, b.body_id) c`.execute(
    tx,
  )
  const ofBodies = [...Map.groupBy(rows, ({ bodyId }) => bodyId)].flatMap(([bodyId, its]) =>
    toldOf(its).map((figure) => ({ ...figure, bodyId, vendorId: null })),
  )
  const figures = [...ofBodies, ...rowsOfVendors(toldOfVendors(await countVendors(tx, first)))]
  await tx
    .insertInto('mediationFigures')
    .values(
      figures.map(({ figure, value, bodyId, vendorId }) => ({
        quarter,
        bodyId,
        vendorId,
        figure,
        value: value ?? 0,
        suppressed: value === null,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await record(tx, 'mediation.figures_frozen', nobody, { quarter, figures: figures.length }, { org: nobody })
}

/** What is told of vendors, as it is kept: a row per figure. */
export const rowsOfVendors = (vendors: readonly VendorTold[]) =>
  vendors.flatMap(({ vendorId, figures }) =>
    vendorFigures.map((figure) => ({ figure, value: figures[figure], bodyId: null, vendorId })),
  )

const celled: readonly Figure[] = ['outcome', 'amount', 'form', 'kept', 'load']

/** Counts as they may be told: cells by `figure:cell`, shares in whole percent; null where too few are behind them. */
export function toldOf(counts: readonly Count[]): Kept[] {
  const cells = (figure: string) =>
    Object.fromEntries(counts.filter((one) => one.figure === figure).map(({ cell, n }) => [cell, n]))
  const share = (figure: string): Kept => {
    const { true: yes = 0, false: no = 0 } = cells(figure)
    return { figure, value: publishShare(yes, yes + no) }
  }
  const median = counts.find(({ figure }) => figure === 'median_days')
  return [
    ...celled.flatMap((figure): Kept[] => {
      const told = publish(cells(figure))
      const parts = Object.entries(told.cells).map(([cell, value]) => ({
        figure: `${figure}:${cell}`,
        value,
      }))
      return [{ figure, value: told.total }, ...parts]
    }),
    share('answered'),
    share('settled'),
    share('challenged'),
    { figure: 'median_days', value: median?.n ?? null },
  ]
}
