import * as z from 'zod'
import { dayField } from '~/kernel/fields'
import { text, usccField } from '~/people/form'

const isList = (value: unknown): value is Iterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.iterator in value
const fileOf = (posted: unknown) => {
  const file = posted instanceof File ? posted : isList(posted) ? [...posted][0] : null
  return file instanceof File && file.size > 0 ? file : null
}

/** The penalty decision 处罚决定书 on which a listing rests. */
export const proposalForm = z.object({
  uscc: usccField,
  decisionNo: text(80).min(3, 'required'),
  authority: text(120).min(2, 'required'),
  decidedOn: dayField,
  ground: text(300).min(4, 'required'),
  file: z
    .unknown()
    .optional()
    .transform(fileOf)
    .refine((file) => file !== null, 'file-missing'),
})

export type ProposalValues = z.output<typeof proposalForm>

/** What officers do with an entry, each move with what it needs. */
export const entryForm = z.union([
  z.object({ move: z.literal('notice'), finalOn: dayField }),
  z.object({ move: z.literal('list'), considered: text(1000) }),
  z.object({ move: z.literal('drop'), reason: text(300) }),
  z.object({ move: z.literal('keep'), reason: text(300) }),
  z.object({ move: z.literal('remove'), ground: z.enum(['rectified', 'annulled']) }),
])

export type EntryValues = z.output<typeof entryForm>

/** What the enterprise may do: be heard, and ask to be taken off. */
export const hearingForm = z.union([
  z.object({ move: z.literal('answer'), answer: text(4000) }),
  z.object({ move: z.literal('ask_removal') }),
])
