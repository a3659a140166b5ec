import { array, boolean, constantFrom, integer, option, record, uniqueArray } from 'fast-check'
import type { CriteriaSet } from '~/rounds/qualifications/criteria'

const text = constantFrom({ zh: '条件', en: 'Condition' }, { zh: '要求', en: 'Requirement' })
const codes = Array.from({ length: 12 }, (_, n) => `r${n + 1}`)

/** Any small set of criteria; requirements keep their codes between two of them. */
export const aCriteriaSet = record({
  used: uniqueArray(constantFrom(...codes), { minLength: 1, maxLength: 12 }),
  cuts: array(integer({ min: 0, max: 2 }), { minLength: 12, maxLength: 12 }),
  texts: array(text, { minLength: 12, maxLength: 12 }),
  types: array(constantFrom('yes', 'number', 'date', 'text', 'file'), { minLength: 12, maxLength: 12 }),
  evidence: array(boolean(), { minLength: 12, maxLength: 12 }),
  least: array(option(integer({ min: 0, max: 5 })), { minLength: 12, maxLength: 12 }),
}).map(({ used, cuts, texts, types, evidence, least }): CriteriaSet => {
  const criteria: CriteriaSet['criteria'] = []
  for (const [place, code] of used.entries()) {
    const cut = place === 0 ? 2 : cuts[place]!
    if (cut === 2) criteria.push({ code: `c${place}`, text: texts[place]!, groups: [] })
    const { groups } = criteria.at(-1)!
    if (cut >= 1) groups.push({ code: `g${place}`, text: texts[place]!, requirements: [] })
    const type = types[place] as 'yes'
    const bound = least[place]
    groups.at(-1)!.requirements.push({
      code,
      text: texts[place]!,
      type,
      evidence: evidence[place]! || (type as string) === 'file',
      ...((type as string) === 'number' && bound !== null && { least: bound }),
    } as never)
  }
  return { criteria }
})
