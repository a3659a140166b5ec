import { toDecimal } from '~/kernel/money'

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/** Yuan as a JSON number: the decimal text is read, nothing is divided. */
export const value = (fen: bigint) => ({ amount: Number(toDecimal(fen)), currency: 'CNY' })
export const period = (from: Date, to: Date) => ({ startDate: from.toISOString(), endDate: to.toISOString() })

/** JSON in which what is not known may still stand. */
export type Loose =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly Loose[]
  | { readonly [key: string]: Loose }

/** The same without what is not known: no null, no empty text, list or object. */
export function bare(whole: Loose): Json | undefined {
  if (whole === null || whole === undefined || whole === '') return undefined
  if (Array.isArray(whole)) {
    const kept = whole.map(bare).filter((one) => one !== undefined)
    return kept.length > 0 ? kept : undefined
  }
  if (typeof whole === 'object') {
    const kept = Object.entries(whole)
      .map(([key, one]) => [key, bare(one as Loose)] as const)
      .filter((entry): entry is [string, Json] => entry[1] !== undefined)
    return kept.length > 0 ? Object.fromEntries(kept) : undefined
  }
  return whole as Json
}
