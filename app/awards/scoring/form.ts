import * as z from 'zod'

/** Points as an evaluator types them, as hundredths; left empty: not scored yet. Codes `points-form`, `points-places`. */
const pointsField = z.string().transform((typed, context) => {
  const plain = typed.normalize('NFKC').trim()
  if (plain === '') return null
  const [, whole, places = ''] = /^(\d{1,3})(?:\.(\d+))?$/.exec(plain) ?? []
  if (whole !== undefined && places.length <= 2) return Number(whole) * 100 + Number(places.padEnd(2, '0'))
  context.addIssue({ code: 'custom', message: whole === undefined ? 'points-form' : 'points-places' })
  return z.NEVER
})

const cell = z.object({
  bidId: z.uuid(),
  criterion: z.string().max(40),
  points: pointsField,
})

/** What is done on the page of scores: an evaluator's own sheet; an officer goes on without somebody. */
export const scoreForm = z.discriminatedUnion('move', [
  z.object({ move: z.literal('declare'), conflict: z.string().trim().max(1000, 'too-long').default('') }),
  z.object({ move: z.literal('save'), scores: z.array(cell).max(5000) }),
  z.object({ move: z.literal('hand-in') }),
  z.object({
    move: z.literal('excuse'),
    personId: z.uuid(),
    why: z.string().trim().min(2, 'reason-needed').max(1000, 'too-long'),
  }),
])

export type CellValues = z.infer<typeof cell>
