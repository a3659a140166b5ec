import type { Certificate } from '../certificate'
import { shareOf } from '../engine/without'
import type { Instance } from '../instance'

/** What a buyer's own choice of vendors meant for itself, fen in text. */
export type VetoCost = {
  saving: { with: string; without: string }
  served: { with: number; without: number }
}

/** The facts as if a buyer took every vendor; null when it does. */
export function takingAll(instance: Instance, buyer: string): Instance | null {
  const own = instance.buyers.find(({ id }) => id === buyer)
  if (!own?.pledges.some(({ acceptable }) => acceptable !== null)) return null
  const pledges = own.pledges.map((pledge) => ({ ...pledge, acceptable: null }))
  return {
    ...instance,
    buyers: instance.buyers.map((each) => (each.id === buyer ? { ...each, pledges } : each)),
  }
}

/** What a buyer saves as it chose, and what it would have saved had it taken every vendor. */
export function vetoCost(
  instance: Instance,
  certificate: Certificate,
  buyer: string,
  again: Certificate,
): VetoCost {
  const [own, other] = [shareOf(instance, certificate, buyer), shareOf(instance, again, buyer)]
  return {
    saving: { with: String(own.saving), without: String(other.saving) },
    served: { with: own.served, without: other.served },
  }
}
