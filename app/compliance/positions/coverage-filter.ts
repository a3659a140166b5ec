import * as z from 'zod'
import { categories } from '~/catalog/codes'
import { reasons } from '../coverage'
import { installationFilters } from './filter'

const one = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values).optional().catch(undefined)

const shape = z.object({
  q: z.string().trim().max(80).optional().catch(undefined),
  only: one(installationFilters),
  reason: one(reasons),
  category: one(categories),
  after: z.uuid().optional().catch(undefined),
})

/** What the list of all installations is asked for in the address; a value that means nothing is not asked for. */
export const coverageFilter = (params: URLSearchParams) =>
  shape.parse(Object.fromEntries([...params].filter(([, value]) => value !== '')))

export type CoverageFilter = ReturnType<typeof coverageFilter>
