import { sha256Hex } from '~/kernel/sha256'

/** What an inspection sample is drawn from: of each frame at least the minimum, else the ratio (basis points). */
export type DrawTerms = { ratioBps: number; minimum: number }
export type Drawn = { drawn: string[]; next: string[] }

/** Published when the campaign opens, before the frame is known: whoever draws cannot steer (compliance.md §9). */
export const commitmentOf = (secret: string) => sha256Hex(secret)

/** Sorted ids, one per line. */
export const frameText = (ids: readonly string[]) =>
  ids
    .toSorted(byCodeUnit)
    .map((id) => `${id}\n`)
    .join('')
export const frameHash = (ids: readonly string[]) => sha256Hex(frameText(ids))

/** Nobody knows it before the secret is revealed, and it changes with every id of the frame. */
export const seedOf = (secret: string, frame: string) => sha256Hex(`${secret}\n${frame}`)

/** Computers of one enterprise are drawn the same way, with a seed of their own. */
export const seedWithin = (seed: string, organizationNo: string) => `${seed}${organizationNo}`

/** The lowest ranks are drawn; `next` are the replacements in their order. */
export function draw(seed: string, ids: readonly string[], { ratioBps, minimum }: DrawTerms): Drawn {
  const ranked = ids
    .map((id) => ({ id, rank: sha256Hex(`${seed}\n${id}`) }))
    .toSorted((a, b) => byCodeUnit(a.rank, b.rank))
    .map(({ id }) => id)
  const size = Math.min(ids.length, Math.max(minimum, Math.ceil((ids.length * ratioBps) / 10_000)))
  return { drawn: ranked.slice(0, size), next: ranked.slice(size) }
}

/** Each stratum (district × ownership) by itself, from the one seed. */
export function drawStrata(
  seed: string,
  strata: ReadonlyMap<string, readonly string[]>,
  terms: DrawTerms,
): Map<string, Drawn> {
  return new Map([...strata].map(([stratum, ids]) => [stratum, draw(seed, ids, terms)]))
}

export type Redraw = Drawn & { commitment: string; frame: string; seed: string }

/** The whole draw from what is published afterwards; anyone gets the same. */
export function redraw({
  secret,
  ids,
  ...terms
}: DrawTerms & { secret: string; ids: readonly string[] }): Redraw {
  const frame = frameHash(ids)
  const seed = seedOf(secret, frame)
  return { commitment: commitmentOf(secret), frame, seed, ...draw(seed, ids, terms) }
}

const byCodeUnit = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
