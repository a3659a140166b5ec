import type { Timetable } from '../timetable'

export const amendableTerms = ['minBids', 'maxTiers', 'contractDays'] as const
export const amendableOfLot = ['referencePrice', 'minVolume', 'maxWinners', 'contractMonths'] as const
const moments = ['questionsCloseAt', 'pledgesCloseAt', 'bidsCloseAt', 'openingAt'] as const

export type AmendableLot = {
  code: string
  referencePrice: bigint
  minVolume: number
  maxWinners: number
  contractMonths: number
}

/** What an addendum may change of a published round. */
export type Amendable = {
  times: Timetable
  terms: Record<(typeof amendableTerms)[number], number>
  lots: readonly AmendableLot[]
}

/**
 * One line of the red-line: a moment (ISO), a number, or fen as a decimal string; `L01.referencePrice` is of a lot,
 * `opener.2` the recipient of an opener's key.
 */
export type Change = { path: string; from: string | number; to: string | number }

/** Line by line what is different, in the order of the page. */
export function changesBetween(before: Amendable, after: Amendable): Change[] {
  const line = (path: string, from: string | number | bigint, to: string | number | bigint): Change[] =>
    from === to ? [] : [{ path, from: plain(from), to: plain(to) }]
  return [
    ...changesOfTimes(before.times, after.times),
    ...amendableTerms.flatMap((name) => line(`terms.${name}`, before.terms[name], after.terms[name])),
    ...before.lots.flatMap((lot) => {
      const changed = after.lots.find(({ code }) => code === lot.code) ?? lot
      return amendableOfLot.flatMap((name) => line(`${lot.code}.${name}`, lot[name], changed[name]))
    }),
  ]
}

/** The moments that are different. */
export const changesOfTimes = (before: Timetable, after: Timetable): Change[] =>
  moments
    .map((name) => ({ path: name, from: before[name].toISOString(), to: after[name].toISOString() }))
    .filter(({ from, to }) => from !== to)

const plain = (value: string | number | bigint) => (typeof value === 'bigint' ? String(value) : value)

/** Lots, terms, or a deadline that comes earlier: who has bid or pledged has to say yes anew (procurement.md §1.10). */
export const isMaterial = (changes: readonly Change[]) =>
  changes.some(({ path, from, to }) => !(moments as readonly string[]).includes(path) || to < from)

/** Codes of the lots whose bids and pledges a material addendum touches: its own lots, or, by a term or date, all. */
export function touchedLots(changes: readonly Change[], codes: readonly string[]): string[] {
  const ofOne = changes.map(({ path }) => /^(L\d\d)\./.exec(path)?.[1])
  return ofOne.includes(undefined) ? [...codes] : codes.filter((code) => ofOne.includes(code))
}
