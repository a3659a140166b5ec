import * as z from 'zod'
import { categories } from '~/catalog/codes'

/** What a list of rights may be narrowed to; the first four follow from dates, the rest from the state. */
export const standings = [
  'running',
  'scheduled',
  'expiring',
  'expired',
  'claimed',
  'suspended',
  'ended',
] as const
export type Standing = (typeof standings)[number]

const shape = z.object({
  q: z.string().trim().max(80).optional().catch(undefined),
  category: z.enum(categories).optional().catch(undefined),
  vendor: z.string().trim().min(1).max(200).optional().catch(undefined),
  standing: z.enum(standings).optional().catch(undefined),
  after: z.uuid().optional().catch(undefined),
})

export const entitlementFilter = (params: URLSearchParams) =>
  shape.parse(Object.fromEntries([...params].filter(([, value]) => value !== '')))

export type EntitlementFilter = ReturnType<typeof entitlementFilter>
