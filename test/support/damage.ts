const utf8 = new TextEncoder()

/** UTF-8 read as GBK by a web decoder: half a character becomes U+FFFD. */
export const readAsGbkByWeb = (text: string): string => new TextDecoder('gbk').decode(utf8.encode(text))

/** UTF-8 read as GBK by Windows: half a character takes the ASCII byte after it along and becomes `?`. */
export function readAsGbkByWindows(text: string): string {
  const bytes = utf8.encode(text)
  const decoder = new TextDecoder('gbk')
  let damaged = ''
  for (let at = 0; at < bytes.length;) {
    const [lead, second] = [bytes[at]!, bytes[at + 1]]
    const single = lead < 0x80 ? String.fromCharCode(lead) : lead === 0x80 ? '€' : null
    const isPair = second !== undefined && second >= 0x40 && second !== 0x7f
    damaged += single ?? (isPair ? decoder.decode(bytes.subarray(at, at + 2)) : '?')
    at += single === null ? 2 : 1
  }
  return damaged
}
