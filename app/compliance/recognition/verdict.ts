import type { RecognitionPack } from './pack'
import { aliasTable, type Alias } from './aliases'
import type { Product, Suggestion } from './result'
import type { Match, Rules, Titled } from './rules'
import { suggester } from './suggest'
import { cleanTitle, stripTitle } from './titles'

/** What one row is, alone: without the other rows of its computer. */
export type Verdict = Product & {
  step: number
  rule: string | null
  suite: string | null
  memberOf: string | null
  suggestions: Suggestion[]
}

export type Judge = {
  pack: RecognitionPack
  row(row: Titled): Verdict
  match(row: Titled): Match | null
}

const UNKNOWN: Product = {
  class: 'unknown',
  category: null,
  publisher: null,
  product: null,
  edition: null,
  release: null,
  household: false,
}

/** The answer of a title is worked out once, however many versions and publishers it is listed with. */
function remembered<Answer>(answer: (title: string) => Answer): (title: string) => Answer {
  const before = new Map<string, Answer>()
  return (title) => {
    if (!before.has(title)) before.set(title, answer(title))
    return before.get(title)!
  }
}

/** Takes rows through the steps noise, rules, late noise, aliases, suggestions; equal rows are judged once. */
export function judge(rules: Rules, aliases: readonly Alias[]): Judge {
  const aliasOf = aliasTable(aliases)
  const suggest = remembered(suggester(rules.pack))
  const known = new Map<string, Verdict>()

  function decide(row: Titled): Verdict {
    const publisher = rules.publisherOf(row.publisher ?? row.packagePublisher ?? null)
    const settled = { suite: null, memberOf: null, suggestions: [] }
    const noise = rules.noiseOf(row, 'first')
    if (noise) return { ...UNKNOWN, publisher, class: noise.class, step: 1, rule: noise.id, ...settled }

    const match = rules.match(row)
    if (match) {
      const { id, suite = null, memberOf = null } = match.rule
      return { ...match.product, step: 4, rule: id, suite, memberOf, suggestions: [] }
    }
    const stripped = stripTitle(cleanTitle(row.title), row.version)
    const alias = aliasOf(publisher, stripped)
    if (alias) return { ...alias, step: 6, rule: null, ...settled }

    const late = rules.noiseOf(row, 'fallback')
    if (late) return { ...UNKNOWN, publisher, class: late.class, step: 1, rule: late.id, ...settled }

    const suggestions = suggest(stripped)
    return {
      ...UNKNOWN,
      publisher,
      step: suggestions.length > 0 ? 7 : 8,
      rule: null,
      ...settled,
      suggestions,
    }
  }

  return {
    pack: rules.pack,
    match: rules.match,
    row(row) {
      const key = JSON.stringify([
        row.title,
        row.publisher,
        row.version,
        row.packagePublisher,
        row.hints,
        row.truncated,
      ])
      const before = known.get(key)
      if (before) return before
      const verdict = decide(row)
      known.set(key, verdict)
      return verdict
    },
  }
}
