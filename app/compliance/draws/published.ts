import * as z from 'zod'
import { commitmentOf, draw, drawStrata, type Drawn, frameHash, seedOf, seedWithin } from '../draw'

const hex = z.string().regex(/^[0-9a-f]{64}$/)

/**
 * What is published of a draw and what `npm run audit -- draw FILE` repeats: a secret (or, for the computers of one
 * enterprise, the campaign's seed and `within`, its number), the ids, and optionally their strata and what was published.
 */
export const drawFile = z
  .object({
    secret: z.string().min(1).optional(),
    seed: hex.optional(),
    within: z.string().optional(),
    ids: z.array(z.string().min(1)),
    ratioBps: z.int().min(1).max(10_000),
    minimum: z.int().min(0),
    strata: z.record(z.string(), z.array(z.string())).optional(),
    commitment: hex.optional(),
    frame: hex.optional(),
    drawn: z.array(z.string()).optional(),
  })
  .refine(({ secret, seed }) => (secret === undefined) !== (seed === undefined), 'secret-or-seed')
export type DrawFile = z.infer<typeof drawFile>

export type Repeated = Drawn & {
  commitment?: string
  frame: string
  seed: string
  strata?: Record<string, Drawn>
}

/** The whole draw once more from what is published: the same for everyone. */
export function repeat({ secret, seed: given, within, ids, strata, ratioBps, minimum }: DrawFile): Repeated {
  const frame = frameHash(ids)
  const terms = { ratioBps, minimum }
  const seed =
    secret === undefined
      ? within === undefined
        ? given!
        : seedWithin(given!, within)
      : seedOf(secret, frame)
  const head = { ...(secret !== undefined && { commitment: commitmentOf(secret) }), frame, seed }
  if (!strata) return { ...head, ...draw(seed, ids, terms) }
  const each = [...drawStrata(seed, new Map(Object.entries(strata)), terms)]
  return {
    ...head,
    drawn: each.flatMap(([, { drawn }]) => drawn),
    next: each.flatMap(([, { next }]) => next),
    strata: Object.fromEntries(each),
  }
}

/** What was published and is not what the draw gives; empty when all holds. */
export function differences(file: DrawFile, again: Repeated): string[] {
  const { strata = { all: file.ids } } = file
  return [
    ...(file.commitment && again.commitment && file.commitment !== again.commitment ? ['commitment'] : []),
    ...(file.frame && file.frame !== again.frame ? ['frame'] : []),
    ...(same(Object.values(strata).flat(), file.ids) ? [] : ['strata']),
    ...(file.drawn && !same(file.drawn, again.drawn) ? ['drawn'] : []),
  ]
}

const same = (some: readonly string[], others: readonly string[]) =>
  JSON.stringify(some.toSorted()) === JSON.stringify(others.toSorted())
