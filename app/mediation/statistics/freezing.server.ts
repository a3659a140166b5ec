import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { nobody } from '~/people/actor'
import { type Figure, quarterOf } from './quarters'
import { publish, publishShare } from './suppression'

type Tx = Kysely<Database>
type Count = { figure: string; cell: string; n: number }
type Kept = { figure: string; value: number | null }

/** A quarter that is over is told once and never again (mediation.md §9), whatever becomes of its cases. */
export async function freezeFigures(tx: Tx) {
  const { rows } = await sql<{ first: string }>`select quarters_to_freeze() as first`.execute(tx)
  for (const { first } of rows) await freeze(tx, first)
}

async function freeze(tx: Tx, first: string) {
  const quarter = quarterOf(first)
  const { rows } = await sql<Count>`
    select figure, cell, n from closed_case_counts(${first}::date, (${first}::date + interval '3 months')::date)`.execute(
    tx,
  )
  const figures = toldOf(rows)
  await tx
    .insertInto('mediationFigures')
    .values(
      figures.map(({ figure, value }) => ({
        quarter,
        figure,
        value: value ?? 0,
        suppressed: value === null,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await record(tx, 'mediation.figures_frozen', nobody, { quarter, figures: figures.length }, { org: nobody })
}

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
