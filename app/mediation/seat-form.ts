import * as z from 'zod'

export const capacities = ['team', 'representative', 'lawyer', 'signatory'] as const

export const seatForm = z.discriminatedUnion('move', [
  z.object({
    move: z.literal('seat'),
    personId: z.uuid('required'),
    capacity: z.enum(capacities, 'required'),
  }),
  z.object({ move: z.literal('unseat'), seatId: z.uuid() }),
])
export type SeatDeed = z.output<typeof seatForm>
