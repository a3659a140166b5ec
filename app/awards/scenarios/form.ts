import * as z from 'zod'
import type { Scenario } from './change'

const chosen = z.string().trim().max(200).default('')

/** What an officer would like to see otherwise; empty fields leave the facts as they are. */
export const scenarioForm = z
  .object({
    winners: z.enum(['', '1', '2', '3']).default(''),
    winnersIn: chosen,
    withoutVendor: z.union([z.literal(''), z.uuid()]).default(''),
    withoutLot: chosen,
    rule: z.enum(['', 'on', 'off']).default(''),
    priceWeight: z.union([z.literal(''), z.coerce.number().int().min(1).max(100)]).default(''),
  })
  .transform(({ winners, winnersIn, withoutVendor, withoutLot, rule, priceWeight }): Scenario => ({
    ...(winners && { winners: { lot: winnersIn || null, most: Number(winners) as 1 | 2 | 3 } }),
    ...(withoutVendor && { withoutVendor }),
    ...(withoutLot && { withoutLot }),
    ...(rule && { noWorseOff: rule === 'on' }),
    ...(priceWeight !== '' && { priceWeight }),
  }))

/** A scenario as it was kept. */
export const scenarioKept: z.ZodType<Scenario> = z.object({
  winners: z
    .object({ lot: z.string().nullable(), most: z.union([z.literal(1), z.literal(2), z.literal(3)]) })
    .optional(),
  withoutVendor: z.string().optional(),
  withoutLot: z.string().optional(),
  noWorseOff: z.boolean().optional(),
  priceWeight: z.number().optional(),
}) as z.ZodType<Scenario>
