const day = 86_400_000

/** For how many whole days a difference has stood, or stood until it was closed. */
export const daysOpen = ({ openedAt, closedAt }: { openedAt: Date; closedAt: Date | null }, now: Date) =>
  Math.max(0, Math.floor(((closedAt ?? now).getTime() - openedAt.getTime()) / day))

/** How many differences there are of each kind, the commonest first. */
export function tally(breaks: readonly { kind: string }[]): { kind: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const { kind } of breaks) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return [...counts]
    .map(([kind, count]) => ({ kind, count }))
    .toSorted((a, b) => b.count - a.count || (a.kind < b.kind ? -1 : 1))
}
