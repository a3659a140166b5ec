/** `number` is the physical line; null where the text came out of another structure. */
export type Line = { number: number | null; text: string }

/** Physical lines, ended by CRLF, LF or a lone CR (CR CR LF, as some consoles write it, is one end). */
export function linesOf(text: string): Line[] {
  const lines = text.split(/\r*\n|\r/).map((line, at) => ({ number: at + 1, text: line }))
  if (lines.at(-1)?.text === '') lines.pop()
  return lines
}

// Escape sequences of terminals go as a whole, or their tail would stay as text.
const ESCAPES = new RegExp(`${String.fromCharCode(27)}\\[[0-9;?]*[A-Za-z]`, 'g')
const CONTROLS = /(?![\t\n\r\u0080-\u009f])\p{Cc}/gu

/** Text without terminal sequences and control characters; tabs and line ends stay, C1 may still be mojibake. */
export function withoutControls(text: string): string {
  return text.replace(ESCAPES, '').replace(CONTROLS, '')
}
