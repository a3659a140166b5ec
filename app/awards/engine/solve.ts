import type { Certificate, Multipliers } from '../certificate'
import type { Instance } from '../instance'
import { exactBound } from '../verifying/bound'
import { factsOf } from '../verifying/facts'
import { certify } from './certify'
import { fixedPoints, isDecidedByFixedPoints } from './fixed-point'

export type SolveOptions = { seed: string; noWorseOff: boolean }

const none: Multipliers = { alpha: {}, beta: {} }

/** The best award of an instance with its certificate. */
export function solve(instance: Instance, { seed, noWorseOff }: SolveOptions): Certificate {
  if (!isDecidedByFixedPoints(instance)) throw new Error('this instance needs more than fixed points')
  const bound = { ...none, value: exactBound(factsOf(instance, noWorseOff), none) }
  return certify({
    instance,
    noWorseOff,
    seed,
    serves: fixedPoints(instance, seed),
    bound,
    engine: {
      name: 'fixed-point',
      version: '1',
      milp: null,
      milpOptions: null,
      stoppedBy: 'proof',
      reproducible: true,
    },
  })
}
