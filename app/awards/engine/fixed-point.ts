import { clear, whyNotClear } from '../clearing'
import type { Instance } from '../instance'
import type { Serve } from './pricing'

/** Whether every lot is decided by itself, one winner each, without caps that bind (award.md §4). */
export const isDecidedByFixedPoints = (instance: Instance) =>
  instance.objective === 'saving' && instance.lots.every(({ id }) => whyNotClear(instance, id) === null)

/** The award of such an instance, exactly: each lot at the largest fixed point of its demand. */
export function fixedPoints(instance: Instance, seed: string): Serve[] {
  return instance.lots.flatMap(({ id: lot }) => {
    const clearing = clear(instance, lot, seed)
    if (!clearing) return []
    return clearing.assign.map(({ buyer, quantity }) => ({ buyer, lot, vendor: clearing.vendor, quantity }))
  })
}
