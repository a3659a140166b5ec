import * as z from 'zod'
import { text } from '~/people/form'

/** What the office may do with a pack. */
export const packForm = z.object({ move: z.enum(['activate', 'compare']) })

/** What the office may do with a name that organizations confirmed. */
export const aliasForm = z.union([
  z.object({ move: z.literal('accept'), aliasId: z.uuid() }),
  z.object({ move: z.enum(['refuse', 'reoffer']), aliasId: z.uuid(), reason: text(600).min(2, 'required') }),
])
