import * as z from 'zod'
import { dayField, orNull } from '~/kernel/fields'
import { checkUscc, normalizeUscc } from '../uscc'
import { registrationWords } from './columns'

export type Places = { districts: ReadonlySet<string>; sectors: ReadonlySet<string> }

const absent = ''
const word = <Code extends string>(codes: ReadonlyMap<string, Code>) =>
  z.string().transform((typed, context) => {
    const code = codes.get(typed.normalize('NFKC').trim())
    if (code !== undefined) return code
    context.addIssue({ code: 'custom', message: 'choice' })
    return z.NEVER
  })

// The register writes divisions with letters or without, and may end the name of a place after its code.
const code = (known: ReadonlySet<string>, form: RegExp, unknown: string) =>
  z.string().transform((typed, context) => {
    const found = form.exec(typed.normalize('NFKC').trim().toUpperCase())?.[0]
    if (found !== undefined && known.has(found)) return found
    context.addIssue({ code: 'custom', message: unknown })
    return z.NEVER
  })

/** One row of an extract, for places that the market knows and a day that has come. */
export const registrationRow = ({ districts, sectors }: Places, today: string) =>
  z
    .object({
      uscc: z.string().transform(normalizeUscc).pipe(z.string().min(1, 'required')),
      name: z.string().trim().min(2, 'required').max(120, 'too-long'),
      name_en: orNull(z.string().trim().max(160, 'too-long')).default(null),
      district: code(districts, /^\d{6}/, 'district-unknown'),
      sector: orNull(code(sectors, /^[A-T]\d{0,2}/, 'sector-unknown')).default(null),
      ownership: orNull(word(registrationWords.ownership)).default(null),
      listing: orNull(word(registrationWords.listing)).default(null),
      scale: orNull(word(registrationWords.scale)).default(null),
      headcount: orNull(
        z
          .string()
          .trim()
          .regex(/^\d{1,7}$/, 'whole-number')
          .transform(Number),
      ).default(null),
      registration: word(registrationWords.registration),
      checked_on: dayField.refine((day) => day <= today, 'day-to-come'),
      uscc_reason: z.string().trim().max(500, 'too-long').default(absent),
    })
    .superRefine(({ uscc, uscc_reason: reason }, context) => {
      const answer = checkUscc(uscc)
      // Some issued codes fail their check; who says why takes it upon themselves. A wrong form is no code at all.
      if (answer !== 'ok' && (answer === 'form' || reason === absent))
        context.addIssue({ code: 'custom', path: ['uscc'], message: `uscc-${answer}` })
    })
    .transform(({ uscc_reason: reason, ...row }) => ({
      ...row,
      uscc_override: checkUscc(row.uscc) === 'ok' ? null : reason,
    }))

export type RegistrationRow = z.output<ReturnType<typeof registrationRow>>
