import { type CaseState, openStates } from './lifecycle'

/** The stages in which a registrar looks through the docket, and the states of each. */
export const docketStages = {
  intake: ['filed'],
  response: ['awaiting_response'],
  selection: ['mediator_selection', 'conflict_check'],
  running: [
    'negotiation',
    'mediation',
    'paused',
    'settlement_draft',
    'signing',
    'settled',
    'fulfillment',
    'cure',
    'breached',
  ],
  closing: ['impasse'],
  all: openStates.filter((state) => state !== 'draft'),
} as const satisfies Record<string, readonly CaseState[]>

export type DocketStage = keyof typeof docketStages

export const stageOf = (asked: string | null): DocketStage =>
  asked !== null && asked in docketStages ? (asked as DocketStage) : 'intake'
