const PLACEHOLDERS = new Set([
  'to be filled by o.e.m.',
  'default string',
  'system serial number',
  'chassis serial number',
  'base board serial number',
  'not specified',
  'not available',
  'not applicable',
  'none',
  'unknown',
  'n/a',
  'na',
  'invalid',
  'oem',
  'o.e.m.',
  '123456789',
  '0123456789',
])

/** An identifier of a machine as given, or null when it is one that many machines share. */
export function identifier(text: string | null): string | null {
  const given = text?.trim() ?? ''
  const word = given.toLowerCase()
  const digits = word.replace(/[-{}\s:.]/g, '')
  if (digits === '' || /^(0+|f+|x+)$/.test(digits) || PLACEHOLDERS.has(word)) return null
  return given
}

export type Names = { uuid: string | null; serial: string | null; name: string | null }

/**
 * Whether two descriptions name one machine: by UUID, then serial number, then name, whatever the case.
 * A stronger identifier that differs outweighs a weaker one that agrees.
 */
export function isSameMachine(one: Names, other: Names): boolean {
  for (const key of ['uuid', 'serial', 'name'] as const) {
    const [a, b] = [one[key]?.toLowerCase(), other[key]?.toLowerCase()]
    if (a && b) return a === b
  }
  return false
}
