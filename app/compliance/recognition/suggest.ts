import type { RecognitionPack } from './pack'
import type { Suggestion } from './result'
import { cleanTitle, stripTitle } from './titles'

const MOST = 5
const LOWEST_SCORE = 0.3

/**
 * Products whose known titles share most trigrams with a title, best first, at most five, score 0…1 (as pg_trgm: shared
 * by all). Han titles count bigrams too, since two characters have no trigram of their own. Never a decision.
 */
export function suggester(pack: RecognitionPack): (title: string) => Suggestion[] {
  const before = made.get(pack)
  if (before) return before
  const suggest = madeOf(pack)
  made.set(pack, suggest)
  return suggest
}

// A pack is one object for as long as it is used; reading its titles takes longer than a list.
const made = new WeakMap<RecognitionPack, (title: string) => Suggestion[]>()

function madeOf(pack: RecognitionPack): (title: string) => Suggestion[] {
  const titles = knownTitles(pack)
  const holders = new Map<string, number[]>()
  titles.forEach(({ grams }, index) => {
    for (const gram of grams) {
      const list = holders.get(gram)
      if (list) list.push(index)
      else holders.set(gram, [index])
    }
  })

  return (title) => {
    const grams = gramsOf(title)
    const shared = new Map<number, number>()
    for (const gram of grams)
      for (const index of holders.get(gram) ?? []) shared.set(index, (shared.get(index) ?? 0) + 1)

    const best = new Map<string, number>()
    for (const [index, common] of shared) {
      const { product, grams: other } = titles[index]!
      const score = common / (grams.size + other.size - common)
      if (score >= LOWEST_SCORE && score > (best.get(product) ?? 0)) best.set(product, score)
    }
    return [...best]
      .map(([product, score]) => ({ product, score: Math.round(score * 1000) / 1000 }))
      .toSorted((a, b) => b.score - a.score || (a.product < b.product ? -1 : 1))
      .slice(0, MOST)
  }
}

function knownTitles({ rules }: RecognitionPack): { product: string; grams: Set<string> }[] {
  return rules
    .filter((rule) => rule.class !== 'component')
    .flatMap(({ product, examples }) =>
      examples.map(({ title, version }) => {
        return { product, grams: gramsOf(stripTitle(cleanTitle(title), version ?? null)) }
      }),
    )
}

/** Trigrams of each word with two blanks before and one after it, and bigrams of Han characters. */
export function gramsOf(title: string): Set<string> {
  const grams = new Set<string>()
  for (const [word] of title.toLowerCase().matchAll(/[\p{L}\p{N}]+/gu)) {
    const characters = [' ', ' ', ...word, ' ']
    for (let at = 0; at + 2 < characters.length; at += 1) grams.add(characters.slice(at, at + 3).join(''))
    for (const match of word.matchAll(/(?=(\p{Script=Han}{2}))/gu)) grams.add(match[1]!)
  }
  return grams
}
