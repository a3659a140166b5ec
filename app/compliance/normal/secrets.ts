const KEY = /(?<![A-Z0-9])[A-Z0-9]{5}(?:-[A-Z0-9]{5}){3}-([A-Z0-9]{5})(?![A-Z0-9])/gi
const SHORTEST_KEY = 29
const USER_PATHS = [
  /([A-Z]:\\(?:Users|Documents and Settings)\\)(?!\*)[^\\"]+/gi,
  /(\/(?:Users|home)\/)(?!\*)[^/"]+/g,
]

/**
 * Masks hyphenated 5×5 product keys down to their tail; true when there was one.
 * The hyphens are part of the pattern: 25 letters in a row are an ordinary word.
 */
export function maskKeys(text: string): { text: string; masked: boolean } {
  if (text.length < SHORTEST_KEY) return { text, masked: false }
  const masked = text.replace(KEY, '*-$1')
  return { text: masked, masked: masked !== text }
}

/** The last five characters of a product key; null when it is too short to hold more than that, or a placeholder. */
export function keyTail(key: string | null): string | null {
  const characters = key?.toUpperCase().replace(/[^A-Z0-9]/g, '') ?? ''
  if (characters.length !== 5 && characters.length < 10) return null
  return characters.slice(-5)
}

/** User names in paths become `*`. */
export const maskUsers = (text: string): string =>
  /[\\/]/.test(text) ? USER_PATHS.reduce((masked, path) => masked.replace(path, '$1*'), text) : text
