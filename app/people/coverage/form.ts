import * as z from 'zod'
import { uuidForm } from '~/kernel/fields'
import { listings, optional, ownerships, scales } from '../form'

const some = <const T extends readonly [string, ...string[]]>(values: T) =>
  z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((posted) => {
      const chosen = [posted ?? []].flat()
      const known = values.filter((value) => chosen.includes(value))
      return known.length > 0 ? known : null
    })

const districts = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((posted) => {
    const codes = [...new Set([posted ?? []].flat())].filter((code) => /^\d{6}$/.test(code))
    return codes.length > 0 ? codes : null
  })

/** Sections and divisions as people list them: `I, M74`. */
const sectors = z.string().transform((typed, context) => {
  const codes = [
    ...new Set(
      typed
        .normalize('NFKC')
        .toUpperCase()
        .split(/[\s,、;]+/)
        .filter(Boolean),
    ),
  ]
  if (codes.every((code) => /^[A-T]\d{0,2}$/.test(code))) return codes.length > 0 ? codes : null
  context.addIssue({ code: 'custom', message: 'sector-codes' })
  return z.NEVER
})

/** One row of a member unit's coverage: what is said of an enterprise must all fit; what is left out says nothing. */
export const coverageForm = z.object({
  move: z.literal('add'),
  orgId: z.string().regex(uuidForm, 'required'),
  sectors,
  ownerships: some(ownerships),
  districts,
  listings: some(listings),
  scales: some(scales),
  note: optional(120),
})
export type CoverageValues = z.infer<typeof coverageForm>

export const coverageMoveForm = z.union([
  coverageForm,
  z.object({ move: z.literal('remove'), ruleId: z.string().regex(uuidForm) }),
])
export type CoverageMoveValues = z.infer<typeof coverageMoveForm>
