import type { Day } from '~/kernel/workdays'

/** An installation as the ledger of installing and maintaining sees it; `key` is what an upgrade keeps: product and source. */
export type Life = {
  id: string
  no: string
  key: string
  computerId: string
  from: Day
  until: Day | null
  computerState: string
  unit: string | null
}

export type Operation =
  | 'install'
  | 'uninstall'
  | 'upgrade_in'
  | 'upgrade_out'
  | 'reinstall'
  | 'transfer'
  | 'scrap'
export type Entry = {
  id: string
  no: string
  key: string
  computerId: string
  on: Day
  operation: Operation
  adds: 1 | -1
}

// Within a day: what came, then upgrades computer by computer, then what went, then what came back.
const place: Record<Operation, number> = {
  install: 0,
  upgrade_out: 1,
  upgrade_in: 1,
  uninstall: 2,
  transfer: 2,
  scrap: 2,
  reinstall: 3,
}

/**
 * What was done, oldest first. An upgrade is two rows of one day on one computer, the old one out before the new one in;
 * what a computer takes with it when it leaves is scrapped or handed over; the same software again is a reinstallation.
 */
export function entriesOf(lives: readonly Life[]): Entry[] {
  const byComputer = Map.groupBy(lives, ({ computerId }) => computerId)
  const lastOut = new Map(
    [...byComputer].map(([id, its]) => [
      id,
      its
        .map(({ until }) => until ?? '')
        .toSorted()
        .at(-1)!,
    ]),
  )
  const entries = lives.flatMap((life): Entry[] => {
    const { id, no, key, computerId, from, until } = life
    const others = (byComputer.get(life.computerId) ?? []).filter(
      (other) => other.id !== id && other.key === key,
    )
    const came: Entry = { id, no, key, computerId, on: from, operation: cameBy(life, others), adds: 1 }
    if (until === null) return [came]
    return [came, { id, no, key, computerId, on: until, operation: wentBy(life, others, lastOut), adds: -1 }]
  })
  return entries.toSorted(
    (a, b) =>
      byText(a.on, b.on) ||
      place[a.operation] - place[b.operation] ||
      byText(a.computerId, b.computerId) ||
      a.adds - b.adds ||
      byText(a.id, b.id),
  )
}

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

function cameBy({ no, from }: Life, others: readonly Life[]): Operation {
  if (others.some((other) => other.no !== no && other.until === from)) return 'upgrade_in'
  return others.some((other) => other.no === no && other.until !== null && other.until <= from)
    ? 'reinstall'
    : 'install'
}

function wentBy(
  { no, until, computerId, computerState }: Life,
  others: readonly Life[],
  lastOut: ReadonlyMap<string, string>,
): Operation {
  if (others.some((other) => other.no !== no && other.from === until)) return 'upgrade_out'
  if (until !== lastOut.get(computerId)) return 'uninstall'
  return computerState === 'scrapped' ? 'scrap' : computerState === 'transferred' ? 'transfer' : 'uninstall'
}

export type Right = { key: string; quantity: number; startsOn: Day; endsOn: Day | null }

/** Licenses left of a product after each entry: those in term that day less what is installed; never below none. */
export function leftAfter(entries: readonly Entry[], rights: readonly Right[]): number[] {
  const installed = new Map<string, number>()
  return entries.map(({ key, on, adds }) => {
    const now = (installed.get(key) ?? 0) + adds
    installed.set(key, now)
    const held = rights
      .filter(
        (right) => right.key === key && right.startsOn <= on && (right.endsOn === null || right.endsOn >= on),
      )
      .reduce((sum, { quantity }) => sum + quantity, 0)
    return Math.max(0, held - now)
  })
}
