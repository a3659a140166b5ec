import { lifecycle } from '~/kernel/lifecycle'

/** Where a computer is; whatever is not in use covers and needs nothing. */
export const computerLifecycle = lifecycle(['in_use', 'spare', 'scrapped', 'transferred'], {
  use: { from: ['spare'], to: 'in_use', by: ['asset_manager', 'clock'] },
  put_aside: { from: ['in_use'], to: 'spare', by: ['asset_manager'] },
  scrap: { from: ['in_use', 'spare'], to: 'scrapped', by: ['asset_manager'] },
  transfer: { from: ['in_use', 'spare'], to: 'transferred', by: ['asset_manager', 'clock'] },
  undo_scrap: { from: ['scrapped'], to: 'spare', by: ['asset_manager'] },
})

/** An uploaded inventory, from its bytes to installations. */
export const importLifecycle = lifecycle(['received', 'read', 'mapped', 'accepted', 'refused'], {
  read: { from: ['received'], to: 'read', by: ['clock'] },
  map: { from: ['read'], to: 'mapped', by: ['asset_manager', 'clock'] },
  accept: { from: ['mapped'], to: 'accepted', by: ['asset_manager', 'inspector', 'clock'] },
  refuse: {
    from: ['received', 'read', 'mapped'],
    to: 'refused',
    by: ['asset_manager', 'inspector', 'clock'],
  },
})

/** A name that an organization has told the product of; a second one makes it an offer to all. */
export const aliasLifecycle = lifecycle(['active', 'undone', 'offered', 'frozen', 'refused'], {
  undo: { from: ['active', 'offered'], to: 'undone', by: ['asset_manager', 'officer', 'clock'] },
  redo: { from: ['undone'], to: 'active', by: ['asset_manager', 'officer'] },
  accept: { from: ['offered'], to: 'active', by: ['officer'] },
  refuse: { from: ['offered', 'frozen'], to: 'refused', by: ['officer'] },
  freeze: { from: ['offered', 'active'], to: 'frozen', by: ['clock', 'officer'] },
  release: { from: ['frozen'], to: 'offered', by: ['officer'] },
})

/** A row that nobody recognized yet. */
export const queueEntryLifecycle = lifecycle(['open', 'later', 'decided'], {
  postpone: { from: ['open'], to: 'later', by: ['asset_manager', 'inspector'] },
  decide: { from: ['open', 'later'], to: 'decided', by: ['asset_manager', 'inspector', 'officer', 'clock'] },
  reopen: { from: ['later', 'decided'], to: 'open', by: ['asset_manager', 'inspector', 'officer', 'clock'] },
})

/** Of the recognition packs loaded, one is active. */
export const recognitionPackLifecycle = lifecycle(['loaded', 'active', 'retired'], {
  activate: { from: ['loaded', 'retired'], to: 'active', by: ['officer', 'clock'] },
  retire: { from: ['loaded', 'active'], to: 'retired', by: ['officer', 'clock'] },
})

/** A call to all enterprises of a scope to inspect themselves 自查自纠. */
export const campaignLifecycle = lifecycle(['draft', 'open', 'closed', 'canceled'], {
  open: { from: ['draft'], to: 'open', by: ['officer'] },
  close: { from: ['open'], to: 'closed', by: ['officer', 'clock'] },
  cancel: { from: ['draft', 'open'], to: 'canceled', by: ['officer'] },
})

/** One enterprise's answer; late ones stay possible, every submission is a version of its own. */
export const selfInspectionLifecycle = lifecycle(
  ['invited', 'in_progress', 'submitted', 'accepted', 'returned'],
  {
    start: { from: ['invited'], to: 'in_progress', by: ['asset_manager'] },
    submit: { from: ['in_progress', 'returned'], to: 'submitted', by: ['approver'] },
    accept: { from: ['submitted'], to: 'accepted', by: ['liaison'] },
    return: { from: ['submitted'], to: 'returned', by: ['liaison'] },
    reopen: { from: ['accepted'], to: 'in_progress', by: ['officer'] },
  },
)

/** An order to put things right 整改; overdue is computed. */
export const rectificationLifecycle = lifecycle(
  ['drafted', 'issued', 'in_progress', 'submitted', 'accepted', 'returned', 'withdrawn'],
  {
    issue: { from: ['drafted'], to: 'issued', by: ['inspector', 'liaison', 'clock'] },
    begin: { from: ['issued'], to: 'in_progress', by: ['asset_manager', 'approver'] },
    extend: { from: ['issued', 'in_progress', 'returned'], to: 'in_progress', by: ['officer'] },
    submit: { from: ['in_progress', 'returned'], to: 'submitted', by: ['approver'] },
    accept: { from: ['submitted'], to: 'accepted', by: ['inspector', 'officer'] },
    return: { from: ['submitted'], to: 'returned', by: ['inspector', 'officer'] },
    withdraw: {
      from: ['drafted', 'issued', 'in_progress', 'submitted', 'returned'],
      to: 'withdrawn',
      by: ['officer'],
    },
  },
)

