import { officeNotices } from './office'

export const notices: Record<string, string | ((facts: Record<string, any>) => string)> = {
  'organization.verified': 'Your organization is verified and can take part in purchases',
  'organization.returned': 'Your organization’s data was returned; correct it and submit again',
  'organization.submitted': ({ name }) => `${name ?? 'An organization'} asks to be verified`,
  'round.bids_closed': 'Bidding is closed; openers are awaited',
  'bid.void': 'A bid of yours was found void at the opening; see why',
  ...officeNotices,
}
