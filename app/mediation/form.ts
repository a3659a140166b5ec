import * as z from 'zod'
import { bareMoves } from './bare-moves'
import { dayField, orNull } from '~/kernel/fields'
import { reasonField } from './intake/form'

export const phases = ['intake', 'joint', 'caucus', 'proposal'] as const
export type Phase = (typeof phases)[number]

/** What is done on the overview of a case. */
export const caseDeedForm = z.union([
  z.object({ move: z.enum(bareMoves) }),
  z.object({ move: z.literal('reopen') }),
  z.object({ move: z.literal('step_back') }),
  z.object({ move: z.literal('phase'), phase: z.enum(phases) }),
  z.object({ move: z.literal('note_limitation'), onDay: orNull(dayField) }),
  z.object({ move: z.literal('grant'), holdId: z.uuid() }),
  z.object({ move: z.literal('refuse'), holdId: z.uuid(), reason: reasonField }),
])
export type CaseDeed = z.output<typeof caseDeedForm>

export function doneOf({ move }: CaseDeed) {
  if (move === 'phase') return 'phase-set'
  if (move === 'note_limitation') return 'saved'
  return move === 'grant' || move === 'refuse' ? 'hold-decided' : 'case-moved'
}
