import * as z from 'zod'
import { computerLifecycle } from '../lifecycle'
import { computerClasses } from './filter'

const optionalText = (longest: number) =>
  z
    .string()
    .trim()
    .max(longest, 'too-long')
    .optional()
    .transform((text) => text || null)

const countOrNull = z
  .string()
  .trim()
  .optional()
  .transform((typed, context) => {
    if (!typed) return null
    const number = /^\d{1,5}$/.test(typed) ? Number(typed) : 0
    if (number > 0) return number
    context.addIssue({ code: 'custom', message: 'whole-number' })
    return z.NEVER
  })

/** What the asset manager says of a machine that no list tells. */
export const computerForm = z.object({
  no: z.string().trim().min(1, 'required').max(120, 'too-long'),
  class: z.enum(computerClasses),
  tenure: z.enum(['owned', 'leased']),
  network: z.enum(['connected', 'isolated']),
  department: optionalText(120),
  personId: z
    .union([z.uuid(), z.literal('')])
    .optional()
    .transform((id) => id || null),
  cores: countOrNull,
  sockets: countOrNull,
})

export type ComputerValues = z.output<typeof computerForm>

const moves = Object.keys(computerLifecycle.moves) as [keyof typeof computerLifecycle.moves]

export const computerMoveForm = z.object({ move: z.enum(moves) })
