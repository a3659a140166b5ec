import { type Shelf, shelves } from './shelves'

/** What a list of rounds is asked for by its URL; the shelf of what may be joined comes first. */
export function askedRounds(params: URLSearchParams) {
  const which = params.get('which') as Shelf
  return {
    which: shelves.includes(which) ? which : shelves[0],
    q: params.get('q')?.slice(0, 80) || undefined,
    joined: params.get('joined') === 'yes' || undefined,
    after: params.get('after') || undefined,
  }
}
