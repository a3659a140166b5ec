export type Piece = { kind: 'kept' | 'removed' | 'added'; text: string }

/** The shortest red-line from one text to another, by words in Latin script and by characters in Chinese. */
export function diffWords(before: string, after: string): Piece[] {
  const [old, fresh] = [wordsOf(before), wordsOf(after)]
  const common = lengthsOfCommon(old, fresh)
  const pieces: Piece[] = []
  let [i, j] = [0, 0]
  while (i < old.length || j < fresh.length) {
    if (i < old.length && j < fresh.length && old[i] === fresh[j]) {
      push(pieces, 'kept', old[i++]!)
      j++
    } else if (j === fresh.length || (i < old.length && common[i + 1]![j]! >= common[i]![j + 1]!)) {
      push(pieces, 'removed', old[i++]!)
    } else {
      push(pieces, 'added', fresh[j++]!)
    }
  }
  return pieces
}

function wordsOf(text: string): string[] {
  return text.match(/\p{sc=Han}|(?:(?!\p{sc=Han})[\p{L}\p{N}])+|\s+|[\s\S]/gu) ?? []
}

/** `lengths[i][j]`: how many words the rests from i and from j have in common, in order. */
function lengthsOfCommon(old: string[], fresh: string[]): Uint32Array[] {
  const lengths = Array.from({ length: old.length + 1 }, () => new Uint32Array(fresh.length + 1))
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = fresh.length - 1; j >= 0; j--)
      lengths[i]![j] =
        old[i] === fresh[j] ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!)
  return lengths
}

function push(pieces: Piece[], kind: Piece['kind'], text: string) {
  const last = pieces.at(-1)
  if (last?.kind === kind) last.text += text
  else pieces.push({ kind, text })
}
