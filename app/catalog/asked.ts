import { categories, type Category } from './codes'

/** What the catalog is asked for by its URL. */
export function askedProducts(params: URLSearchParams) {
  const category = params.get('category') as Category
  const domestic = params.get('domestic')
  return {
    q: params.get('q')?.slice(0, 80) || undefined,
    category: categories.includes(category) ? category : undefined,
    domestic: domestic === 'yes' ? true : domestic === 'no' ? false : undefined,
    recommended: params.get('recommended') === 'yes' || undefined,
    after: params.get('after') || undefined,
  }
}
