import { createHash } from 'node:crypto'
import { decodeText, type Decoded } from '../decoding/decode'
import { linesOf, withoutControls, type Line } from '../decoding/lines'
import { planRepair, type Repair } from '../decoding/repair'
import { FileRefused, limits } from '../limits'
import { parseJson, stringsOf, type Json } from '../parsing/json'
import { parseXml, textsOf } from '../parsing/xml'
import type { FileRecord, RefusalCode } from '../record'
import type { Findings, FoundRow } from './facts'
import type { Format } from './format'
import { formats } from './index'
import { Report } from './report'

/** What one file, or one member of a zip, turned out to be; `refused` names why nothing of it was read. */
export type MemberReading = {
  facts: Pick<FileRecord, 'sha256' | 'bytes' | 'format' | 'encoding' | 'repair'>
  findings: Findings
  refused: RefusalCode | null
}

const kinds = ['software', 'license', 'antivirus']

/** Rows as a list is told: by computer, of each its software, then licenses, then antivirus. */
export const inTurn = (rows: readonly FoundRow[]): FoundRow[] =>
  rows.toSorted(
    (a, b) => a.computer - b.computer || kinds.indexOf(a.record.kind) - kinds.indexOf(b.record.kind),
  )

const nothing: Findings = { computers: [], rows: [], problems: [] }

/** Reads one file that is no archive. Never throws for what the file holds: it refuses it with a code. */
export function readMember(bytes: Uint8Array): MemberReading {
  const facts: MemberReading['facts'] = {
    sha256: createHash('sha256').update(bytes).digest('hex'),
    bytes: bytes.length,
    format: null,
    encoding: null,
    repair: null,
  }
  try {
    if (bytes.length > limits.fileBytes) throw new FileRefused('too-large')
    const decoded = decodeText(bytes)
    facts.encoding = decoded.encoding
    const { format, read } = detect(withoutControls(decoded.text))
    facts.format = format.id
    const { findings, repair } = read()
    facts.repair = repair.used()
    findings.problems.unshift(...notesOn(decoded, repair))
    return { facts, findings, refused: null }
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error
    return { facts, findings: nothing, refused: error.code }
  }
}

type Reading = { findings: Findings; repair: Repair }
type Detected = { format: Format; read(): Reading }

/** The first format that fits; a broken JSON or XML text may still be a list of lines. */
function detect(text: string): Detected {
  const start = text.trimStart()[0]
  const broken: FileRefused[] = []
  if (start === '{' || start === '[') {
    const parsed = orRefusal(() => parseJson(text), broken) ?? objectPerLine(text)
    if (parsed) return detectJson(parsed.value, parsed.duplicates)
  } else if (start === '<') {
    const root = orRefusal(() => parseXml(text.trimStart()), broken)
    if (root) return fitting('xml', root, textsOf(root))
  }
  if (broken[0] && broken[0].code !== 'malformed') throw broken[0]
  try {
    return detectLines(linesOf(text))
  } catch (error) {
    throw broken[0] ?? error
  }
}

// As log shippers and osquery write it: one object per line is a list of them.
function objectPerLine(text: string): ReturnType<typeof parseJson> | null {
  const lines = text.split(/[\r\n]+/).filter((line) => line.trim() !== '')
  if (lines.length < 2 || !lines.every((line) => /^\s*\{.*\}\s*$/.test(line))) return null
  return orRefusal(() => parseJson(`[${lines.join(',')}]`), [])
}

function orRefusal<T>(parse: () => T, broken: FileRefused[]): T | null {
  try {
    return parse()
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error
    broken.push(error)
    return null
  }
}

function detectJson(value: Json, duplicates: readonly string[]): Detected {
  if (Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string')) {
    const lines = value.flatMap((item) => linesOf(withoutControls(item as string)))
    return detectLines(lines.map(({ text }) => ({ number: null, text })))
  }
  const detected = fitting('json', value, stringsOf(value))
  const excerpt = duplicates.slice(0, 5).join(', ')
  return {
    ...detected,
    read() {
      const reading = detected.read()
      if (excerpt) reading.findings.problems.unshift(note('duplicate-key', excerpt))
      return reading
    },
  }
}

function detectLines(lines: readonly Line[]): Detected {
  const repair = planRepair(lines.map(({ text }) => text))
  const readable = lines.map(({ number, text }) => ({ number, text: repair.text(text) }))
  return fitting('lines', readable, [], repair)
}

function fitting<Shape extends Format['shape']>(
  shape: Shape,
  content: Parameters<Extract<Format, { shape: Shape }>['read']>[0],
  texts: Iterable<string>,
  repair?: Repair,
): Detected {
  const format = formats.find((one) => one.shape === shape && one.fits(content as never))
  if (!format) throw new FileRefused('unknown-format')
  return {
    format,
    read() {
      const plan = repair ?? planRepair(texts)
      const report = new Report(plan)
      format.read(content as never, report)
      return { findings: report.finish(format.dateOrder), repair: plan }
    },
  }
}

function notesOn(decoded: Decoded, repair: Repair): Findings['problems'] {
  const notes: Findings['problems'] = []
  if (decoded.guessed) notes.push(note('encoding-guessed', decoded.encoding))
  if (repair.used()) notes.push(note('mojibake-repaired', `${repair.used()} ×${repair.times()}`))
  return notes
}

function note(code: 'encoding-guessed' | 'mojibake-repaired' | 'duplicate-key', excerpt: string) {
  const problem = { row: null, line: null, severity: 'warning' as const, code, field: null, excerpt }
  return { computer: null, problem }
}
