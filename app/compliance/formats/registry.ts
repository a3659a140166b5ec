import type { Line } from '../decoding/lines'

/** A key of a registry export; value names do not distinguish case, numbers are decimal text. */
export type RegistryKey = {
  path: string
  line: number | null
  has(name: string): boolean
  value(name: string): string | null
}

// Keys are never decoded, not even to be thrown away.
const SECRET = /^DigitalProductId/i

/** The keys of an export in their order; deletions (`[-…]`) are none. `ansi`: REGEDIT4 writes texts in one byte. */
export function* keysOf(lines: readonly Line[], ansi: boolean): Generator<RegistryKey> {
  let open: { path: string; line: number | null; values: Map<string, string> } | null = null
  for (const { text, number } of joined(lines)) {
    const path = /^\[(-?)(.+)\]\s*$/.exec(text)
    if (path) {
      if (open) yield keyOf(open)
      open = path[1] ? null : { path: path[2]!, line: number, values: new Map() }
      continue
    }
    const [, name, raw] = /^"((?:[^"\\]|\\.)*)"\s*=\s*(.*)$/s.exec(text) ?? []
    if (open && name !== undefined) open.values.set(unescaped(name).toLowerCase(), raw!)
  }
  if (open) yield keyOf(open)

  function keyOf({ path, line, values }: NonNullable<typeof open>): RegistryKey {
    return {
      path,
      line,
      has: (name) => values.has(name.toLowerCase()),
      value(name) {
        const raw = SECRET.test(name) ? undefined : values.get(name.toLowerCase())
        return (raw !== undefined && textOf(raw, ansi)?.trim()) || null
      },
    }
  }
}

/** Lines that end in a backslash go on in the next one. */
function* joined(lines: readonly Line[]): Generator<Line> {
  let begun = null as Line | null
  for (const { text, number } of lines) {
    const whole: string = begun ? begun.text + text.trim() : text.trim()
    const goesOn = whole.endsWith('\\') && /^(?:"(?:[^"\\]|\\.)*"|@)\s*=\s*hex/i.test(whole)
    begun = { number: begun?.number ?? number, text: goesOn ? whole.slice(0, -1) : whole }
    if (!goesOn) {
      yield begun
      begun = null
    }
  }
  if (begun) yield begun
}

function textOf(raw: string, ansi: boolean): string | null {
  const string = /^"((?:[^"\\]|\\.)*)"/s.exec(raw)
  if (string) return unescaped(string[1]!)
  const number = /^dword:([0-9a-f]{1,8})/i.exec(raw)
  if (number) return String(Number.parseInt(number[1]!, 16))
  const hex = /^hex\([127]\):([0-9a-f,\s]*)/i.exec(raw)
  if (!hex) return null
  const bytes = Uint8Array.from(
    (hex[1]!.match(/[0-9a-f]{2}/gi) ?? []).map((byte) => Number.parseInt(byte, 16)),
  )
  return new TextDecoder(ansi ? 'windows-1252' : 'utf-16le')
    .decode(bytes)
    .replace(/\0+$/, '')
    .replaceAll('\0', ' ')
}

const unescaped = (text: string) => text.replace(/\\(.)/gs, '$1')
