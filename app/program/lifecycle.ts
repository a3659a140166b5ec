import { lifecycle } from '~/kernel/lifecycle'

/** A target of the annual plan; whether it is met, missed or at risk is computed. */
export const targetLifecycle = lifecycle(['proposed', 'returned', 'accepted', 'superseded'], {
  return: { from: ['proposed'], to: 'returned', by: ['officer'] },
  propose: { from: ['returned'], to: 'proposed', by: ['liaison', 'leader'] },
  accept: { from: ['proposed'], to: 'accepted', by: ['officer'] },
  supersede: { from: ['accepted'], to: 'superseded', by: ['officer'] },
})

export const meetingLifecycle = lifecycle(['planned', 'invited', 'held', 'minutes_approved', 'canceled'], {
  invite: { from: ['planned'], to: 'invited', by: ['officer'] },
  hold: { from: ['invited'], to: 'held', by: ['officer'] },
  approve_minutes: { from: ['held'], to: 'minutes_approved', by: ['officer', 'leader'] },
  cancel: { from: ['planned', 'invited'], to: 'canceled', by: ['officer'] },
})

/** Overdue is computed; what stays open stands on the next agenda by itself. */
export const resolutionLifecycle = lifecycle(['open', 'done', 'dropped'], {
  finish: { from: ['open'], to: 'done', by: ['officer', 'liaison', 'leader'] },
  drop: { from: ['open'], to: 'dropped', by: ['officer'] },
  reopen: { from: ['done'], to: 'open', by: ['officer'] },
})

export const reportTaskLifecycle = lifecycle(
  ['open', 'submitted', 'approved_by_leader', 'accepted', 'returned'],
  {
    submit: { from: ['open', 'returned'], to: 'submitted', by: ['liaison'] },
    approve: { from: ['submitted'], to: 'approved_by_leader', by: ['leader'] },
    accept: { from: ['approved_by_leader'], to: 'accepted', by: ['officer'] },
    return: { from: ['submitted', 'approved_by_leader'], to: 'returned', by: ['leader', 'officer'] },
  },
)

/** A published brief never changes: a correction is a new issue that links back. */
export const briefLifecycle = lifecycle(['draft', 'in_review', 'published', 'corrected'], {
  submit: { from: ['draft'], to: 'in_review', by: ['officer'] },
  return: { from: ['in_review'], to: 'draft', by: ['officer'] },
  publish: { from: ['in_review'], to: 'published', by: ['officer'] },
  correct: { from: ['published'], to: 'corrected', by: ['officer'] },
})

export const announcementLifecycle = lifecycle(['draft', 'in_review', 'published', 'corrected'], {
  submit: { from: ['draft'], to: 'in_review', by: ['officer'] },
  return: { from: ['in_review'], to: 'draft', by: ['officer'] },
  publish: { from: ['in_review'], to: 'published', by: ['officer', 'clock'] },
  correct: { from: ['published'], to: 'corrected', by: ['officer'] },
})

/** What may stand on the recommended list 推荐正版软件名录. */
export const listProposalLifecycle = lifecycle(
  ['submitted', 'in_review', 'accepted', 'rejected', 'removed'],
  {
    review: { from: ['submitted'], to: 'in_review', by: ['liaison', 'leader'] },
    accept: { from: ['in_review'], to: 'accepted', by: ['officer'] },
    reject: { from: ['submitted', 'in_review'], to: 'rejected', by: ['officer'] },
    remove: { from: ['accepted'], to: 'removed', by: ['officer', 'clock'] },
  },
)

/** A vendor's year in figures: the vendor reads it first; whether it commented is a fact, not a state. */
export const scorecardLifecycle = lifecycle(['shown', 'released'], {
  release: { from: ['shown'], to: 'released', by: ['clock'] },
})

export const trainingLifecycle = lifecycle(['draft', 'open', 'held', 'closed', 'canceled'], {
  open: { from: ['draft'], to: 'open', by: ['officer', 'liaison'] },
  hold: { from: ['open'], to: 'held', by: ['officer', 'liaison', 'clock'] },
  close: { from: ['held'], to: 'closed', by: ['officer', 'liaison'] },
  cancel: { from: ['draft', 'open'], to: 'canceled', by: ['officer', 'liaison'] },
})

