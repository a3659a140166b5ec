import * as z from 'zod'
import { computerLifecycle } from '../lifecycle'
import { listAges } from './age'

export const computerClasses = ['desktop', 'laptop', 'server', 'phone', 'virtual', 'unknown'] as const
export const ages = ['fresh', 'not_fresh', ...listAges.slice(1)] as const
export const findings = ['gap', 'unknown'] as const
export const computerSorts = ['no', 'name', 'inventoried'] as const

export type ComputerSort = (typeof computerSorts)[number]

const one = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values).optional().catch(undefined)

const shape = z.object({
  q: z.string().trim().max(80).optional().catch(undefined),
  state: one(computerLifecycle.states),
  class: one(computerClasses),
  age: one(ages),
  finding: one(findings),
  department: z.string().max(120).optional().catch(undefined),
  after: z.uuid().optional().catch(undefined),
  sort: z
    .string()
    .transform((text) => ({ sort: text.replace(/^-/, ''), descending: text.startsWith('-') }))
    .pipe(z.object({ sort: z.enum(computerSorts), descending: z.boolean() }))
    .catch({ sort: 'no', descending: false }),
})

/** What a list of computers is asked for in the address; a value that means nothing is not asked for. */
export function computerFilter(params: URLSearchParams) {
  const { sort, ...asked } = shape.parse(Object.fromEntries([...params].filter(([, value]) => value !== '')))
  return { ...asked, ...sort }
}

export type ComputerFilter = ReturnType<typeof computerFilter>
