/** By what a file is judged: the public keys, as they were published. */
export type Trusted = {
  certificateKeys: readonly { kid: string; x: string }[]
  /** hexadecimal, of bundles, records and receipts */
  platformKey: string
}

export type Kind = 'certificate' | 'record' | 'bundle' | 'receipt' | 'extract'

/** `bare`: of ours by its form, yet it carries no signature; `early`: signed, and not in the log yet. */
export type Outcome = 'genuine' | 'expired' | 'early' | 'bare' | 'wrong' | 'unknown' | 'unable'

/** What a file is and whether it holds, told in codes and in its own words. */
export type Finding = {
  kind: Kind | null
  outcome: Outcome
  /** `differs evidence/…`: a code, and what it is about */
  problems: readonly string[]
  facts: readonly Fact[]
}

export type Fact = readonly [label: FactLabel, value: string | number]
export type FactLabel =
  | 'no' | 'unit' | 'uscc' | 'issued' | 'until' | 'items' | 'product' | 'quantity' | 'buyer' | 'vendor' | 'later'
  | 'at' | 'sha256' | 'case' | 'side' | 'files' | 'leftOut' | 'received' | 'envelope'
  | 'claimant' | 'respondent' | 'payer' | 'effective' | 'amount' | 'agreement' // oxfmt-ignore

export const nothing = (outcome: 'unknown' | 'unable'): Finding => ({
  kind: null,
  outcome,
  problems: [],
  facts: [],
})