/** A round of inspections: commitment first, then the frame, then the draw. */
export const inspectionCampaignLifecycle = lifecycle(['open', 'framed', 'drawn', 'closed', 'canceled'], {
  freeze: { from: ['open'], to: 'framed', by: ['officer'] },
  draw: { from: ['framed'], to: 'drawn', by: ['officer'] },
  close: { from: ['drawn'], to: 'closed', by: ['officer'] },
  cancel: { from: ['open', 'framed', 'drawn'], to: 'canceled', by: ['officer'] },
})

/** One visit 督查 to one enterprise. */
export const inspectionLifecycle = lifecycle(
  ['planned', 'announced', 'visiting', 'concluded', 'closed', 'canceled'],
  {
    announce: { from: ['planned'], to: 'announced', by: ['inspector', 'officer'] },
    visit: { from: ['announced'], to: 'visiting', by: ['inspector'] },
    conclude: { from: ['visiting'], to: 'concluded', by: ['inspector'] },
    close: { from: ['concluded'], to: 'closed', by: ['inspector', 'clock'] },
    cancel: { from: ['planned', 'announced'], to: 'canceled', by: ['officer', 'inspector'] },
  },
)

/** No listing without a decision in force, two persons, and a way back (compliance.md §10). */
export const blacklistEntryLifecycle = lifecycle(['proposed', 'noticed', 'listed', 'dropped', 'removed'], {
  notice: { from: ['proposed'], to: 'noticed', by: ['officer'] },
  list: { from: ['noticed'], to: 'listed', by: ['officer'] },
  drop: { from: ['proposed', 'noticed'], to: 'dropped', by: ['officer'] },
  correct: { from: ['listed'], to: 'listed', by: ['officer'] },
  keep: { from: ['listed'], to: 'listed', by: ['officer'] },
  remove: { from: ['listed'], to: 'removed', by: ['officer'] },
})

/** The yearly adjustment of the blacklist: reviewed entry by entry, submitted by one officer, published by another. */
export const blacklistAdjustmentLifecycle = lifecycle(['open', 'submitted', 'published'], {
  submit: { from: ['open'], to: 'submitted', by: ['officer'] },
  return: { from: ['submitted'], to: 'open', by: ['officer'] },
  publish: { from: ['submitted'], to: 'published', by: ['officer'] },
})

/** A pilot of software asset management 软件资产管理试点. */
export const pilotLifecycle = lifecycle(
  ['applied', 'selected', 'running', 'assessed', 'passed', 'failed', 'withdrawn'],
  {
    select: { from: ['applied'], to: 'selected', by: ['officer'] },
    start: { from: ['selected'], to: 'running', by: ['asset_manager', 'officer'] },
    assess: { from: ['running'], to: 'assessed', by: ['officer', 'inspector'] },
    pass: { from: ['assessed'], to: 'passed', by: ['officer'] },
    fail: { from: ['assessed'], to: 'failed', by: ['officer'] },
    withdraw: { from: ['applied', 'selected', 'running'], to: 'withdrawn', by: ['approver', 'officer'] },
  },
)

export type ComputerState = (typeof computerLifecycle.states)[number]
export type ComputerMove = keyof typeof computerLifecycle.moves
export type ImportState = (typeof importLifecycle.states)[number]
export type AliasState = (typeof aliasLifecycle.states)[number]
export type RecognitionPackState = (typeof recognitionPackLifecycle.states)[number]
export type CampaignState = (typeof campaignLifecycle.states)[number]
export type SelfInspectionState = (typeof selfInspectionLifecycle.states)[number]
export type RectificationState = (typeof rectificationLifecycle.states)[number]
export type RectificationMove = keyof typeof rectificationLifecycle.moves
export type InspectionState = (typeof inspectionLifecycle.states)[number]
export type BlacklistEntryState = (typeof blacklistEntryLifecycle.states)[number]
export type BlacklistEntryMove = keyof typeof blacklistEntryLifecycle.moves
export type BlacklistAdjustmentState = (typeof blacklistAdjustmentLifecycle.states)[number]
export type PilotState = (typeof pilotLifecycle.states)[number]
export type InspectionCampaignState = (typeof inspectionCampaignLifecycle.states)[number]
export type InspectionCampaignMove = keyof typeof inspectionCampaignLifecycle.moves
export type InspectionMove = keyof typeof inspectionLifecycle.moves
