/** What is asked of an enterprise before it is stated to be compliant; all of it as `compliance` has it. */
export type Standing = {
  listing: string
  state: string
  status: string
  /** days since any computer's list became too old, or some have none */
  inventoried: number
  inUse: number
  isListed: boolean
}

/** Why an enterprise gets no compliance statement; null when it does. The database asks the same (`issue_statement`). */
export function whyNotState({ listing, state, status, inventoried, inUse, isListed }: Standing) {
  if (listing !== 'pre_ipo') return 'not-pre-ipo'
  if (state !== 'verified') return 'statement-unverified'
  if (isListed) return 'statement-blacklisted'
  if (inUse === 0 || inventoried < inUse) return 'statement-lists-missing'
  return status === 'compliant' ? null : 'statement-not-compliant'
}
