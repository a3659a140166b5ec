export const pledgeShelves = ['standing', 'waiting', 'past'] as const
export type PledgeShelf = (typeof pledgeShelves)[number]

/** What a list of pledges is asked for by its URL. */
export function askedPledges(params: URLSearchParams): { which: PledgeShelf; after: string | undefined } {
  const which = params.get('which') as PledgeShelf
  return {
    which: pledgeShelves.includes(which) ? which : 'standing',
    after: params.get('after') || undefined,
  }
}
