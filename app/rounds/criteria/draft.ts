import type { CriteriaSet, Requirement } from '../qualifications/criteria'
import type { CriteriaValues } from './form'

/**
 * The set that a form describes: what was left without words is left out, and what is new gets a code that no version
 * has used, since answers are kept by code. Null when nothing is left.
 */
export function setOf({ criteria }: CriteriaValues, usedCodes: readonly string[]): CriteriaSet | null {
  const used = new Set(usedCodes)
  const next = (letter: string) => {
    let n = 1
    while (used.has(`${letter}${n}`)) n += 1
    used.add(`${letter}${n}`)
    return `${letter}${n}`
  }
  const built = criteria.flatMap(({ code, text, groups }) => {
    const kept = groups.flatMap((group) => {
      const requirements = group.requirements.flatMap((one) => (one ? [requirementOf(one, next)] : []))
      if (requirements.length === 0) return []
      return [{ code: group.code || next('g'), text: group.text ?? requirements[0]!.text, requirements }]
    })
    return kept.length === 0 || !text ? [] : [{ code: code || next('c'), text, groups: kept }]
  })
  return built.length === 0 ? null : { criteria: built }
}

type Given = NonNullable<CriteriaValues['criteria'][number]['groups'][number]['requirements'][number]>

function requirementOf(
  { code, text, type, evidence, least, most }: Given,
  next: (letter: string) => string,
): Requirement {
  return {
    code: code || next('r'),
    text,
    type,
    evidence: evidence || type === 'file',
    ...(type === 'number' && least !== null && { least }),
    ...(type === 'number' && most !== null && { most }),
  }
}

/** Every code that some versions use. */
export const codesOf = (sets: readonly CriteriaSet[]): string[] =>
  sets.flatMap(({ criteria }) =>
    criteria.flatMap(({ code, groups }) => [
      code,
      ...groups.flatMap((group) => [group.code, ...group.requirements.map((one) => one.code)]),
    ]),
  )
