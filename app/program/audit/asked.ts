import * as z from 'zod'
import { dayField, uuidForm } from '~/kernel/fields'
import { type Room, rooms } from './rooms'

const text = z
  .string()
  .trim()
  .max(80)
  .transform((typed) => typed || undefined)
  .optional()
  .catch(undefined)
const day = dayField.optional().catch(undefined)

export const views = ['all', 'looks', 'clock'] as const

/** What the address of the event log may ask for. */
export const eventFilter = z.object({
  which: z.enum(views).optional().catch(undefined),
  q: text,
  room: z
    .enum(Object.keys(rooms) as [Room, ...Room[]])
    .optional()
    .catch(undefined),
  from: day,
  to: day,
  after: z.uuid().optional().catch(undefined),
})

export type EventFilter = Partial<z.output<typeof eventFilter>>

/** What one search box means: an id, a place in the log, a kind, the number of a round, else a name. */
export function meantBy(q: string) {
  const id = q.toLowerCase()
  if (uuidForm.test(id)) return { by: 'id', id } as const
  if (/^#?\d{1,15}$/.test(q)) return { by: 'place', place: BigInt(q.replace('#', '')) } as const
  if (/^[a-z_]+\.[a-z_]*$/.test(q)) return { by: 'kind', kind: q } as const
  return { by: 'name', name: q } as const
}
