import type { Noise, RecognitionPack, Rule } from './pack'
import { publisherKeys, type PublisherKeys } from './publishers'
import type { Product } from './result'
import { cleanTitle, stripTitle } from './titles'
import { isWithin, leadingParts } from './versions'

/** What of a row is looked at. */
export type Titled = {
  title: string
  publisher: string | null
  version: string | null
  /** Publisher as a package id tells it, for lists without publishers. */
  packagePublisher?: string | null
  hints?: readonly string[]
  truncated?: boolean
}

export type Match = { rule: Rule; product: Product }

type CompiledRule = { rule: Rule; pattern: RegExp }
type CompiledNoise = { noise: Noise; title: RegExp | null }

/** A pack ready to match: rules by publisher, editions by word. */
export type Rules = {
  pack: RecognitionPack
  publisherOf: PublisherKeys
  match(row: Titled): Match | null
  noiseOf(row: Titled, when: 'first' | 'fallback'): Noise | null
}

export function compileRules(pack: RecognitionPack): Rules {
  const publisherOf = publisherKeys(pack.publishers)
  const editions = new Map(
    pack.editions.flatMap(({ key, words }) => words.map((word) => [word.toLowerCase(), key])),
  )
  const households = new Set(pack.editions.filter(({ household }) => household).map(({ key }) => key))
  const words = [...editions.keys()]
    .toSorted((a, b) => b.length - a.length)
    .map(escaped)
    .join('|')

  const compiled = pack.rules.map((rule): CompiledRule => {
    const title = rule.title.replaceAll('{edition}', `(?<edition>${words})`)
    return { rule, pattern: new RegExp(rule.prefix ? `^(?:${title})` : `^(?:${title})$`, 'i') }
  })
  const byPublisher = Map.groupBy(compiled, ({ rule }) => rule.publisher)
  const unmistakable = compiled.filter(({ rule }) => rule.unmistakable)
  const noises = pack.noise.map((noise): CompiledNoise => {
    return { noise, title: noise.title ? new RegExp(`^(?:${noise.title})$`, 'i') : null }
  })

  function candidates({ publisher, packagePublisher }: Titled): readonly CompiledRule[] {
    const key = publisherOf(publisher ?? packagePublisher ?? null)
    const own = (key && byPublisher.get(key)) || []
    return publisher === null ? [...own, ...unmistakable] : own
  }

  function match(row: Titled): Match | null {
    const whole = cleanTitle(row.title)
    const titles = [...new Set([whole, stripTitle(whole, row.version)])]
    for (const { rule, pattern } of candidates(row)) {
      if (row.truncated && !rule.prefix) continue
      if (!isWithin(row.version, rule.version)) continue
      const found = titles.map((title) => pattern.exec(title)).find((result) => result !== null)
      if (found) return { rule, product: productOf(rule, found.groups ?? {}, row.version) }
    }
    return null
  }

  function productOf(
    rule: Rule,
    groups: Record<string, string | undefined>,
    version: string | null,
  ): Product {
    const word = groups.edition?.toLowerCase()
    const edition = rule.edition === '{edition}' ? ((word && editions.get(word)) ?? null) : rule.edition
    return {
      class: rule.class,
      category: rule.category,
      publisher: rule.publisher,
      product: rule.product,
      edition,
      release: releaseOf(rule.release, groups, version),
      household: rule.household ?? (edition !== null && households.has(edition)),
    }
  }

  function noiseOf(row: Titled, when: 'first' | 'fallback'): Noise | null {
    const whole = cleanTitle(row.title)
    const key = publisherOf(row.publisher ?? row.packagePublisher ?? null)
    const found = noises.find(({ noise, title }) => {
      if ((noise.fallback === true) !== (when === 'fallback')) return false
      if (noise.hint && !row.hints?.includes(noise.hint)) return false
      if (noise.publisher && noise.publisher !== key) return false
      return title === null || title.test(whole)
    })
    return found?.noise ?? null
  }

  return { pack, publisherOf, match, noiseOf }
}

/** `{release}` is the title's group of that name, `{version:n}` the first n parts of the version. */
function releaseOf(
  told: string | null,
  groups: Record<string, string | undefined>,
  version: string | null,
): string | null {
  // Makers write V10 large: so does the catalog.
  if (told === '{release}')
    return (
      groups.release
        ?.toLowerCase()
        .replace(/\s+/g, '-')
        .replace(/^v(?=\d)/, 'V') ?? null
    )
  const parts = /^\{version:(\d)\}$/.exec(told ?? '')
  return parts ? leadingParts(version, Number(parts[1])) : told
}

const escaped = (word: string) => word.toLowerCase().replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
