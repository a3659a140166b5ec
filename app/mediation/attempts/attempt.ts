import { type CaseState, closedStates } from '../lifecycle'

/** Closings after which a side may need to show elsewhere that mediation was tried. */
export const attemptStates = [
  'closed_no_response',
  'closed_declined',
  'closed_impasse',
] as const satisfies readonly (typeof closedStates)[number][]

export type AttemptState = (typeof attemptStates)[number]

/** Whether this closing gives a certificate of the attempt; it says what happened, never who was right. */
export const isAttempt = (state: CaseState): state is AttemptState =>
  (attemptStates as readonly CaseState[]).includes(state)
