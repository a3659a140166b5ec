/** Where a list of rounds puts each: what may be joined, what is under way, what is past, what is drafted. */
export const shelves = ['open', 'running', 'past', 'draft'] as const
export type Shelf = (typeof shelves)[number]
