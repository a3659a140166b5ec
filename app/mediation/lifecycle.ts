import { lifecycle } from '~/kernel/lifecycle'

const sides = ['claimant', 'respondent'] as const

/**
 * The life of a case (mediation.md §3): the single source for buttons, commands, jobs, tests and the diagram.
 * Moves of `clock` are what happens when a deadline of deadlines.ts ends.
 */
export const caseLifecycle = lifecycle(
  [
    'draft',
    'filed',
    'awaiting_response',
    'negotiation',
    'mediator_selection',
    'conflict_check',
    'mediation',
    'paused',
    'settlement_draft',
    'signing',
    'settled',
    'fulfillment',
    'cure',
    'breached',
    'impasse',
    'closed_rejected',
    'closed_declined',
    'closed_withdrawn',
    'closed_no_response',
    'closed_fulfilled',
    'closed_breached',
    'closed_impasse',
  ],
  {
    file: { from: ['draft'], to: 'filed', by: ['claimant'] },
    admit: { from: ['filed'], to: 'awaiting_response', by: ['registrar'] },
    return: { from: ['filed'], to: 'draft', by: ['registrar'] },
    reject: { from: ['filed'], to: 'closed_rejected', by: ['registrar'] },
    accept: { from: ['awaiting_response'], to: 'negotiation', by: ['respondent'] },
    // A guest's refusal takes effect at the deadline, so that the representative may still accept.
    decline: { from: ['awaiting_response'], to: 'closed_declined', by: ['respondent', 'clock'] },
    extend: { from: ['awaiting_response'], to: 'awaiting_response', by: ['registrar'] },
    lapse: { from: ['awaiting_response'], to: 'closed_no_response', by: ['clock'] },
    ask_mediator: { from: ['negotiation'], to: 'mediator_selection', by: [...sides, 'clock'] },
    take_on: { from: ['mediator_selection'], to: 'conflict_check', by: ['mediator'] },
    clear: { from: ['conflict_check'], to: 'mediation', by: [...sides, 'head', 'clock'] },
    choose_again: {
      from: ['conflict_check', 'mediation', 'paused'],
      to: 'mediator_selection',
      by: ['mediator', 'head', 'clock'],
    },
    pause: { from: ['mediation'], to: 'paused', by: [...sides, 'registrar'] },
    resume: { from: ['paused'], to: 'mediation', by: [...sides, 'clock'] },
    agree: { from: ['negotiation', 'mediation'], to: 'settlement_draft', by: sides },
    back_to_negotiation: { from: ['settlement_draft'], to: 'negotiation', by: [...sides, 'clock'] },
    back_to_mediation: { from: ['settlement_draft'], to: 'mediation', by: [...sides, 'clock'] },
    adopt_text: { from: ['settlement_draft'], to: 'signing', by: sides },
    refuse_signature: { from: ['signing'], to: 'settlement_draft', by: [...sides, 'clock'] },
    // A third party that signs last is no mover: the clock concludes.
    settle: { from: ['signing'], to: 'settled', by: [...sides, 'clock'] },
    begin_fulfillment: { from: ['settled'], to: 'fulfillment', by: ['clock'] },
    fulfill: { from: ['fulfillment'], to: 'closed_fulfilled', by: ['clock'] },
    notice_delay: { from: ['fulfillment'], to: 'cure', by: ['clock'] },
    cure: { from: ['cure'], to: 'fulfillment', by: ['clock'] },
    breach: { from: ['cure'], to: 'breached', by: ['clock'] },
    resume_mediation: { from: ['breached'], to: 'mediation', by: sides },
    close_breached: { from: ['breached'], to: 'closed_breached', by: [...sides, 'clock'] },
    end: { from: ['mediation'], to: 'impasse', by: ['mediator', ...sides, 'clock'] },
    leave: {
      from: ['negotiation', 'mediator_selection', 'conflict_check', 'paused', 'settlement_draft', 'signing'],
      to: 'impasse',
      by: sides,
    },
    withdraw: {
      from: [
        'awaiting_response',
        'negotiation',
        'mediator_selection',
        'conflict_check',
        'mediation',
        'paused',
        'settlement_draft',
        'signing',
      ],
      to: 'closed_withdrawn',
      by: ['claimant'],
    },
    close_impasse: { from: ['impasse'], to: 'closed_impasse', by: ['registrar', 'clock'] },
    reopen_admission: { from: ['closed_rejected'], to: 'filed', by: ['registrar'] },
    reopen_invitation: {
      from: ['closed_declined', 'closed_no_response'],
      to: 'awaiting_response',
      by: ['registrar'],
    },
    reopen_negotiation: {
      from: ['closed_withdrawn', 'closed_impasse'],
      to: 'negotiation',
      by: ['registrar'],
    },
    reopen_fulfillment: {
      from: ['closed_fulfilled', 'closed_breached'],
      to: 'fulfillment',
      by: ['registrar'],
    },
  },
)

export const objectionLifecycle = lifecycle(['open', 'agreed', 'withdrawn', 'settled', 'unresolved'], {
  agree: { from: ['open'], to: 'agreed', by: sides },
  reopen: { from: ['agreed', 'unresolved'], to: 'open', by: [...sides, 'clock'] },
  withdraw: { from: ['open', 'agreed'], to: 'withdrawn', by: ['claimant'] },
  settle: { from: ['open', 'agreed'], to: 'settled', by: ['clock', ...sides] },
  leave: { from: ['open', 'agreed'], to: 'unresolved', by: ['clock', ...sides] },
})

