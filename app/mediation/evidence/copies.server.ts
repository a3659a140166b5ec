import { maskPersonal, type MaskCounts } from './masking'
import { readWords } from './readable.server'

export type Personal = 'none' | 'found' | 'unknown'

/** Whether a file holds data of people by what can be read of it; unknown: some of it, or all, cannot be read here. */
export async function judgePersonal(bytes: Buffer, mediaType: string): Promise<Personal> {
  const read = await readWords(bytes, mediaType)
  if (read && Object.keys(maskPersonal(read.text).counts).length > 0) return 'found'
  return read?.isWhole ? 'none' : 'unknown'
}

export type Masked = { text: string; counts: MaskCounts; isWhole: boolean }

/** The words of a file with data of people masked; null where it has none that can be read here. */
export async function maskedCopy(bytes: Buffer, mediaType: string): Promise<Masked | null> {
  const read = await readWords(bytes, mediaType)
  return read && { ...maskPersonal(read.text), isWhole: read.isWhole }
}

const linesShown = 200
const signsShown = 20_000

export type Preview = { lines: string; isCut: boolean; counts: MaskCounts }

/** Its first lines, as a page shows them, and how much of those was masked. */
export async function maskedLines(bytes: Buffer, mediaType: string): Promise<Preview | null> {
  const read = await readWords(bytes, mediaType)
  if (!read) return null
  const whole = read.text.replaceAll('\r\n', '\n').trimEnd()
  // Masked a little further than shown: where it is cut a number could stand.
  const { text, counts } = maskPersonal(whole.slice(0, signsShown + 100))
  const lines = text.slice(0, signsShown).split('\n').slice(0, linesShown).join('\n')
  return { lines, isCut: lines.length < whole.length, counts }
}
