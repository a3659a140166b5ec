/** Character → bytes of the code pages that UTF-8 is most often misread in. */

const highBytes = Uint8Array.from({ length: 128 }, (_, at) => 0x80 + at)

/** Windows-1252 and Latin-1 in one: the C1 controls stand for their own byte as well. */
export const windows1252Bytes: ReadonlyMap<string, number> = new Map([
  ...Array.from(highBytes, (byte): [string, number] => [String.fromCharCode(byte), byte]),
  ...[...new TextDecoder('windows-1252').decode(highBytes)].map(byteOf),
])

// The platform's decoders know no CP437, the console's code page of English Windows.
const cp437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0'

export const cp437Bytes: ReadonlyMap<string, number> = new Map([...cp437].map(byteOf))

function byteOf(character: string, at: number): [string, number] {
  return [character, 0x80 + at]
}

let pairs: Map<string, number> | null = null

/**
 * Character → GBK pair (lead × 256 + second) for all 23,940 pairs 81–FE × 40–7E, 80–FE, built on first use.
 * Private-use characters are part of it: the pairs AAA1–AFFE, F8A1–FEFE and A140–A7A0 decode to them.
 */
export function gbkPairs(): ReadonlyMap<string, number> {
  if (pairs) return pairs
  pairs = new Map()
  const decoder = new TextDecoder('gbk')
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    const seconds = Array.from({ length: 0xfe - 0x3f }, (_, at) => 0x40 + at).filter((byte) => byte !== 0x7f)
    const row = [...decoder.decode(Uint8Array.from(seconds.flatMap((second) => [lead, second])))]
    row.forEach((character, at) => addOnce(pairs!, character, lead * 256 + seconds[at]!))
  }
  for (const [pair, character, count] of windowsOnly)
    for (let at = 0; at < count; at += 1) addOnce(pairs, String.fromCharCode(character + at), pair + at)
  return pairs
}

// U+3000 has two pairs; the first is the one in use.
function addOnce(to: Map<string, number>, character: string, pair: number): void {
  if (!to.has(character)) to.set(character, pair)
}

/** Pairs that newer standards gave a character of its own and Windows still reads as private use: pair, first, count. */
const windowsOnly = [
  [0xa2e3, 0xe76c, 1],
  [0xa6d9, 0xe78d, 7],
  [0xa6ec, 0xe794, 2],
  [0xa6f3, 0xe796, 1],
  [0xa8bc, 0xe7c7, 1],
  [0xa8bf, 0xe7c8, 1],
  [0xa989, 0xe7e7, 13],
] as const
