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

/** What an enterprise declares and plans 自查登记表; everything else is computed. What is counted by hand says on what basis. */
export const fillingForm = z
  .object({
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
  .superRefine(({ isolated, isolatedBasis }, context) => {
    if (isolated && !isolatedBasis)
      context.addIssue({ code: 'custom', path: ['isolatedBasis'], message: 'required' })
  })

export type FillingValues = z.output<typeof fillingForm>

/** A line of the form, by what it is about, and what is wrong with it; empty where nothing is. */
const returnedLine = z.object({ line: text(120), reason: optional(300) })

/** What is done with the form as it stands. */
export const inspectionMoveForm = z.union([
  z.object({ move: z.literal('start') }),
  z.object({ move: z.literal('revise') }),
  z.object({ move: z.literal('accept') }),
  z
    .object({ move: z.literal('return'), reason: optional(600), lines: z.array(returnedLine).optional() })
    .superRefine(({ reason, lines = [] }, context) => {
      if (!reason && lines.every((line) => !line.reason))
        context.addIssue({ code: 'custom', path: ['reason'], message: 'required' })
    }),
  z.object({ move: z.literal('reopen'), reason: text(600) }),
])

export type InspectionMove = z.output<typeof inspectionMoveForm>

export const signatureForm = z.object({ confirmed: z.literal('yes', 'required') })
