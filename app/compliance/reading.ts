import type { FoundRow } from './formats/facts'
import { type MemberReading, inTurn, readMember } from './formats/read'
import { Machines } from './machines'
import { membersOf, type Member } from './members'
import { RECORD, type InventoryRecord, type RowRecord } from './record'

/** What the files of one run share, so that sources and machines keep one numbering. */
export type Run = { sources: number; machines: Machines }

/** What a member turned out to be; its rows come a few at a time, in the order of their computers. */
export type Rows = Iterable<readonly FoundRow[]> | AsyncIterable<readonly FoundRow[]>
export type MemberRead = { reading: MemberReading; rows: Rows }

export type Reading = {
  run?: Run
  /** How the bytes of one member are read; the server gives them to a worker. */
  readOne?: (bytes: Uint8Array) => MemberRead | Promise<MemberRead>
}

export const newRun = (): Run => ({ sources: 0, machines: new Machines() })

/**
 * Reads an uploaded file, or every member of a zip, into `inventory-record/1`:
 *
 *     readInventory(bytes: Uint8Array, fileName: string, reading?: Reading): AsyncGenerator<InventoryRecord>
 *
 * Per source one `file` record, its computers, each followed by its software, license and antivirus rows, then the
 * problems. A file that is refused as a whole has one problem of severity `fatal`, and no computers.
 */
export async function* readInventory(
  bytes: Uint8Array,
  fileName: string,
  { run = newRun(), readOne = readWhole }: Reading = {},
): AsyncGenerator<InventoryRecord> {
  for await (const member of membersOf(bytes)) {
    const { reading, rows } = 'refused' in member ? refusedUnread(member) : await readOne(member.bytes)
    const named = reading.findings.computers.map((computer) =>
      computer.identity === 'none' && member.machine
        ? { ...computer, identity: 'file-name' as const, name: member.machine }
        : computer,
    )
    run.sources += 1
    const file = baseName(fileName)
    yield* recordsOf(
      { ...reading, findings: { ...reading.findings, computers: named } },
      rows,
      member,
      file,
      run,
    )
  }
}

function readWhole(bytes: Uint8Array): MemberRead {
  const reading = readMember(bytes)
  return { reading, rows: [inTurn(reading.findings.rows)] }
}

function refusedUnread({ bytes, refused }: Extract<Member, { refused: unknown }>): MemberRead {
  const format = refused === 'archive-bomb' ? 'zip' : null
  const facts = { sha256: null, bytes, format, encoding: null, repair: null }
  const findings = { computers: [], rows: [], problems: [] }
  return { reading: { facts, findings, refused }, rows: [] }
}

async function* recordsOf(
  { facts, findings, refused }: MemberReading,
  rows: Rows,
  { path }: Member,
  file: string,
  run: Run,
): AsyncGenerator<InventoryRecord> {
  const record = RECORD
  const source = run.sources
  yield { record, kind: 'file', source, file, member: path, ...facts }

  const numbers = findings.computers.map((computer) => run.machines.numberOf(computer))
  const computers = findings.computers.map(
    (computer, index) =>
      ({ record, kind: 'computer', source, computer: numbers[index]!, ...computer }) as const,
  )
  let told = 0
  for await (const some of rows)
    for (const found of some) {
      while (told <= found.computer) yield computers[told++]!
      yield numbered(found.record, source, numbers[found.computer]!)
    }
  yield* computers.slice(told)
  for (const { computer, problem } of findings.problems) {
    yield {
      record,
      kind: 'problem',
      source,
      computer: computer === null ? null : numbers[computer]!,
      ...problem,
    }
  }
  if (refused) {
    const fatal = { computer: null, row: null, line: null, severity: 'fatal', code: refused } as const
    yield { record, kind: 'problem', source, ...fatal, field: null, excerpt: null }
  }
}

// The order of the keys is part of the format.
function numbered(
  { record, kind, ...fields }: FoundRow['record'],
  source: number,
  computer: string,
): RowRecord {
  return { record, kind, source, computer, ...fields } as RowRecord
}

const baseName = (path: string) => path.split(/[\\/]/).at(-1)!
