import type { RecognitionPackState } from '../lifecycle'

export type Standing = {
  state: RecognitionPackState
  /** Whether its measurement holds every gate; null: never measured. */
  passed: boolean | null
  /** Its newest comparison, and whether that was with the pack in use today. */
  compared: 'none' | 'running' | 'done' | 'failed' | 'stale'
  /** Lists are still being recognized with the pack activated last. */
  busy: boolean
}

/** Why a pack may not be activated: what it changes must have been seen, and its gates hold (inventory.md §9.2, §9.6). */
export function whyNotActivate({ state, passed, compared, busy }: Standing) {
  if (state === 'active') return 'already-moved' as const
  if (busy) return 'pack-run-open' as const
  if (passed !== true) return 'pack-gate-failed' as const
  if (compared !== 'done') return 'pack-not-compared' as const
  return null
}

/** Why its comparison need not be made again. */
export function whyNotCompare({ state, compared, busy }: Standing) {
  if (state === 'active') return 'already-moved' as const
  if (busy || compared === 'running') return 'pack-run-open' as const
  return null
}
