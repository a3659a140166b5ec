import { lifecycle } from '~/kernel/lifecycle'

/** An organization from its registration to the officer's verification. */
export const organizationLifecycle = lifecycle(
  ['unverified', 'submitted', 'verified', 'suspended', 'merged'],
  {
    submit: { from: ['unverified'], to: 'submitted', by: ['approver', 'vendor', 'registrar'] },
    return: { from: ['submitted'], to: 'unverified', by: ['officer'] },
    verify: { from: ['submitted'], to: 'verified', by: ['officer'] },
    suspend: { from: ['verified'], to: 'suspended', by: ['officer'] },
    resume: { from: ['suspended'], to: 'verified', by: ['officer'] },
    merge: { from: ['verified', 'suspended'], to: 'merged', by: ['officer'] },
  },
)

/** A person from the list of employees to the erasure of their data. */
export const personLifecycle = lifecycle(['listed', 'invited', 'active', 'suspended', 'erased'], {
  invite: { from: ['listed'], to: 'invited', by: ['approver', 'vendor', 'officer', 'leader', 'registrar'] },
  join: { from: ['listed', 'invited'], to: 'active', by: ['clock'] },
  suspend: { from: ['active'], to: 'suspended', by: ['officer', 'approver'] },
  resume: { from: ['suspended'], to: 'active', by: ['officer', 'approver'] },
  erase: { from: ['listed', 'invited', 'active', 'suspended'], to: 'erased', by: ['officer', 'clock'] },
})

export type OrganizationState = (typeof organizationLifecycle.states)[number]
export type OrganizationMove = keyof typeof organizationLifecycle.moves
