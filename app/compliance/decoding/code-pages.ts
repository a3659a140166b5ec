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
    row.forEach((character, at) => pairs!.set(character, lead * 256 + seconds[at]!))
  }
  return pairs
}
