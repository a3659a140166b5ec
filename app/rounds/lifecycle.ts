import { lifecycle } from '~/kernel/lifecycle'

/** The life of a round (procurement.md §4). A suspended one resumes where it was. */
export const roundLifecycle = lifecycle(
  [
    'draft',
    'published',
    'frozen',
    'closed',
    'technical_opened',
    'eligibility_fixed',
    'prices_opened',
    'decided',
    'confirmed',
    'concluded',
    'suspended',
    'failed',
    'canceled',
  ],
  {
    publish: { from: ['draft'], to: 'published', by: ['officer'] },
    amend: { from: ['published'], to: 'published', by: ['officer'] },
    amend_frozen: { from: ['frozen'], to: 'frozen', by: ['officer'] },
    reopen_pledges: { from: ['frozen'], to: 'published', by: ['officer'] },
    freeze: { from: ['published'], to: 'frozen', by: ['clock'] },
    close: { from: ['frozen'], to: 'closed', by: ['clock'] },
    open_technical: { from: ['closed'], to: 'technical_opened', by: ['opener'] },
    fix_eligibility: { from: ['technical_opened'], to: 'eligibility_fixed', by: ['evaluator'] },
    open_prices: { from: ['eligibility_fixed'], to: 'prices_opened', by: ['opener'] },
    decide: { from: ['prices_opened'], to: 'decided', by: ['officer'] },
    replace_award: { from: ['decided'], to: 'decided', by: ['officer'] },
    // An upheld challenge re-opens the step that it hit.
    reopen_eligibility: {
      from: ['eligibility_fixed', 'prices_opened', 'decided'],
      to: 'technical_opened',
      by: ['officer'],
    },
    // Judged again, and every price that still counts is open already.
    keep_prices: { from: ['technical_opened'], to: 'prices_opened', by: ['evaluator'] },
    reopen_decision: { from: ['decided'], to: 'prices_opened', by: ['officer'] },
    confirm: { from: ['decided'], to: 'confirmed', by: ['clock'] },
    conclude: { from: ['confirmed'], to: 'concluded', by: ['clock'] },
    fail: {
      from: [
        'published',
        'frozen',
        'closed',
        'technical_opened',
        'eligibility_fixed',
        'prices_opened',
        'decided',
      ],
      to: 'failed',
      by: ['clock', 'evaluator', 'officer'],
    },
    cancel: {
      from: [
        'draft',
        'published',
        'frozen',
        'closed',
        'technical_opened',
        'eligibility_fixed',
        'prices_opened',
        'decided',
        'suspended',
      ],
      to: 'canceled',
      by: ['officer'],
    },
    suspend: {
      from: [
        'published',
        'frozen',
        'closed',
        'technical_opened',
        'eligibility_fixed',
        'prices_opened',
        'decided',
      ],
      to: 'suspended',
      by: ['officer'],
    },
    resume_published: { from: ['suspended'], to: 'published', by: ['officer'] },
    resume_frozen: { from: ['suspended'], to: 'frozen', by: ['officer'] },
    resume_closed: { from: ['suspended'], to: 'closed', by: ['officer'] },
    resume_technical_opened: { from: ['suspended'], to: 'technical_opened', by: ['officer'] },
    resume_eligibility_fixed: { from: ['suspended'], to: 'eligibility_fixed', by: ['officer'] },
    resume_prices_opened: { from: ['suspended'], to: 'prices_opened', by: ['officer'] },
    resume_decided: { from: ['suspended'], to: 'decided', by: ['officer'] },
  },
)

/** A lot falls by itself; the others go on. An upheld challenge may bring one back. */
export const lotLifecycle = lifecycle(['active', 'unsuccessful', 'awarded', 'canceled'], {
  fall: { from: ['active', 'awarded'], to: 'unsuccessful', by: ['clock', 'evaluator', 'officer'] },
  award: { from: ['active'], to: 'awarded', by: ['officer'] },
  reopen: { from: ['awarded', 'unsuccessful'], to: 'active', by: ['officer'] },
  cancel: { from: ['active', 'awarded'], to: 'canceled', by: ['officer'] },
})