export const enrollmentLifecycle = lifecycle(['enrolled', 'waiting', 'attended', 'absent', 'withdrawn'], {
  move_up: { from: ['waiting'], to: 'enrolled', by: ['clock'] },
  attend: {
    from: ['enrolled'],
    to: 'attended',
    by: ['buyer', 'asset_manager', 'approver', 'vendor', 'officer', 'liaison'],
  },
  miss: { from: ['enrolled'], to: 'absent', by: ['officer', 'liaison', 'clock'] },
  withdraw: {
    from: ['enrolled', 'waiting'],
    to: 'withdrawn',
    by: ['buyer', 'asset_manager', 'approver', 'vendor'],
  },
})

export const surveyLifecycle = lifecycle(['draft', 'open', 'closed'], {
  open: { from: ['draft'], to: 'open', by: ['officer'] },
  close: { from: ['open'], to: 'closed', by: ['officer', 'clock'] },
})

export const honorCallLifecycle = lifecycle(['draft', 'open', 'scoring', 'noticed', 'closed'], {
  open: { from: ['draft'], to: 'open', by: ['officer'] },
  begin_scoring: { from: ['open'], to: 'scoring', by: ['officer', 'clock'] },
  notice: { from: ['scoring'], to: 'noticed', by: ['officer'] },
  close: { from: ['noticed'], to: 'closed', by: ['officer'] },
})

export const honorApplicationLifecycle = lifecycle(
  ['draft', 'submitted', 'eligible', 'ineligible', 'scored', 'noticed', 'recommended', 'rejected'],
  {
    submit: { from: ['draft'], to: 'submitted', by: ['approver', 'buyer'] },
    admit: { from: ['submitted'], to: 'eligible', by: ['clock', 'officer'] },
    refuse: { from: ['submitted'], to: 'ineligible', by: ['clock', 'officer'] },
    score: { from: ['eligible'], to: 'scored', by: ['officer', 'clock'] },
    notice: { from: ['scored'], to: 'noticed', by: ['officer'] },
    recommend: { from: ['noticed'], to: 'recommended', by: ['officer'] },
    reject: { from: ['scored', 'noticed'], to: 'rejected', by: ['officer'] },
  },
)

export const responsibilityLetterLifecycle = lifecycle(['offered', 'signed', 'expired', 'terminated'], {
  sign: { from: ['offered'], to: 'signed', by: ['approver', 'vendor', 'signatory', 'inspector', 'officer'] },
  expire: { from: ['offered', 'signed'], to: 'expired', by: ['clock'] },
  terminate: { from: ['offered', 'signed'], to: 'terminated', by: ['officer'] },
})

export const marketCaseLifecycle = lifecycle(['opened', 'investigated', 'decided', 'closed'], {
  investigate: { from: ['opened'], to: 'investigated', by: ['inspector', 'officer'] },
  decide: { from: ['investigated'], to: 'decided', by: ['officer', 'inspector'] },
  close: { from: ['opened', 'investigated', 'decided'], to: 'closed', by: ['officer', 'inspector'] },
})

export type TargetState = (typeof targetLifecycle.states)[number]
export type MeetingState = (typeof meetingLifecycle.states)[number]
export type ResolutionState = (typeof resolutionLifecycle.states)[number]
export type ReportTaskState = (typeof reportTaskLifecycle.states)[number]
export type BriefState = (typeof briefLifecycle.states)[number]
export type ListProposalState = (typeof listProposalLifecycle.states)[number]
export type ScorecardState = (typeof scorecardLifecycle.states)[number]
export type TrainingState = (typeof trainingLifecycle.states)[number]
export type EnrollmentState = (typeof enrollmentLifecycle.states)[number]
export type SurveyState = (typeof surveyLifecycle.states)[number]
export type HonorCallState = (typeof honorCallLifecycle.states)[number]
export type HonorApplicationState = (typeof honorApplicationLifecycle.states)[number]
export type LetterState = (typeof responsibilityLetterLifecycle.states)[number]
export type MarketCaseState = (typeof marketCaseLifecycle.states)[number]
