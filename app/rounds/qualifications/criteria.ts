import * as z from 'zod'

const code = z.string().regex(/^[a-z][a-z0-9-]{0,30}$/)
const words = z.object({ zh: z.string().trim().min(1).max(300), en: z.string().trim().min(1).max(300) })

const requirement = z.object({
  code,
  text: words,
  /** how it is answered; `yes` asks yes or no and is met by yes, `date` is a day that must not be over */
  type: z.enum(['yes', 'number', 'date', 'text', 'file']),
  /** whether a file must prove the answer; the answer of a `file` is its file */
  evidence: z.boolean(),
  /** of a number */
  least: z.int().min(0).optional(),
  most: z.int().min(0).optional(),
})

const group = z.object({ code, text: words, requirements: z.array(requirement).min(1).max(20) })

/** One thing that must hold: one of its groups does, and a group holds when all of its requirements do. */
const criterion = z.object({ code, text: words, groups: z.array(group).min(1).max(10) })

/** What a vendor must show to be found fit (procurement.md §1.8), as data; every requirement has a code of its own. */
export const criteriaSet = z.object({ criteria: z.array(criterion).min(1).max(30) }).refine((set) => {
  const codes = requirementsOf(set).map((one) => one.code)
  return new Set(codes).size === codes.length
}, 'code-twice')

export type Requirement = z.infer<typeof requirement>
export type CriteriaSet = z.infer<typeof criteriaSet>
export type Criterion = CriteriaSet['criteria'][number]

export const requirementsOf = (set: { criteria: readonly z.infer<typeof criterion>[] }): Requirement[] =>
  set.criteria.flatMap(({ groups }) => groups.flatMap(({ requirements }) => requirements))
