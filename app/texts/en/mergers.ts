import type { Spoken } from '../speak'
import {
  mergers as zh,
  mergersDone as zhDone,
  mergersRefusals as zhRefusals,
  mergersTitles as zhTitles,
} from '../zh/mergers'
import { counted } from './counted'

export const mergers: Spoken<typeof zh> = {
  title: 'Enter a merger',
  lead: (name) =>
    `The business register has merged “${name}” into another enterprise, which goes on with all its rights.`,
  uscc: 'Credit code of the enterprise that goes on',
  usccHint: 'It must be verified',
  mergedOn: 'Registered on',
  notice: 'Notice of the register',
  noticeHint: 'PDF or picture',
  followsTitle: 'This cannot be undone. At once:',
  follows: [
    'Licenses, keys, assignments and computers (with lists and installations) pass to the enterprise that goes on; both positions are counted anew.',
    'Purchase records stay as they are, and the enterprise that goes on reads them; later deliveries are its own.',
    'Transfers not yet accepted, exports not yet taken, lists not yet accepted and pledges before the opening end; the certificate is revoked.',
    'People of the merged enterprise may still sign in and read, but enter no licenses or computers. The enterprise that goes on invites them by the addresses of their accounts.',
  ],
  verb: (name) => `Enter “${name}” as merged`,
  open: 'Enter a merger',
  cannot: {
    'only-enterprises-merge': 'Only enterprises can be entered as merged.',
    'already-moved':
      'Only a verified or suspended enterprise can be entered as merged; this one is not, or was entered before.',
  },
  goesOnAs: 'Merged into',
  taken: 'Took over',
}

export const mergersTitles: Spoken<typeof zhTitles> = { 'people.merger': 'Enter a merger' }

export const mergersDone: Spoken<typeof zhDone> = {
  merged: 'Merger entered; licenses and computers are passing on',
}

export const mergersRefusals: Spoken<typeof zhRefusals> = {
  'only-enterprises-merge': 'Only enterprises can be entered as merged.',
  'successor-unknown': 'There is no verified enterprise with this credit code; check it.',
  'successor-is-self': 'An enterprise cannot go on for itself.',
  'merged-in-future': 'The day of registration cannot be after today.',
  'organization-merged': 'Your organization was merged into another enterprise; enter this there.',
}

export const mergersHistories: Record<string, string> = {
  'organization.merged': 'entered as merged',
  'organization.succeeded': 'took over a merged enterprise',
}

export const mergersNotices: Record<string, (facts: Record<string, any>) => string> = {
  'organization.merged': ({ into }) =>
    `Your organization was merged into “${into}”; licenses and computers pass there`,
  'organization.succeeded': ({ from, rights, computers }) =>
    `“${from}” was taken over: ${counted(rights, 'license')}, ${counted(computers, 'computer')}; check them`,
}
