import type { Certificate, Multipliers } from '../certificate'
import type { Instance } from '../instance'
import { exactBound } from '../verifying/bound'
import { factsOf } from '../verifying/facts'
import { certify } from './certify'
import { fixedPoints, isDecidedByFixedPoints } from './fixed-point'
import type { Limits } from './milp/solver'
import { rank } from './scored'
import type { Progress } from './search'

export type SolveOptions = { seed: string; noWorseOff: boolean }

export type SearchLimits = { gapPpm?: number; nodes?: number; steps?: number; seconds?: number }

const none: Multipliers = { alpha: {}, beta: {} }

/** The best award of an instance whose lots stand alone, one winner each, with its certificate. */
export function solveByFixedPoints(instance: Instance, { seed, noWorseOff }: SolveOptions): Certificate {
  const stated = { ...instance, options: { noWorseOff } }
  const bound = { ...none, value: exactBound(factsOf(instance, noWorseOff), none) }
  return certify({
    instance,
    noWorseOff,
    seed,
    serves: fixedPoints(stated, seed),
    bound,
    engine: byRule('fixed-point'),
  })
}

/** The award of an instance whose lots are scored: by rank, with no claim that nothing saves more. */
export function solveByRanks(instance: Instance, { seed, noWorseOff }: SolveOptions): Certificate {
  const { serves, scoring } = rank(instance, noWorseOff, seed)
  return certify({ instance, noWorseOff, seed, serves, bound: null, scoring, engine: byRule('ranks') })
}

const byRule = (name: string): Certificate['engine'] => ({
  name,
  version: '1',
  milp: null,
  milpOptions: null,
  stoppedBy: 'proof',
  reproducible: true,
})

/**
 * The best award that is found of any instance, with its certificate: exact where each lot stands alone, by ranks
 * where it is scored, else by the general method with its bound. Computes without giving way, so a server calls it in
 * a thread of its own.
 */
export async function solve(
  instance: Instance,
  options: SolveOptions,
  { gapPpm = 0, nodes = 100_000, steps = 400_000, seconds = 60 }: SearchLimits = {},
  onProgress?: (progress: Progress) => void,
): Promise<Certificate> {
  const stated = { ...instance, options: { noWorseOff: options.noWorseOff } }
  const atOnce = (certificate: Certificate) => {
    const { objective, bound } = certificate
    onProgress?.({ phase: 'done', incumbent: BigInt(objective), bound: bound && BigInt(bound.value) })
    return certificate
  }
  if (instance.objective === 'comprehensive') return atOnce(solveByRanks(instance, options))
  if (isDecidedByFixedPoints(stated)) return atOnce(solveByFixedPoints(instance, options))
  const [{ search }, { loadSolver }] = await Promise.all([import('./search'), import('./milp/solver')])
  const now = () => performance.now()
  const solver = await loadSolver(now)
  const limits: Limits = { gap: gapPpm / 1e6, nodes, steps, until: now() + seconds * 1000 }
  const { serves, bound, solverBound, stoppedBy } = search(instance, solver, {
    ...options,
    limits,
    ...(onProgress && { onProgress }),
  })
  return certify({
    instance,
    noWorseOff: options.noWorseOff,
    seed: options.seed,
    serves,
    bound,
    solverBound,
    engine: {
      name: 'plans',
      version: '1',
      milp: `highs ${solver.version}${solver.isBroken ? ', gave up' : ''}`,
      milpOptions: { gapPpm, nodes, steps, seconds },
      stoppedBy,
      reproducible: stoppedBy !== 'time',
    },
  })
}
