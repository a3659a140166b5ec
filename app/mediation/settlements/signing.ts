import type { Side } from '../channels/kinds'

type Attempt = {
  side: Side | null
  /** holds the duty of a signatory in the own organization */
  isSignatory: boolean
  /** the digest shown is that of the version both sides have adopted */
  isSameVersion: boolean
  signedSides: readonly string[]
}

/** Whether nothing but the settlement's taking effect is left: both sides have signed, and every third party that pays by it. */
export const isComplete = (signatures: readonly { side: string }[], payers: number) =>
  ['claimant', 'respondent'].every((side) => signatures.some((one) => one.side === side)) &&
  signatures.filter(({ side }) => side === 'payer').length >= payers

/** Why this signature is not taken; null when it is. */
export function whyNotSign({ side, isSignatory, isSameVersion, signedSides }: Attempt) {
  if (side === null) return 'not-your-move'
  if (!isSignatory) return 'not-signatory'
  if (!isSameVersion) return 'other-version'
  if (signedSides.includes(side)) return 'signed-before'
  return null
}
