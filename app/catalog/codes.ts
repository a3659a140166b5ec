/** What one license is counted by (licenses.md §3). */
export const metrics = [
  'device',
  'node-locked',
  'user',
  'named-user',
  'concurrent-user',
  'client-access',
  'core-points',
  'processor-points',
  'appliance',
  'custom-metric',
] as const
export type Metric = (typeof metrics)[number]

/** How long a license lasts; all but a perpetual one need a number of months. */
export const terms = ['perpetual', 'subscription', 'evaluation'] as const
export type Term = (typeof terms)[number]

export const categories = [
  'operating-system',
  'office',
  'antivirus',
  'database',
  'design',
  'development',
  'tool',
  'other',
] as const
export type Category = (typeof categories)[number]

export const licenseClasses = ['licensable', 'free', 'open-source'] as const
export type LicenseClass = (typeof licenseClasses)[number]

/** Where a reference price comes from. */
export const priceSources = ['list', 'quote', 'past_award', 'survey'] as const
export type PriceSource = (typeof priceSources)[number]
