import * as z from 'zod'
import { fitsTerm } from '~/catalog/form'
import { metrics, terms } from '~/catalog/codes'
import { dayField, namedIdForm, orNull, quantityField } from '~/kernel/fields'

/** What is needed: an edition, or any member of an equivalence class. */
const subject = z
  .string()
  .regex(namedIdForm('edition', 'class'), 'required')
  .transform((text) => {
    const [kind, id] = text.split(':') as ['edition' | 'class', string]
    return kind === 'edition' ? { editionId: id, classId: null } : { editionId: null, classId: id }
  })

/** Metric and term may be left out: then they are the edition's as usually sold. */
export const demandForm = z
  .object({
    subject,
    quantity: quantityField,
    neededBy: dayField,
    metric: orNull(z.enum(metrics, 'required')).optional(),
    term: orNull(z.enum(terms, 'required')).optional(),
    termMonths: orNull(quantityField.refine((value) => value <= 120, 'months-range')).optional(),
    note: z.string().trim().max(500, 'too-long').nullish(),
  })
  .refine(({ term, termMonths }) => !term || fitsTerm(term, termMonths), {
    path: ['termMonths'],
    message: 'term-months',
  })
export type DemandValues = z.infer<typeof demandForm>

/** What may still be changed in a draft. */
export const draftForm = z.object({
  quantity: quantityField,
  neededBy: dayField,
  note: z.string().trim().max(500, 'too-long').nullish(),
})
export type DraftValues = z.infer<typeof draftForm>

const ids = z.union([z.array(z.uuid()), z.uuid().transform((id) => [id])], 'choose-lines')
export const linesForm = z.object({ move: z.enum(['open', 'withdraw']), id: ids })

export const declineForm = z.object({ reason: z.string().trim().min(2, 'required').max(500, 'too-long') })

/** What its enterprise may do on the page of one line. */
export const lineForm = z.discriminatedUnion('move', [
  z.object({ move: z.literal('change'), ...draftForm.shape }),
  z.object({ move: z.literal('open') }),
  z.object({ move: z.literal('withdraw') }),
])
export type LineValues = z.infer<typeof lineForm>
