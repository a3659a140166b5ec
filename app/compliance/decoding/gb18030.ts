/**
 * Whether bytes that decode strictly as GB18030 are Chinese: at least 90 % of the characters outside ASCII are Han of
 * GB 2312 level 1 (lead B0–D7, second A1–FE) or CJK punctuation (lead A1, A3).
 * The share matters: a lone ü of a Western file (FC before a letter) is a valid pair too.
 */
export function looksLikeGb18030(bytes: Uint8Array): boolean {
  let characters = 0
  let common = 0
  for (let at = 0; at < bytes.length;) {
    const lead = bytes[at]!
    if (lead < 0x80) {
      at += 1
      continue
    }
    const second = bytes[at + 1] ?? 0
    characters += 1
    if (second >= 0xa1 && second <= 0xfe && isCommonLead(lead)) common += 1
    at += second >= 0x30 && second <= 0x39 ? 4 : 2
  }
  return characters > 0 && common >= 0.9 * characters
}

const isCommonLead = (lead: number) => (lead >= 0xb0 && lead <= 0xd7) || lead === 0xa1 || lead === 0xa3
