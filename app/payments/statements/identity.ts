import { sha256Hex } from '~/kernel/sha256'
import type { StatementLine } from './layout'

/** A line and what tells it from every other of its account. */
export type IdentifiedLine = StatementLine & { identity: string; content: string }

/**
 * A bank's serial number identifies a line; without one, the hash of what it says and its ordinal among equals.
 * The content hash shows when a known serial comes back with other content.
 */
export function identified(lines: readonly StatementLine[]): IdentifiedLine[] {
  const seen = new Map<string, number>()
  return lines.map((line) => {
    const content = contentHash(line)
    if (line.serialNo) return { ...line, content, identity: line.serialNo }
    const ordinal = (seen.get(content) ?? 0) + 1
    seen.set(content, ordinal)
    return { ...line, content, identity: `${content}:${ordinal}` }
  })
}

export type KnownLine = { identity: string; content: string }

/** What is new, what is known already, and which serial numbers stand for something else than before. */
export function compareWithKnown(lines: readonly IdentifiedLine[], known: readonly KnownLine[]) {
  const contents = new Map(known.map(({ identity, content }) => [identity, content]))
  const fresh: IdentifiedLine[] = []
  const changed: IdentifiedLine[] = []
  for (const line of lines) {
    const content = contents.get(line.identity)
    if (content === undefined) fresh.push(line)
    else if (content !== line.content) changed.push(line)
    contents.set(line.identity, content ?? line.content)
  }
  return { fresh, changed }
}

function contentHash(line: StatementLine): string {
  const { bookedOn, bookedTime, direction, amount, balance, counterpartyAccount, remark } = line
  const parts = [bookedOn, bookedTime ?? '', direction, amount, balance ?? '', counterpartyAccount, remark]
  return sha256Hex(parts.join('\u001f'))
}
