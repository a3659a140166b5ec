import * as z from 'zod'

const code = z.string().regex(/^([a-z][a-z0-9-]{0,30})?$/)
const words = z.object({
  zh: z.string().trim().max(300, 'too-long'),
  en: z.string().trim().max(300, 'too-long'),
})

const isBlank = ({ zh, en }: z.infer<typeof words>) => zh === '' && en === ''

/** Both languages or neither. */
const bilingual = words.superRefine(({ zh, en }, context) => {
  if (zh === '' && en !== '') context.addIssue({ code: 'custom', path: ['zh'], message: 'required' })
  if (en === '' && zh !== '') context.addIssue({ code: 'custom', path: ['en'], message: 'required' })
})

const count = z
  .string()
  .trim()
  .regex(/^\d{0,9}$/, 'whole-number')
  .transform((text) => (text === '' ? null : Number(text)))

/** One requirement; without words it is left out. */
const requirement = z
  .object({
    code,
    text: bilingual,
    type: z.enum(['yes', 'number', 'date', 'text', 'file']),
    evidence: z.literal('on').optional(),
    least: count,
    most: count,
  })
  .refine(({ least, most }) => least === null || most === null || least <= most, {
    path: ['most'],
    message: 'bounds-crossed-count',
  })
  .transform(({ evidence, ...one }) => (isBlank(one.text) ? null : { ...one, evidence: evidence === 'on' }))

const group = z.object({
  code,
  text: bilingual.transform((text) => (isBlank(text) ? null : text)),
  requirements: z.array(requirement).max(20),
})

/** The next version of the criteria as it is typed: whatever has no words is left out. */
export const criteriaForm = z.object({
  criteria: z
    .array(
      z
        .object({
          code,
          text: bilingual.transform((text) => (isBlank(text) ? null : text)),
          groups: z.array(group).max(10),
        })
        .refine(
          ({ text, groups }) => text !== null || groups.every(({ requirements }) => requirements.every((one) => one === null)),
          { path: ['text', 'zh'], message: 'required' },
        ), // oxfmt-ignore
    )
    .max(30),
})
export type CriteriaValues = z.infer<typeof criteriaForm>

/** What may be done with the draft that was read: published with a reason, or given up. */
export const reviewForm = z.discriminatedUnion('move', [
  z.object({
    move: z.literal('publish'),
    reason: z.string().trim().min(2, 'required').max(1000, 'too-long'),
    seen: z.string(),
  }),
  z.object({ move: z.literal('discard') }),
])
