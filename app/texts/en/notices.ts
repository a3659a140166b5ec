import { officeNotices } from './office'

export const notices: Record<string, string | ((facts: Record<string, any>) => string)> = {
  'organization.verified': 'Your organization is verified and can take part in purchases',
  'organization.returned': 'Your organization’s data was returned; correct it and submit again',
  'organization.submitted': ({ name }) => `${name ?? 'An organization'} asks to be verified`,
  'round.bids_closed': 'Bidding is closed; openers are awaited',
  'bid.void': 'A bid of yours was found void at the opening; see why',
  'order.placed': ({ number }) => `Order ${number}: the contract waits for your confirmation`,
  'order.confirmed': ({ number }) => `Order ${number} is confirmed by both sides; the payment plan runs`,
  'order.declined': ({ number }) => `Order ${number} was declined by the other side`,
  'order.lapsed': ({ number }) => `Order ${number} was not confirmed in time and has ended`,
  'order.funded': ({ number }) => `Order ${number}: the money is in, please deliver`,
  'order.expired': ({ number }) => `Order ${number} was not paid in time and has ended`,
  'order.delivered': ({ number }) => `Order ${number}: a delivery waits for acceptance`,
  'order.rejected': ({ number }) => `Order ${number}: a delivery was rejected`,
  'order.accepted': ({ number }) => `Order ${number}: a delivery was accepted`,
  'order.acceptance_due': ({ number }) => `Order ${number}: the acceptance period ends soon`,
  ...officeNotices,
}
