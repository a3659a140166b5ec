import { lifecycle } from '~/kernel/lifecycle'

/** The right to use a number of units (licenses.md §6.0); before its start and after its end it is computed, not moved. */
export const entitlementLifecycle = lifecycle(
  ['active', 'claimed', 'rejected', 'suspended', 'revoked', 'superseded', 'retired'],
  {
    verify: { from: ['claimed'], to: 'active', by: ['officer', 'inspector'] },
    reject: { from: ['claimed'], to: 'rejected', by: ['officer', 'inspector'] },
    suspend: { from: ['active'], to: 'suspended', by: ['officer', 'clock'] },
    resume: { from: ['suspended'], to: 'active', by: ['officer', 'clock'] },
    revoke: { from: ['active', 'suspended'], to: 'revoked', by: ['clock'] },
    supersede: { from: ['active'], to: 'superseded', by: ['clock', 'vendor'] },
    write_off: { from: ['active', 'claimed', 'suspended'], to: 'retired', by: ['approver', 'clock'] },
    return_active: { from: ['retired'], to: 'active', by: ['clock'] },
    return_claimed: { from: ['retired'], to: 'claimed', by: ['clock'] },
    return_suspended: { from: ['retired'], to: 'suspended', by: ['clock'] },
  },
)

export const licenseKeyLifecycle = lifecycle(['free', 'assigned', 'returned', 'revoked'], {
  assign: { from: ['free', 'returned'], to: 'assigned', by: ['asset_manager', 'clock'] },
  return: { from: ['assigned'], to: 'returned', by: ['asset_manager', 'clock'] },
  revoke: { from: ['free', 'assigned', 'returned'], to: 'revoked', by: ['clock', 'vendor'] },
})

/** Keys that leave as one file for whoever installs: asked for, agreed to by a second person, taken once. */
export const keyExportLifecycle = lifecycle(['requested', 'approved', 'declined', 'withdrawn', 'taken'], {
  approve: { from: ['requested'], to: 'approved', by: ['approver'] },
  decline: { from: ['requested'], to: 'declined', by: ['approver'] },
  withdraw: { from: ['requested', 'approved'], to: 'withdrawn', by: ['asset_manager'] },
  take: { from: ['approved'], to: 'taken', by: ['asset_manager'] },
})

/** What becomes of a term that ends; silence at its last day is a lapse. */
export const renewalLifecycle = lifecycle(['open', 'renewed', 'replaced', 'dropped', 'lapsed'], {
  renew: { from: ['open'], to: 'renewed', by: ['asset_manager'] },
  replace: { from: ['open'], to: 'replaced', by: ['asset_manager'] },
  drop: { from: ['open'], to: 'dropped', by: ['asset_manager'] },
  lapse: { from: ['open'], to: 'lapsed', by: ['clock'] },
})

/** Buying a gap at the price the award still holds. */
export const trueUpLifecycle = lifecycle(['proposed', 'edited', 'confirmed', 'declined', 'expired'], {
  edit: { from: ['proposed', 'edited'], to: 'edited', by: ['asset_manager'] },
  confirm: { from: ['proposed', 'edited'], to: 'confirmed', by: ['approver'] },
  decline: { from: ['proposed', 'edited'], to: 'declined', by: ['asset_manager', 'approver'] },
  expire: { from: ['proposed', 'edited'], to: 'expired', by: ['clock'] },
})

/** Units that change their holder; an allocation inside a group may come back. */
export const transferLifecycle = lifecycle(
  ['offered', 'accepted', 'approved', 'declined', 'withdrawn', 'returned'],
  {
    accept: { from: ['offered'], to: 'accepted', by: ['asset_manager', 'approver'] },
    approve: { from: ['accepted'], to: 'approved', by: ['approver'] },
    decline: { from: ['offered', 'accepted'], to: 'declined', by: ['asset_manager', 'approver'] },
    withdraw: { from: ['offered', 'accepted'], to: 'withdrawn', by: ['asset_manager', 'approver'] },
    return: { from: ['approved'], to: 'returned', by: ['asset_manager', 'approver', 'clock'] },
  },
)

/** Units that a vendor promised to deliver anew; who asked for them may want them no more. */
export const replacementLifecycle = lifecycle(['open', 'delivered', 'withdrawn'], {
  deliver: { from: ['open'], to: 'delivered', by: ['vendor'] },
  withdraw: { from: ['open'], to: 'withdrawn', by: ['clock'] },
})

export const certificateLifecycle = lifecycle(['valid', 'superseded', 'revoked'], {
  supersede: { from: ['valid'], to: 'superseded', by: ['asset_manager', 'clock'] },
  revoke: { from: ['valid'], to: 'revoked', by: ['asset_manager', 'approver', 'clock'] },
})

export type EntitlementState = (typeof entitlementLifecycle.states)[number]
export type LicenseKeyState = (typeof licenseKeyLifecycle.states)[number]
export type KeyExportState = (typeof keyExportLifecycle.states)[number]
export type KeyExportMove = keyof typeof keyExportLifecycle.moves
export type RenewalState = (typeof renewalLifecycle.states)[number]
export type RenewalMove = keyof typeof renewalLifecycle.moves
export type TrueUpState = (typeof trueUpLifecycle.states)[number]
export type TransferState = (typeof transferLifecycle.states)[number]
export type TransferMove = keyof typeof transferLifecycle.moves
export type ReplacementState = (typeof replacementLifecycle.states)[number]
export type CertificateState = (typeof certificateLifecycle.states)[number]
