import type { FoundRow } from './formats/facts'
import { readMember, type MemberReading } from './formats/read'
import { Machines } from './machines'
import { membersOf, type Member } from './members'
import { RECORD, type InventoryRecord, type RowRecord } from './record'

/** What the files of one run share, so that sources and machines keep one numbering. */
export type Run = { sources: number; machines: Machines }

export type Reading = {
  run?: Run
  /** How the bytes of one member are read; the server gives them to a worker. */
  readOne?: (bytes: Uint8Array) => MemberReading | Promise<MemberReading>
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
  { run = newRun(), readOne = readMember }: Reading = {},
): AsyncGenerator<InventoryRecord> {
  for await (const member of membersOf(bytes)) {
    const reading = 'refused' in member ? refusedUnread(member) : await readOne(member.bytes)
    const named = reading.findings.computers.map((computer) =>
      computer.identity === 'none' && member.machine
        ? { ...computer, identity: 'file-name' as const, name: member.machine }
        : computer,
    )
    run.sources += 1
    const file = baseName(fileName)
    yield* recordsOf({ ...reading, findings: { ...reading.findings, computers: named } }, member, file, run)
  }
}

function refusedUnread({ bytes, refused }: Extract<Member, { refused: unknown }>): MemberReading {
  const format = refused === 'archive-bomb' ? 'zip' : null
  return {
    facts: { sha256: null, bytes, format, encoding: null, repair: null },
    findings: { computers: [], rows: [], problems: [] },
    refused,
  }
}

function* recordsOf(
  { facts, findings, refused }: MemberReading,
  { path }: Member,
  file: string,
  run: Run,
): Generator<InventoryRecord> {
  const record = RECORD
  const source = run.sources
  yield { record, kind: 'file', source, file, member: path, ...facts }

  const numbers = findings.computers.map((computer) => run.machines.numberOf(computer))
  const rows = Map.groupBy(findings.rows, ({ computer }) => computer)
  for (const [index, computer] of findings.computers.entries()) {
    yield { record, kind: 'computer', source, computer: numbers[index]!, ...computer }
    for (const kind of ['software', 'license', 'antivirus'])
      for (const found of rows.get(index) ?? [])
        if (found.record.kind === kind) yield numbered(found.record, source, numbers[index]!)
  }
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