/** What a buyer promises: changeable until the freeze, binding from then on. */
export const pledgeLifecycle = lifecycle(
  [
    'draft',
    'awaiting_approval',
    'active',
    'withdrawn',
    'invalidated',
    'frozen',
    'dropped',
    'served',
    'unserved',
    'released',
    'ordered',
    'defaulted',
  ],
  {
    ask_approval: { from: ['draft'], to: 'awaiting_approval', by: ['buyer', 'asset_manager'] },
    return: { from: ['awaiting_approval'], to: 'draft', by: ['approver', 'buyer', 'asset_manager'] },
    // Within the own limit whoever drafted it signs; beyond it an approver does (pledges/pledging.ts).
    sign: {
      from: ['draft', 'awaiting_approval'],
      to: 'active',
      by: ['buyer', 'asset_manager', 'signatory', 'approver'],
    },
    revise: { from: ['active'], to: 'active', by: ['buyer', 'asset_manager', 'signatory', 'approver'] },
    withdraw: {
      from: ['draft', 'awaiting_approval', 'active', 'invalidated'],
      to: 'withdrawn',
      by: ['buyer', 'asset_manager', 'signatory', 'approver'],
    },
    invalidate: { from: ['active', 'frozen'], to: 'invalidated', by: ['clock', 'officer'] },
    reconfirm: {
      from: ['invalidated'],
      to: 'active',
      by: ['buyer', 'asset_manager', 'signatory', 'approver'],
    },
    freeze: { from: ['active'], to: 'frozen', by: ['clock'] },
    thaw: { from: ['frozen'], to: 'active', by: ['clock', 'officer'] },
    drop: { from: ['draft', 'awaiting_approval', 'invalidated'], to: 'dropped', by: ['clock'] },
    serve: { from: ['frozen'], to: 'served', by: ['clock'] },
    leave_unserved: { from: ['frozen'], to: 'unserved', by: ['clock'] },
    release: {
      from: ['active', 'invalidated', 'frozen', 'served'],
      to: 'released',
      by: ['clock', 'officer'],
    },
    order: { from: ['served'], to: 'ordered', by: ['clock'] },
    default: { from: ['served', 'ordered'], to: 'defaulted', by: ['clock'] },
    lose_vendor: { from: ['ordered'], to: 'unserved', by: ['clock'] },
  },
)

/** A vendor's standing: for all rounds or for one. */
export const qualificationLifecycle = lifecycle(
  ['applied', 'in_review', 'qualified', 'returned', 'rejected', 'suspended', 'expired', 'banned'],
  {
    review: { from: ['applied'], to: 'in_review', by: ['officer'] },
    qualify: { from: ['in_review'], to: 'qualified', by: ['officer'] },
    return: { from: ['in_review'], to: 'returned', by: ['officer'] },
    cure: { from: ['returned'], to: 'in_review', by: ['vendor'] },
    // Criteria have a newer version than the one that it was found fit by.
    renew: { from: ['qualified'], to: 'in_review', by: ['vendor'] },
    reject: { from: ['in_review', 'returned'], to: 'rejected', by: ['officer', 'clock'] },
    suspend: { from: ['qualified'], to: 'suspended', by: ['officer', 'clock'] },
    resume: { from: ['suspended'], to: 'qualified', by: ['officer', 'clock'] },
    expire: { from: ['qualified', 'suspended', 'banned'], to: 'expired', by: ['clock'] },
    ban: {
      from: ['applied', 'in_review', 'returned', 'qualified', 'suspended'],
      to: 'banned',
      by: ['officer'],
    },
    lift: { from: ['banned'], to: 'qualified', by: ['officer'] },
  },
)

/** A publisher's letter by which a vendor may sell its products. */
export const authorizationLifecycle = lifecycle(
  ['submitted', 'confirmed', 'returned', 'withdrawn', 'expired'],
  {
    confirm: { from: ['submitted'], to: 'confirmed', by: ['officer'] },
    return: { from: ['submitted', 'confirmed'], to: 'returned', by: ['officer'] },
    withdraw: { from: ['submitted', 'confirmed', 'returned'], to: 'withdrawn', by: ['vendor'] },
    expire: { from: ['submitted', 'confirmed', 'returned'], to: 'expired', by: ['clock'] },
  },
)

export type RoundState = (typeof roundLifecycle.states)[number]
export type RoundMove = keyof typeof roundLifecycle.moves
export type LotState = (typeof lotLifecycle.states)[number]
export type PledgeState = (typeof pledgeLifecycle.states)[number]
export type PledgeMove = keyof typeof pledgeLifecycle.moves
export type QualificationState = (typeof qualificationLifecycle.states)[number]
export type AuthorizationState = (typeof authorizationLifecycle.states)[number]
export type AuthorizationMove = keyof typeof authorizationLifecycle.moves
export type QualificationMove = keyof typeof qualificationLifecycle.moves

/** The move by which a suspended round returns to the phase it had reached. */
export const resumeMove = (reached: RoundState) => `resume_${reached}` as RoundMove
