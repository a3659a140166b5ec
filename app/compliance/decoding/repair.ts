import type { RepairName } from '../record'
import { LOST, repairGbk, repairSingleBytes } from './mojibake'

/** How the texts of one file are read again, and which code page turned out to be behind it. */
export type Repair = {
  text(damaged: string): string
  used(): RepairName | null
  times(): number
}

const EVIDENCE = /[\p{Script=Han}…“”‘’]/u

/**
 * Decides GBK repair for the file as a whole: at least two distinct words repair completely, more repair than fail, and
 * the results hold Han characters, `…` or typographic quotes. Single-byte pages are decided text by text.
 */
export function planRepair(texts: Iterable<string>): Repair {
  const wholeFile = isGbkMojibake(texts)
  const counts = new Map<RepairName, number>()
  const note = (by: RepairName) => counts.set(by, (counts.get(by) ?? 0) + 1)

  function text(damaged: string): string {
    if (!/\P{ASCII}/u.test(damaged)) return damaged
    const chinese = wholeFile ? repairGbk(damaged) : null
    if (chinese) {
      note('gbk')
      return chinese.text
    }
    const western = repairSingleBytes(damaged)
    if (!western) return damaged
    note(western.by)
    return western.text
  }

  return {
    text,
    used: () => [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? null,
    times: () => [...counts.values()].reduce((sum, count) => sum + count, 0),
  }
}

// Words, not texts: a damaged header may be the only line outside ASCII.
function isGbkMojibake(texts: Iterable<string>): boolean {
  const words = new Set<string>()
  for (const text of texts) {
    if (!/\P{ASCII}/u.test(text)) continue
    for (const word of text.split(/[\s,;|"]+/)) if (/\P{ASCII}/u.test(word)) words.add(word)
  }
  let complete = 0
  let lossy = 0
  let failed = 0
  let evidence = false
  for (const word of words) {
    if ([...word].every((character) => character === LOST || character < '\x80')) continue
    const repaired = repairGbk(word)
    if (!repaired) failed += 1
    else if (repaired.complete) complete += 1
    else lossy += 1
    evidence ||= repaired !== null && EVIDENCE.test(repaired.text)
  }
  return complete >= 2 && complete + lossy > failed && evidence
}