export const appointmentLifecycle = lifecycle(['asked', 'accepted', 'refused', 'withdrawn', 'replaced'], {
  accept: { from: ['asked'], to: 'accepted', by: ['mediator'] },
  refuse: { from: ['asked'], to: 'refused', by: ['mediator', 'clock'] },
  withdraw: { from: ['accepted'], to: 'withdrawn', by: ['mediator'] },
  replace: { from: ['asked', 'accepted'], to: 'replaced', by: ['head', 'clock'] },
})

export const evidenceRequestLifecycle = lifecycle(['open', 'provided', 'refused'], {
  provide: { from: ['open'], to: 'provided', by: sides },
  refuse: { from: ['open'], to: 'refused', by: sides },
  reopen: { from: ['provided', 'refused'], to: 'open', by: [...sides, 'mediator'] },
})

/** Without prejudice: an expired offer cannot be accepted, by the database's clock. */
export const sideDraftLifecycle = lifecycle(['open', 'posted', 'dropped'], {
  post: { from: ['open'], to: 'posted', by: sides },
  drop: { from: ['open'], to: 'dropped', by: sides },
})

export const offerLifecycle = lifecycle(
  ['draft', 'open', 'countered', 'accepted', 'declined', 'expired', 'withdrawn', 'lapsed'],
  {
    make: { from: ['draft'], to: 'open', by: sides },
    counter: { from: ['open'], to: 'countered', by: sides },
    accept: { from: ['open'], to: 'accepted', by: sides },
    decline: { from: ['open'], to: 'declined', by: sides },
    expire: { from: ['open'], to: 'expired', by: ['clock'] },
    withdraw: { from: ['draft', 'open'], to: 'withdrawn', by: sides },
    // The text that was made of it was not agreed: another offer may be accepted.
    lapse: { from: ['accepted'], to: 'lapsed', by: [...sides, 'clock'] },
  },
)

export const proposalLifecycle = lifecycle(
  ['draft', 'open', 'accepted', 'declined', 'expired', 'withdrawn', 'lapsed'],
  {
    make: { from: ['draft'], to: 'open', by: ['mediator'] },
    accept: { from: ['open'], to: 'accepted', by: sides },
    decline: { from: ['open'], to: 'declined', by: sides },
    expire: { from: ['open'], to: 'expired', by: ['clock'] },
    withdraw: { from: ['draft', 'open'], to: 'withdrawn', by: ['mediator'] },
    lapse: { from: ['accepted'], to: 'lapsed', by: [...sides, 'clock'] },
  },
)

export const settlementLifecycle = lifecycle(['draft', 'agreed', 'signed', 'superseded', 'refused'], {
  agree: { from: ['draft'], to: 'agreed', by: sides },
  sign: { from: ['agreed'], to: 'signed', by: sides },
  refuse: { from: ['draft', 'agreed'], to: 'refused', by: [...sides, 'clock'] },
  supersede: { from: ['draft', 'agreed', 'refused'], to: 'superseded', by: [...sides, 'clock'] },
})

/** What a side owes; facts meet it, and facts that vanish re-open it. */
export const obligationLifecycle = lifecycle(['open', 'met', 'late', 'breached', 'released'], {
  meet: { from: ['open', 'late', 'breached'], to: 'met', by: ['clock', ...sides] },
  reopen: { from: ['met'], to: 'open', by: ['clock'] },
  be_late: { from: ['open'], to: 'late', by: ['clock'] },
  breach: { from: ['late'], to: 'breached', by: ['clock'] },
  release: { from: ['open', 'late', 'breached'], to: 'released', by: [...sides, 'clock'] },
})

export const holdRequestLifecycle = lifecycle(
  ['provisional', 'granted', 'refused', 'released', 'impossible'],
  {
    grant: { from: ['provisional'], to: 'granted', by: ['registrar', 'head', 'clock'] },
    refuse: { from: ['provisional'], to: 'refused', by: ['registrar', 'head', 'clock'] },
    release: { from: ['provisional', 'granted'], to: 'released', by: ['registrar', 'clock'] },
    find_paid_out: { from: ['provisional'], to: 'impossible', by: ['clock'] },
  },
)

export const deadlineLifecycle = lifecycle(['running', 'met', 'expired', 'paused', 'dropped'], {
  meet: { from: ['running'], to: 'met', by: ['clock', ...sides] },
  expire: { from: ['running'], to: 'expired', by: ['clock'] },
  pause: { from: ['running'], to: 'paused', by: ['clock', ...sides] },
  resume: { from: ['paused'], to: 'running', by: ['clock', ...sides] },
  drop: { from: ['running', 'paused'], to: 'dropped', by: ['clock', ...sides] },
})

export const caseMeetingLifecycle = lifecycle(['planned', 'held', 'canceled'], {
  hold: { from: ['planned'], to: 'held', by: ['mediator', 'registrar'] },
  cancel: { from: ['planned'], to: 'canceled', by: ['mediator', 'registrar'] },
})

export type CaseState = (typeof caseLifecycle.states)[number]
export type CaseMove = keyof typeof caseLifecycle.moves
export type ObjectionState = (typeof objectionLifecycle.states)[number]
export type OfferState = (typeof offerLifecycle.states)[number]
export type SettlementState = (typeof settlementLifecycle.states)[number]
export type ObligationState = (typeof obligationLifecycle.states)[number]

/** Whether the sides could choose another mediator now. */
export const mayChooseAgain = (state: CaseState) =>
  (caseLifecycle.moves.choose_again.from as readonly CaseState[]).includes(state)

export const isClosed = (state: CaseState) => state.startsWith('closed_')
export const openStates = caseLifecycle.states.filter((state) => !isClosed(state))
export const closedStates = caseLifecycle.states.filter(isClosed)

/** Where a rejected text returns to: the stage in which the sides had agreed. */
export const backMove = (agreedIn: 'negotiation' | 'mediation') => `back_to_${agreedIn}` as const
