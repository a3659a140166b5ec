// No 0 O 1 I L: nobody copies them wrongly from a screen.
const symbols = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const weights = [2, 3, 4, 5, 6, 7, 8, 1]
const separators = /[ \-_.·/#:]/g

/** JZ an order's incoming payment, JF a payout, JT a refund. */
export type CodeKind = 'JZ' | 'JF' | 'JT'

/** How many codes a kind has; the number of a new one is drawn at random below it. */
export const codesPerKind = symbols.length ** 5

/**
 * The reference code 附言 of a transfer: kind, five symbols, a check symbol. Σ value·weight ≡ 0 mod 31
 * notices every single wrong symbol and every swap of two (payments.md §5).
 */
export function codeOf(kind: CodeKind, number: number): string {
  if (number < 0 || number >= codesPerKind) throw new RangeError('no such code')
  let body = ''
  for (let rest = number; body.length < 5; rest = Math.floor(rest / symbols.length))
    body = symbols[rest % symbols.length] + body
  const sum = weighted(kind + body)
  return kind + body + symbols[(symbols.length - (sum % symbols.length)) % symbols.length]
}

export const isCode = (text: string) =>
  /^J[ZFT][2-9A-HJKMNP-Z]{6}$/.test(text) && weighted(text) % symbols.length === 0

/** `JZ7K-3M2F`, as it is shown. */
export const shownCode = (code: string) => `${code.slice(0, 4)}-${code.slice(4)}`

/** Every code in what a payer wrote, in its order, each once: full width, lower case, spaced; no near guesses. */
export function findCodes(remark: string): string[] {
  const text = remark.normalize('NFKC').toUpperCase().replace(separators, '')
  const found = [...text.matchAll(/(?=(J[ZFT].{6}))/gu)].map((match) => match[1]!)
  return [...new Set(found.filter(isCode))]
}

function weighted(text: string): number {
  return [...text].reduce((sum, symbol, place) => sum + symbols.indexOf(symbol) * weights[place]!, 0)
}
