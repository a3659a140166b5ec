import * as z from 'zod'
import { dayField, fileField, uuidForm } from '~/kernel/fields'
import { text, usccField } from '~/people/form'

/** The penalty decision 处罚决定书 on which a listing rests. */
export const proposalForm = z.object({
  uscc: usccField,
  decisionNo: text(80).min(3, 'required'),
  authority: text(120).min(2, 'required'),
  decidedOn: dayField,
  ground: text(300).min(4, 'required'),
  products: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((posted) => [...new Set([posted ?? []].flat())].filter((id) => uuidForm.test(id))),
  file: fileField,
})

export type ProposalValues = z.output<typeof proposalForm>

/** What officers do with an entry, each move with what it needs. */
export const entryForm = z.union([
  z.object({ move: z.literal('notice'), finalOn: dayField }),
  z.object({ move: z.literal('list'), considered: text(1000) }),
  z.object({ move: z.literal('drop'), reason: text(300) }),
  z.object({ move: z.literal('keep'), reason: text(300) }),
  z.object({ move: z.literal('correct'), correction: text(300).min(4, 'required') }),
  z.object({ move: z.literal('confirm_correction') }),
  z.object({ move: z.literal('refuse_correction'), reason: text(300).min(2, 'required') }),
  z.object({ move: z.literal('remove'), ground: z.enum(['rectified', 'annulled']) }),
])

export type EntryValues = z.output<typeof entryForm>

/** The steps of the yearly adjustment. */
export const adjustmentForm = z.union([
  z.object({ move: z.literal('open'), year: z.coerce.number().int().min(2012).max(2100) }),
  z.object({ move: z.literal('keep'), entryId: z.uuid(), reason: text(300).min(2, 'required') }),
  z.object({ move: z.literal('submit'), note: text(1000).min(4, 'required') }),
  z.object({ move: z.literal('return'), reason: text(300).min(2, 'required') }),
  z.object({ move: z.literal('publish') }),
])

export type AdjustmentValues = z.output<typeof adjustmentForm>

/** What the enterprise may do: be heard, and ask to be taken off or to have an error corrected. */
export const hearingForm = z.union([
  z.object({ move: z.literal('answer'), answer: text(4000) }),
  z.object({ move: z.literal('ask_removal') }),
  z.object({ move: z.literal('ask_correction'), asked: text(1000).min(4, 'required') }),
])
