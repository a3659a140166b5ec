/** A draft of one side as far as it takes to say whether it may be posted. */
export type Shared = {
  state: 'open' | 'posted' | 'dropped'
  version: number
  needsSecond: boolean
  editedBy: string
  approvedBy: string | null
  approvedVersion: number | null
}

/** Whether a second person of the side has approved exactly what stands there now. */
export const isApproved = ({ version, editedBy, approvedBy, approvedVersion }: Shared) =>
  approvedBy !== null && approvedVersion === version && approvedBy !== editedBy

/** Why this version is not approved by this person; null when it is. A word changed after it was read needs reading again. */
export function whyNotApprove({ state, version, editedBy }: Shared, read: number, person: string) {
  if (state !== 'open') return 'shared-closed'
  if (version !== read) return 'shared-changed'
  return editedBy === person ? 'own-words' : null
}

/** Why this version is not posted; null when it is. */
export function whyNotPost(draft: Shared, read: number) {
  if (draft.state !== 'open') return 'shared-closed'
  if (draft.version !== read) return 'shared-changed'
  return draft.needsSecond && !isApproved(draft) ? 'second-needed' : null
}
