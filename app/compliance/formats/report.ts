import type { Repair } from '../decoding/repair'
import { FileRefused, limits } from '../limits'
import { clean } from '../normal/clean'
import { decideOrder, readDay, type DateOrder } from '../normal/dates'
import { RECORD } from '../record'
import type {
  AntivirusFacts,
  ComputerFacts,
  Findings,
  FoundProblem,
  FoundRow,
  LicenseFacts,
  Place,
  ProblemFacts,
  SoftwareFacts,
} from './facts'

type Field = { computer: number; place: Place | null; name: string }
type Texts = { text(field: string, raw: string | null | undefined): string | null; damaged: string[] }

class FieldTooLarge extends Error {}

/**
 * Takes what a format reads and makes records of it: texts repaired and cleaned, secrets dropped, dates decided for
 * the file as a whole. A row ends as a record or as a problem that names it. Refuses with `too-many-rows`.
 */
export class Report {
  readonly #repair: Repair
  readonly #found: Findings = { computers: [], rows: [], problems: [] }
  readonly #dates: { raw: string; field: Field; set(day: string | null): void }[] = []
  readonly #secretFields = new Set<string>()

  constructor(repair: Repair) {
    this.#repair = repair
  }

  /** Adds a machine; its rows name it by the index returned. */
  computer(facts: Partial<ComputerFacts> & Pick<ComputerFacts, 'identity'>): number {
    const index = this.#found.computers.length
    const { text } = this.#texts(index, null)
    const os = facts.os && {
      ...facts.os,
      name: text('os.name', facts.os.name),
      version: text('os.version', facts.os.version),
      architecture: text('os.architecture', facts.os.architecture),
      productId: text('os.productId', facts.os.productId),
    }
    this.#found.computers.push({
      identity: facts.identity,
      name: text('name', facts.name),
      uuid: text('uuid', facts.uuid),
      serial: text('serial', facts.serial),
      deviceId: text('deviceId', facts.deviceId),
      chassis: facts.chassis ?? 'unknown',
      platform: facts.platform ?? 'unknown',
      os: os ?? null,
      partial: facts.partial ?? false,
      collectedAt: facts.collectedAt ?? null,
    })
    if (os) this.#date(os, 'installedOn', { computer: index, place: null, name: 'os.installedOn' })
    return index
  }

  software(computer: number, facts: SoftwareFacts): void {
    this.#row(computer, facts, ({ text, damaged }) => {
      const name = text('name', facts.name)
      if (name === null) return null
      const record: Extract<FoundRow['record'], { kind: 'software' }> = {
        record: RECORD,
        kind: 'software',
        row: facts.row,
        line: facts.line ?? null,
        name,
        version: text('version', facts.version),
        publisher: text('publisher', facts.publisher),
        architecture: text('architecture', facts.architecture),
        language: facts.language ?? null,
        scope: facts.scope ?? null,
        origin: facts.origin,
        packageId: text('packageId', facts.packageId),
        installedOn: facts.installedOn ?? null,
        count: facts.count ?? 1,
        hints: [...new Set(facts.hints)],
        truncated: facts.truncated ?? [],
        damaged,
      }
      this.#date(record, 'installedOn', { computer, place: facts, name: 'installedOn' })
      return record
    })
  }

  license(computer: number, facts: LicenseFacts): void {
    this.#row(computer, facts, ({ text }) => ({
      record: RECORD,
      kind: 'license',
      row: facts.row,
      product: text('product', facts.product),
      channel: facts.channel ?? 'unknown',
      status: facts.status ?? 'unknown',
      trial: facts.trial ?? null,
      keyTail: facts.keyTail ?? null,
      productId: text('productId', facts.productId),
      components: (facts.components ?? []).flatMap((part) => text('components', part) ?? []),
    }))
  }

  antivirus(computer: number, facts: AntivirusFacts): void {
    this.#row(computer, facts, ({ text }) => {
      const name = text('name', facts.name)
      if (name === null) return null
      const record: Extract<FoundRow['record'], { kind: 'antivirus' }> = {
        record: RECORD,
        kind: 'antivirus',
        row: facts.row,
        name,
        publisher: text('publisher', facts.publisher),
        version: text('version', facts.version),
        enabled: facts.enabled ?? null,
        upToDate: facts.upToDate ?? null,
        definitionsVersion: text('definitionsVersion', facts.definitionsVersion),
        definitionsOn: facts.definitionsOn ?? null,
        expiresOn: facts.expiresOn ?? null,
      }
      this.#date(record, 'definitionsOn', { computer, place: facts, name: 'definitionsOn' })
      this.#date(record, 'expiresOn', { computer, place: facts, name: 'expiresOn' })
      return record
    })
  }

  problem(facts: ProblemFacts, computer: number | null = null): void {
    const { row = null, line = null, severity, code, field = null, excerpt = null } = facts
    const problem: FoundProblem['problem'] = {
      row,
      line,
      severity,
      code,
      field,
      excerpt: this.#excerpt(excerpt),
    }
    this.#found.problems.push({ computer, problem })
  }

  /** Notes, once per field, that the file held secrets there and that they were left out. */
  secret(field: string): void {
    if (this.#secretFields.has(field)) return
    this.#secretFields.add(field)
    this.problem({ severity: 'warning', code: 'secret-dropped', field })
  }

  /** All there is, once everything was told; d/m/y is read in `dateOrder`, or as the file's dates together show. */
  finish(dateOrder: DateOrder | null = decideOrder(this.#dates.map(({ raw }) => raw))): Findings {
    for (const { raw, field, set } of this.#dates) {
      const read = readDay(raw, dateOrder)
      set(read.day)
      if (read.day === null && read.because === 'invalid') this.#warn('bad-date', field, raw)
    }
    return this.#found
  }

  #row(computer: number, place: Place, make: (texts: Texts) => FoundRow['record'] | null): void {
    if (this.#found.rows.length >= limits.rows) throw new FileRefused('too-many-rows')
    const { row, line = null } = place
    try {
      const record = make(this.#texts(computer, place))
      if (record) this.#found.rows.push({ computer, record })
      else this.problem({ row, line, severity: 'ignored', code: 'no-name' }, computer)
    } catch (error) {
      if (!(error instanceof FieldTooLarge)) throw error
      this.problem({ row, line, severity: 'refused', code: 'too-large', field: error.message }, computer)
    }
  }

  #texts(computer: number, place: Place | null): Texts {
    const damaged: string[] = []
    const text = (name: string, raw: string | null | undefined): string | null => {
      if (!raw) return null
      if (raw.length > limits.fieldCharacters) throw new FieldTooLarge(name)
      const { text, lost, controls, masked } = clean(this.#repair.text(raw))
      const field = { computer, place, name }
      if (masked) this.secret(name)
      if (controls) this.#warn('control-characters', field, null)
      if (lost) {
        damaged.push(name)
        this.#warn('lost-characters', field, text)
      }
      return text
    }
    return { text, damaged }
  }

  #date<Key extends string>(record: { [K in Key]: string | null }, key: Key, field: Field): void {
    const raw = record[key]
    if (raw !== null) this.#dates.push({ raw, field, set: (day) => Object.assign(record, { [key]: day }) })
  }

  #warn(code: ProblemFacts['code'], { computer, place, name }: Field, excerpt: string | null): void {
    const { row = null, line = null } = place ?? {}
    this.problem({ row, line, severity: 'warning', code, field: name, excerpt }, computer)
  }

  #excerpt(raw: string | null): string | null {
    return (
      raw &&
      (clean(this.#repair.text(raw.slice(0, 400)))
        .text?.slice(0, 120)
        .toWellFormed() ??
        null)
    )
  }
}
