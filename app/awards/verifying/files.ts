import { counter, type Verification, verify } from '../verify'
import { readCandidate, readCertificate } from './certificate-shape'
import { type InputFault, readInstance } from './input'
import { readTqd, verifyTqd } from './tqd'

/** The two published files held against each other, as anyone may: what holds, or why they cannot even be read. */
export function verifyFiles(
  instance: unknown,
  certificate: unknown,
): { verification: Verification } | { faults: InputFault[] } {
  const claim = readCertificate(certificate)
  if ('faults' in claim) return claim
  if (isTqd(instance)) {
    const goods = readTqd(instance)
    return 'faults' in goods ? goods : { verification: verifyTqd(goods.value, claim.value) }
  }
  const its = readInstance(instance)
  if ('faults' in its) return its
  return { verification: verify(its.value, claim.value) }
}

export const isTqd = (json: unknown) => (json as { format?: unknown } | null)?.format === 'tqd-instance/1'

/** Another assignment held against the award, as anyone may during the standstill: whether it is feasible and saves more. */
export function counterFiles(
  instance: unknown,
  certificate: unknown,
  candidate: unknown,
): { counter: ReturnType<typeof counter> } | { faults: InputFault[] } {
  const [its, claim, other] = [readInstance(instance), readCertificate(certificate), readCandidate(candidate)]
  if ('faults' in its) return its
  if ('faults' in claim) return claim
  if ('faults' in other) return other
  return { counter: counter(its.value, claim.value, other.value) }
}
