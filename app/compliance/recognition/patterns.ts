/**
 * Why a pattern of a pack may not run: `back-reference`, `nested-quantifier` (both may take exponential time) or
 * `malformed`; null when it may. `?` around a quantifier is no repetition.
 */
export function whyNotRun(pattern: string): 'back-reference' | 'nested-quantifier' | 'malformed' | null {
  if (/\\(?:[1-9]|k<)/.test(pattern.replace(/\\\\/g, ''))) return 'back-reference'
  try {
    void new RegExp(pattern, 'iu')
  } catch {
    return 'malformed'
  }
  return hasNestedQuantifier(pattern) ? 'nested-quantifier' : null
}

function hasNestedQuantifier(pattern: string): boolean {
  const repeatsInside: boolean[] = [false]
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern[at]
    if (character === '\\') at += 1
    else if (character === '[') at = endOfClass(pattern, at)
    else if (character === '(') {
      repeatsInside.push(false)
      if (pattern[at + 1] === '?') at += 1
    } else if (character === ')') {
      const inner = repeatsInside.pop() ?? false
      if (inner && isRepetition(pattern, at + 1)) return true
      if (inner) repeatsInside[repeatsInside.length - 1] = true
    } else if (isRepetition(pattern, at)) repeatsInside[repeatsInside.length - 1] = true
  }
  return false
}

function endOfClass(pattern: string, start: number): number {
  let at = start + 1
  while (at < pattern.length && pattern[at] !== ']') at += pattern[at] === '\\' ? 2 : 1
  return at
}

// A group that repeats is itself a repetition for the group around it.
const isRepetition = (pattern: string, at: number) =>
  /^(?:[*+]|\{\d+(?:,\d*)?\})/.test(pattern.slice(at, at + 12))
