import * as z from 'zod'
import { dayField, fileField, orNull } from '~/kernel/fields'
import { optional, phoneField, text, usccField } from '~/people/form'
import { answers, findings, points } from './checklist'

export const sellerKinds = ['shop', 'mall', 'assembler', 'online'] as const
export type SellerKind = (typeof sellerKinds)[number]

export const sellerForm = z
  .object({
    name: text(120).min(2, 'required'),
    kind: z.enum(sellerKinds, 'required'),
    uscc: orNull(usccField),
    district: z
      .string()
      .regex(/^\d{6}$/)
      .or(z.literal('').transform(() => null)),
    address: z.string().trim().max(200, 'too-long'),
    website: optional(300),
    person: z.string().trim().max(80, 'too-long'),
    phone: phoneField,
  })
  .superRefine(({ kind, address, website }, context) => {
    const path = kind === 'online' ? 'website' : 'address'
    if (kind === 'online' ? !website : address === '')
      context.addIssue({ code: 'custom', path: [path], message: 'required' })
  })
export type SellerValues = z.infer<typeof sellerForm>

/** What is done from a seller's page: the letter is offered in its present text. */
export const sellerMoveForm = z.object({ move: z.literal('offer') })

const photos = z.preprocess(
  (value) => [value ?? []].flat().filter((one) => one instanceof File && one.size > 0),
  z.array(fileField).max(8, 'too-many-photos'),
)

/** The sheet of a visit, as it is filled on a phone. */
export const visitForm = z.object({
  visitedOn: dayField,
  checklist: z.partialRecord(z.enum(points), z.enum(answers)).default({}),
  finding: z.enum(findings, 'required'),
  remark: z.string().trim().max(2000, 'too-long'),
  photos,
})
export type VisitValues = z.infer<typeof visitForm>
