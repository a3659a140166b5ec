// Letters and digits of any script, in one piece: what stands between them separates words.
const runs = /[\p{L}\p{N}]+/gu

const plain = (text: string) => text.normalize('NFKC').toLowerCase()
const unique = (tokens: string[]) => [...new Set(tokens)]

/**
 * The tokens under which a text is found: every single symbol and every overlapping pair of a run.
 * Two-character Chinese words are too short for trigrams (stack.md, trap 10).
 */
export function indexTokens(text: string): string[] {
  return unique((plain(text).match(runs) ?? []).flatMap((run) => [...run, ...pairs(run)]))
}

/** The tokens a search must all find; a text that contains the query in one run has them all. */
export function queryTokens(text: string): string[] {
  return unique(
    (plain(text).match(runs) ?? []).flatMap((run) => ([...run].length === 1 ? [run] : pairs(run))),
  )
}

function pairs(run: string): string[] {
  const symbols = [...run]
  return symbols.slice(1).map((symbol, place) => symbols[place]! + symbol)
}
