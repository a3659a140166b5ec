// Trade marks go before NFKC, which would spell ™ as TM.
const MARKS = /[®™©℠]|\((?:R|TM|C)\)/gi
const INVISIBLE = /\p{Cf}/gu

/** Longest part of a title that patterns ever see. */
const LONGEST = 512

/** A title to match: NFKC, one space between words, no trade marks, at most 512 characters. */
export function cleanTitle(title: string): string {
  return title
    .slice(0, LONGEST)
    .replace(MARKS, ' ')
    .replace(INVISIBLE, '')
    .normalize('NFKC')
    .replace(/\s+(?=,)|\s+(?=\s)/g, '')
    .replace(/\s/g, ' ')
    .trim()
}

const LANGUAGES =
  'english|french|german|spanish|italian|japanese|korean|russian|portuguese|chinese|simplified chinese|traditional chinese|chinese simplified|chinese \\(simplified\\)|chinese \\(traditional\\)|français|deutsch|español|italiano|русский|日本語|한국어|简体中文|繁體中文|繁体中文|中文|英文|中文版|英文版|中文\\(简体\\)|multilingual|multi-language|mui'
const ARCHITECTURES =
  '(?:x64|x86|x86_64|amd64|arm64|win64|win32|(?:64|32)[- ]?bits?|(?:64|32)[- ]?位)(?: (?:edition|version|版))?'

/** What tools hang on a title that is no part of the product's name; each at the end, taken off until none is left. */
const TAILS = [
  new RegExp(` *[-–,]? *\\(?\\b${ARCHITECTURES}(?:,? +(?:[a-z]{2}-[a-z]{2,4}|${ARCHITECTURES}))?\\)?$`, 'i'),
  / *\((?:user|current user|remove only|machine|all users|per-user|uninstall only)\)$/i,
  / *[-–]? *\(?\b[a-z]{2}-(?:[a-z]{4}-)?[a-z]{2}\)?$/i,
  new RegExp(` *[-–]? *\\((?:${LANGUAGES})\\)$`, 'i'),
  new RegExp(` *[-–] *(?:${LANGUAGES})$`, 'i'),
  / *[-–,]? *\(?(?:version|版本|ver\.?|release|build|v)? *v?\d+(?:\.\d+){1,5}(?:[-_+.]?(?:[a-z]{1,6}\d*|\d+))?\)?$/i,
  / +(?:version|版本|ver\.?|v) *v?\d+$/i,
]

/** The title without architecture, locale, user mark and trailing version (its own or any dotted one). */
export function stripTitle(clean: string, version: string | null): string {
  let title = clean.replace(/_\d{1,2}$/, '')
  for (;;) {
    const shorter = TAILS.reduce(
      (rest, tail) => rest.replace(tail, ''),
      withoutVersion(title, version),
    ).trim()
    if (shorter === '' || shorter === title) return title
    title = shorter
  }
}

/** `stripTitle` of a title as it is listed; the same software stands on many computers, so the last titles are remembered. */
export function strippedTitle(title: string, version: string | null): string {
  const key = `${version ?? ''}\n${title}`
  const before = stripped.get(key)
  if (before !== undefined) return before
  if (stripped.size >= MOST_REMEMBERED) stripped.clear()
  const answer = stripTitle(cleanTitle(title), version)
  stripped.set(key, answer)
  return answer
}

const MOST_REMEMBERED = 20_000
const stripped = new Map<string, string>()

function withoutVersion(title: string, version: string | null): string {
  if (!version || !title.endsWith(version)) return title
  const head = title.slice(0, -version.length)
  return /[\s(_-]v?$/i.test(head) ? head.replace(/[\s(_-]+v?$/i, '') : title
}
