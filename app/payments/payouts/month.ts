import { type Day, addMonths, startOf } from '~/kernel/workdays'

/** One thing that changed what the platform owes a vendor, fen: more when positive. */
export type Movement = { at: Date; kind: string; number: string | null; code: string | null; amount: bigint }

/** The months of a statement as `YYYY-MM`, this one first, back to the first in which something moved. */
export function monthsSince(first: string, today: Day): string[] {
  const months = [today.slice(0, 7)]
  while (months.at(-1)! > first && months.length < 36)
    months.push(addMonths(`${months.at(-1)!}-01`, -1).slice(0, 7))
  return months
}

/** First instant of a month in Shanghai, and of the next one. */
export const boundsOf = (month: string) => ({
  from: startOf(`${month}-01`),
  until: startOf(addMonths(`${month}-01`, 1)),
})

/** What was owed at first, after every movement, and at last. */
export function running<M extends Movement>(opening: bigint, movements: readonly M[]) {
  let balance = opening
  const lines = movements.map((movement) => ({ ...movement, balance: (balance += movement.amount) }))
  return { opening, lines, closing: balance }
}
