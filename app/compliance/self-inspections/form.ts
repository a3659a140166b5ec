import * as z from 'zod'
import { dayField, orNull, quantityField, uuidForm } from '~/kernel/fields'
import { optional, text } from '~/people/form'
import { actions } from './figures'

const uuid = z.string().regex(uuidForm)

// A computed cell is locked: whoever posts one is refused, whatever it says.
const locked = z
  .unknown()
  .optional()
  .refine((posted) => posted === undefined, 'computed-figure')

const actionLine = z
  .object({
    productId: uuid,
    action: z.enum(actions).or(z.literal('')),
    quantity: orNull(quantityField),
    owner: z.string().trim().max(60, 'too-long'),
    dueOn: orNull(dayField),
    installed: locked,
    covered: locked,
    gap: locked,
  })
  .superRefine(({ action, quantity, owner, dueOn }, context) => {
    if (action === '') return
    if (quantity === null) context.addIssue({ code: 'custom', path: ['quantity'], message: 'required' })
    if (owner === '') context.addIssue({ code: 'custom', path: ['owner'], message: 'required' })
    if (dueOn === null) context.addIssue({ code: 'custom', path: ['dueOn'], message: 'required' })
  })

/** What an enterprise declares and plans 自查登记表; everything else is computed. */
export const fillingForm = z.object({
  move: z.literal('save'),
  head: optional(60),
  contact: optional(60),
  headcount: orNull(quantityField).optional(),
  isolated: orNull(quantityField).optional(),
  isolatedBasis: optional(400),
  coverageReason: optional(400),
  remark: optional(1000),
  figures: locked,
  actions: z.array(actionLine).optional(),
})

export type FillingValues = z.output<typeof fillingForm>

/** What is done with the form as it stands. */
export const inspectionMoveForm = z.union([
  z.object({ move: z.literal('start') }),
  z.object({ move: z.literal('revise') }),
  z.object({ move: z.literal('accept') }),
  z.object({ move: z.literal('return'), reason: text(600), line: optional(120) }),
  z.object({ move: z.literal('reopen'), reason: text(600) }),
])

export type InspectionMove = z.output<typeof inspectionMoveForm>

export const signatureForm = z.object({ confirmed: z.literal('yes', 'required') })
