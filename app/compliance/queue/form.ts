import * as z from 'zod'

const idOrNull = z
  .union([z.uuid(), z.literal('')])
  .optional()
  .transform((id) => id || null)

/** What may be said of a title that needs no license of its own. */
export const plainClasses = ['component', 'patch', 'driver', 'runtime', 'os-part'] as const

/** A product (with edition and release where known), or a class that needs no license. */
export const decisionForm = z
  .object({
    entryId: z.uuid(),
    productId: idOrNull,
    editionId: idOrNull,
    releaseId: idOrNull,
    class: z.enum(plainClasses).or(z.literal('')).optional(),
  })
  .refine(({ productId, class: kind }) => productId !== null || Boolean(kind), {
    message: 'product-or-class',
    path: ['productId'],
  })
  .transform(({ class: kind, ...values }) => ({ ...values, class: kind || ('licensable' as const) }))

export type DecisionValues = z.output<typeof decisionForm>

export const determinationForm = z.object({
  productId: z.uuid(),
  editionId: z.uuid('required'),
  releaseId: idOrNull,
  computerId: idOrNull,
})

export type DeterminationValues = z.output<typeof determinationForm>

export const queueViews = ['open', 'later', 'decided'] as const
export type QueueView = (typeof queueViews)[number]

/** All that the queue's page posts: a decision, its undoing, putting aside and back, an edition told. */
export const queueForm = z.union([
  z.object({ move: z.literal('decide') }).and(decisionForm),
  z.object({ move: z.enum(['later', 'reopen', 'undo']), entryId: z.uuid() }),
  determinationForm.extend({ move: z.literal('determine') }),
])
