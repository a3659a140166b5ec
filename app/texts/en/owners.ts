import type { Spoken } from '../speak'
import type {
  owners as zh,
  ownersDone as zhDone,
  ownersRefusals as zhRefusals,
  ownersTitles as zhTitles,
} from '../zh/owners'

export const owners: Spoken<typeof zh> = {
  title: 'Ownership',
  lead: 'As the business register has it. Groups decide who may mediate: after a change the checks of running cases are repeated.',
  owner: 'Owned by',
  owned: 'Owns',
  organization: 'Organization',
  share: 'Share',
  since: 'Since',
  until: 'Until',
  stands: 'Standing',
  none: { owner: 'No owner recorded', owned: 'Nothing owned is recorded' },
  noneWhy: {
    owner: 'Only organizations of this platform are recorded.',
    owned: 'It is recorded on the page of what is owned.',
  },
  add: 'Record an owner',
  uscc: 'Credit code of the owner',
  addVerb: 'Record',
  end: 'End',
  endTitle: 'End this share?',
  endWhat: ['From today on they are no group; the conflict checks of running cases are repeated.'],
  endUndo: 'It can be recorded again.',
  open: 'Ownership',
}

export const ownersTitles: Record<keyof typeof zhTitles, string> = { 'people.owners': 'Ownership' }

export const ownersDone: Record<keyof typeof zhDone, string> = {
  'owner-added': 'Recorded',
  'owner-ended': 'Ended',
}

export const ownersRefusals: typeof zhRefusals = {
  'owner-unknown': 'No organization of this platform has this credit code.',
  'owner-is-self': 'An organization cannot own itself.',
  'owner-stands': 'This owner is recorded already; end the old share before you record a new one.',
  'shares-over-whole': 'The shares of all owners come to more than 100%.',
}

export const ownersHistories: Record<string, string> = {
  'organization.ownership_changed': 'changed who owns it',
}
