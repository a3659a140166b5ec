import type { CriteriaSet, Requirement } from '../qualifications/criteria'

type Words = Requirement['text']
export type Placed = Requirement & { criterion: Words; group: Words | null }

/** One line of what a version changes: a requirement that is new, gone, or asked otherwise or elsewhere. */
export type Difference = { code: string; before: Placed | null; after: Placed | null }

/** Requirement by requirement what is different between two versions, by code: first in the order of the later one, then what is gone. */
export function differencesBetween(before: CriteriaSet, after: CriteriaSet): Difference[] {
  const was = placedOf(before)
  const is = placedOf(after)
  const lines = [...is].map(([code, placed]) => ({ code, before: was.get(code) ?? null, after: placed }))
  const gone = [...was].flatMap(([code, placed]) =>
    is.has(code) ? [] : [{ code, before: placed, after: null }],
  )
  return [...lines.filter((line) => !isSame(line.before, line.after)), ...gone]
}

// The only way to meet a criterion has no name of its own that would be read.
function placedOf({ criteria }: CriteriaSet): Map<string, Placed> {
  return new Map(
    criteria.flatMap(({ text: criterion, groups }) =>
      groups.flatMap((group) =>
        group.requirements.map((one): [string, Placed] => [
          one.code,
          { ...one, criterion, group: groups.length > 1 ? group.text : null },
        ]),
      ),
    ),
  )
}

const facts = ['type', 'evidence', 'least', 'most'] as const

function isSame(a: Placed | null, b: Placed | null): boolean {
  if (a === null || b === null) return false
  return (
    facts.every((name) => a[name] === b[name]) &&
    sameWords(a.text, b.text) &&
    sameWords(a.criterion, b.criterion) &&
    sameWords(a.group, b.group)
  )
}

const sameWords = (a: Words | null, b: Words | null) => a?.zh === b?.zh && a?.en === b?.en
