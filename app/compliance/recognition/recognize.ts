import type { ComputerRecord, InventoryRecord, LicenseRecord, RowRecord, SoftwareRecord } from '../record'
import type { Alias } from './aliases'
import { RECOGNITION, type Installation, type RecognitionLine, type RecognizedRow } from './result'
import { rollUp, type Piece, type Right } from './roll-up'
import type { Rules, Titled } from './rules'
import { judge, type Judge, type Verdict } from './verdict'

/**
 * Recognizes an inventory, `inventory-record/1` in, `recognition/1` out:
 *
 *     recognize(records: Iterable<InventoryRecord>, pack: Rules, aliases?: readonly Alias[]): RecognitionLine[]
 *
 * `pack` is `basePack()` or `loadPack(data)`. First one `row` per software and antivirus row, then one `installation`
 * per product and release of a computer, its operating system included. To recognize many computers one by one, make
 * a `recognizer` once: it remembers the titles it has seen.
 */
export const recognize = (
  records: Iterable<InventoryRecord>,
  pack: Rules,
  aliases: readonly Alias[] = [],
): RecognitionLine[] => recognizer(pack, aliases)(records)

/** A recognizer for many calls; its installations are numbered anew in each. */
export function recognizer(pack: Rules, aliases: readonly Alias[] = []) {
  const judged = judge(pack, aliases)
  return (records: Iterable<InventoryRecord>): RecognitionLine[] => {
    const rows: RecognizedRow[] = []
    const installations: Installation[] = []
    for (const machine of machinesOf(records)) {
      const own = recognizeMachine(machine, judged, installations.length)
      for (const row of own.rows) rows.push(row)
      for (const installation of own.installations) installations.push(installation)
    }
    return [...rows.toSorted((a, b) => a.source - b.source), ...installations]
  }
}

type Machine = { computer: string; descriptions: ComputerRecord[]; rows: RowRecord[] }

function machinesOf(records: Iterable<InventoryRecord>): Machine[] {
  const machines = new Map<string, Machine>()
  for (const record of records) {
    if (record.kind === 'file' || record.kind === 'problem') continue
    const { computer } = record
    const machine = machines.get(computer) ?? { computer, descriptions: [], rows: [] }
    machines.set(computer, machine)
    if (record.kind === 'computer') machine.descriptions.push(record)
    else machine.rows.push(record)
  }
  return [...machines.values()]
}

function recognizeMachine({ computer, descriptions, rows }: Machine, judged: Judge, before: number) {
  const listed = rows.filter((row) => row.kind !== 'license')
  const verdicts = listed.map((record) => ({ record, verdict: verdictOn(record, judged) }))
  const pieces = verdicts.map(({ record, verdict }): Piece => {
    const { source, row, name: title, version } = record
    const ref: Piece['ref'] = record.kind === 'software' ? [source, row] : [source, row, record.kind]
    return { verdict, title, version, ref }
  })
  const system = systemOf(descriptions, judged)
  const rights = rows.flatMap((row) => (row.kind === 'license' ? rightOf(row, judged) : []))
  const rolled = rollUp(system ? [system, ...pieces] : pieces, rights, judged.pack)

  const installations = rolled.map((one, index): Installation => {
    const { publisher, product, edition, release, category, household, channel, version, marks } = one
    return {
      record: RECOGNITION,
      kind: 'installation',
      installation: `i${before + index + 1}`,
      computer,
      publisher,
      product,
      edition,
      release,
      category,
      class: one.class,
      household,
      channel,
      version,
      marks,
      rows: one.rows,
    }
  })
  const homes = new Map(
    installations.flatMap(({ installation, rows }) => rows.map((ref) => [ref.join(), installation])),
  )
  const recognized = verdicts.map(({ record, verdict }, at): RecognizedRow => {
    const home = homes.get(pieces[at]!.ref!.join()) ?? null
    return {
      record: RECOGNITION,
      kind: 'row',
      source: record.source,
      computer,
      section: record.kind,
      row: record.row,
      class: verdict.class,
      category: verdict.category,
      publisher: verdict.publisher,
      product: verdict.product,
      edition: verdict.edition,
      release: verdict.release,
      household: verdict.household,
      step: verdict.memberOf && home ? 5 : verdict.step,
      rule: verdict.rule,
      installation: home,
      suggestions: verdict.suggestions,
    }
  })
  return { rows: recognized, installations }
}

function verdictOn(record: Exclude<RowRecord, LicenseRecord>, judged: Judge): Verdict {
  if (record.kind === 'software') return judged.row(titled(record))
  const { name: title, publisher, version } = record
  const verdict = judged.row({ title, publisher, version })
  return verdict.class === 'unknown' ? { ...verdict, category: 'antivirus' } : verdict
}

function titled({ name, publisher, version, packageId, hints, truncated }: SoftwareRecord): Titled {
  return {
    title: name,
    publisher,
    version,
    packagePublisher: publisher === null ? publisherInId(packageId) : null,
    hints,
    truncated: truncated.includes('name'),
  }
}

/** `Kingsoft` of `Kingsoft.WPSOffice`, `microsoft` of `com.microsoft.Word`; other identifiers name no publisher. */
function publisherInId(id: string | null): string | null {
  const reversed = /^(?:com|org|net|cn|io)\.([\w-]+)\./i.exec(id ?? '')
  return reversed?.[1] ?? /^(?:MSIX\\)?([A-Za-z0-9-]+)\.[A-Za-z]/.exec(id ?? '')?.[1] ?? null
}

function systemOf(descriptions: readonly ComputerRecord[], judged: Judge): Piece | null {
  const os = descriptions.findLast(({ os }) => os?.name)?.os
  if (!os?.name) return null
  const verdict = judged.row({ title: os.name, publisher: null, version: os.version })
  if (verdict.category !== 'operating-system') return null
  return { verdict, title: os.name, version: os.version, channel: os.channel, ref: null }
}

function rightOf({ product, channel, status }: LicenseRecord, judged: Judge): Right | [] {
  const match = product === null ? null : judged.match({ title: product, publisher: null, version: null })
  if (match?.product.class !== 'licensable') return []
  return { product: match.product, channel, licensed: status === 'licensed' }
}
