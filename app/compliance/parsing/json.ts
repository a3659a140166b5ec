import { FileRefused, limits } from '../limits'

export type Json = null | boolean | number | string | Json[] | JsonObject
export type JsonObject = { [key: string]: Json }

/**
 * JSON within the depth limit, and the keys that an object names twice (the last one wins).
 * Refuses with `too-deep`, `malformed`.
 */
export function parseJson(text: string): { value: Json; duplicates: string[] } {
  const duplicates = walk(text)
  try {
    return { value: JSON.parse(text) as Json, duplicates }
  } catch {
    throw new FileRefused('malformed')
  }
}

// One pass over the brackets, since JSON.parse neither bounds the depth nor tells of duplicate keys.
function walk(text: string): string[] {
  const duplicates = new Set<string>()
  const open: (Set<string> | null)[] = []
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]
    if (character === '{' || character === '[') {
      open.push(character === '{' ? new Set() : null)
      if (open.length > limits.depth) throw new FileRefused('too-deep')
    } else if (character === '}' || character === ']') open.pop()
    else if (character === '"') {
      const end = endOfString(text, at)
      const keys = open.at(-1)
      if (keys && isKey(text, end + 1)) {
        const key = text.slice(at + 1, end)
        if (keys.has(key)) duplicates.add(key)
        keys.add(key)
      }
      at = end
    }
  }
  return [...duplicates]
}

function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let slashes = 0
    while (text[end - 1 - slashes] === '\\') slashes += 1
    if (slashes % 2 === 0) return end
  }
  throw new FileRefused('malformed')
}

function isKey(text: string, after: number): boolean {
  let at = after
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at += 1
  return text[at] === ':'
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const isObjects = (value: Json | undefined): value is JsonObject[] =>
  Array.isArray(value) && value.length > 0 && value.every(isObject)

/** A scalar as text; objects, lists and null are no text. */
export function scalar(value: Json | undefined): string | null {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null
}

/** The member of an object whatever the case of its key. */
export function member(object: JsonObject | null, key: string): Json | undefined {
  if (!object) return undefined
  if (Object.hasOwn(object, key)) return object[key]
  const lower = key.toLowerCase()
  const found = Object.keys(object).find((name) => name.toLowerCase() === lower)
  return found === undefined ? undefined : object[found]
}

/** Every key and string value inside. */
export function* stringsOf(value: Json): Generator<string> {
  if (typeof value === 'string') yield value
  else if (Array.isArray(value)) for (const item of value) yield* stringsOf(item)
  else if (isObject(value))
    for (const [key, item] of Object.entries(value)) {
      yield key
      yield* stringsOf(item)
    }
}
