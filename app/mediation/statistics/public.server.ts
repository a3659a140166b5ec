import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { least, publish, publishShare } from './suppression'

type Outcome = { outcome: string | null; cases: number; answered: number; medianDays: number | null }

/** What is told of the cases that ended before this quarter, small figures hidden; null prints as `< 5`. */
export async function readPublicFigures(db: Kysely<Database>) {
  const { rows } =
    await sql<Outcome>`select outcome, cases, answered, median_days as "medianDays" from closed_case_figures()`.execute(
      db,
    )
  const all = rows.find(({ outcome }) => outcome === null)
  const outcomes = rows.filter(({ outcome }) => outcome !== null)
  const cases = all?.cases ?? 0
  const answered = all?.answered ?? 0
  const agreed = outcomes
    .filter(({ outcome }) => outcome === 'closed_fulfilled' || outcome === 'closed_breached')
    .reduce((sum, row) => sum + row.cases, 0)
  return {
    ...publish(Object.fromEntries(outcomes.map((row) => [row.outcome!, row.cases]))),
    answeredShare: publishShare(answered, cases),
    agreedShare: publishShare(agreed, answered),
    medianDays: answered < least ? null : (all?.medianDays ?? null),
  }
}

export type PublicFigures = Awaited<ReturnType<typeof readPublicFigures>>
