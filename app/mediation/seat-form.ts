import * as z from 'zod'
import { orNull } from '~/kernel/fields'
import { mailField } from '~/people/form'

export const capacities = ['team', 'representative', 'lawyer', 'signatory'] as const

export const seatForm = z.discriminatedUnion('move', [
  z.object({
    move: z.literal('seat'),
    personId: z.uuid('required'),
    capacity: z.enum(capacities, 'required'),
  }),
  z.object({ move: z.literal('unseat'), seatId: z.uuid() }),
  z.object({ move: z.literal('invite'), contact: orNull(mailField) }),
])
export type PartyDeed = z.output<typeof seatForm>
export type SeatDeed = Exclude<PartyDeed, { move: 'invite' }>

export const doneOfParties = { seat: 'seat-added', unseat: 'seat-ended', invite: 'invited-again' } as const
