/** A link to the same page with some parameters changed: null removes one, paging always starts anew unless it is what changes. */
export function withParams(search: string, changes: Record<string, string | null>): string {
  const params = new URLSearchParams(search)
  for (const name of ['after', 'before']) params.delete(name)
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === '') params.delete(name)
    else params.set(name, value)
  }
  const query = params.toString()
  return query ? `?${query}` : '?'
}

export type Sorting = { key: string; descending: boolean }

/** `?sort=-price` means by price, descending. */
export function sortingOf(search: string): Sorting | null {
  const sort = new URLSearchParams(search).get('sort')
  if (!sort) return null
  return sort.startsWith('-') ? { key: sort.slice(1), descending: true } : { key: sort, descending: false }
}

/** What a head's link asks for: the other direction of the present sorting, else ascending. */
export function sortParam(key: string, present: Sorting | null): string {
  return present?.key === key && !present.descending ? `-${key}` : key
}
