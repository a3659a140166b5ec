import * as z from 'zod'
import { orderLifecycle } from './lifecycle'

export const pageSize = 50

/** What the address of a list of orders may ask for; anything else is as if it was not asked. */
export const orderFilter = z.object({
  q: z
    .string()
    .trim()
    .max(80)
    .transform((typed) => typed || undefined)
    .optional()
    .catch(undefined),
  state: z.enum(orderLifecycle.states).optional().catch(undefined),
  view: z.enum(['waiting', 'open']).optional().catch(undefined),
  sort: z.enum(['placed', '-placed', 'total', '-total', 'due', '-due']).optional().catch(undefined),
  after: z.uuid().optional().catch(undefined),
})

export type OrderFilter = Partial<z.output<typeof orderFilter>>
