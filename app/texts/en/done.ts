import { officeDone } from './office'
import type { done as zh } from '../zh/done'
import type { Spoken } from '../speak'

export const done: Spoken<typeof zh> = {
  saved: 'Saved',
  invited: 'Invitation sent; the link works for 7 days',
  removed: 'Removed and signed out',
  verified: 'Verified',
  returned: 'Returned',
  suspended: 'Suspended',
  resumed: 'Resumed',
  submitted: 'Submitted for verification',
  registered: 'Registered; the office will verify your organization',
  password: 'Password changed; other devices are signed out',
  read: 'All read',
  ended: 'Ended',
  sealed: 'Sealed; the receipts stand below',
  withdrawn: 'Withdrawn',
  reconfirmed: 'Reconfirmed for the new notice',
  attended: 'You are present; an opener of another organization is awaited',
  opened: 'Opened; the results stand below',
  'order-confirmed': 'Contract confirmed',
  'order-declined': 'Declined; the order has ended',
  delivered: 'Delivery note submitted; the acceptance period begins',
  'delivery-withdrawn': 'Delivery note withdrawn',
  accepted: 'Accepted',
  rejected: 'Rejected; the vendor is told why',
  ...officeDone,
}
