import { categories, type Category, metrics, terms } from '~/catalog/codes'

/** Bands of the price at the last group purchase, in yuan: below. */
export const priceBands = [500, 1000, 5000] as const

const one = <Value extends string>(values: readonly Value[], given: string | null) =>
  values.find((value) => value === given)

/** What the recommended list is asked for by its URL. */
export function askedListing(params: URLSearchParams) {
  const price = params.get('price')
  return {
    category: one<Category>(categories, params.get('category')),
    domestic: one(['yes', 'no'], params.get('domestic')),
    term: one(terms, params.get('term')),
    metric: one(metrics, params.get('metric')),
    price: price === 'any' ? ('any' as const) : priceBands.find((band) => String(band) === price),
  }
}
export type AskedListing = ReturnType<typeof askedListing>
