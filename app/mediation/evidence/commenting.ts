import type { CaseState } from '../lifecycle'

type Comment = { side: 'claimant' | 'respondent'; head: string; verdict: 'accept' | 'deny' }

const headsOfAll = ['authenticity', 'legality', 'relevance']

/** Both sides accept an item under all three heads: it may become an agreed fact. */
export const isUndisputed = (comments: readonly Comment[]) =>
  (['claimant', 'respondent'] as const).every((side) =>
    headsOfAll.every((head) =>
      comments.some((one) => one.side === side && one.head === head && one.verdict === 'accept'),
    ),
  )

const early: readonly CaseState[] = [
  'draft',
  'filed',
  'awaiting_response',
  'negotiation',
  'mediator_selection',
  'conflict_check',
  'mediation',
  'paused',
]

/** Brought when the sides already draft or fulfill: flagged, never refused. */
export const isLate = (state: CaseState) => !early.includes(state)

export const bytesAtMost = 25 * 1024 * 1024

/** Why an uploaded file is not taken; null when it is. `told` is what the browser computed, empty where it could not. */
export function whyNotTake({ bytes, sha256, told }: { bytes: number; sha256: string; told: string }) {
  if (bytes > bytesAtMost) return 'file-too-large'
  return told !== '' && told !== sha256 ? 'hash-differs' : null
}
