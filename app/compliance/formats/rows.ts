import type { Channel, Hint, LicenseStatus, Origin, Platform } from '../record'
import { identifier } from '../normal/identity'
import { publisherName } from '../normal/publisher'
import { keyTail } from '../normal/secrets'
import { architecture, channel, flag, hintOf, isKnowledgeBase } from '../normal/words'
import { plainHeader, type Column, type Columns } from './columns'
import type { LicenseFacts, Place, SoftwareFacts } from './facts'
import type { Report } from './report'
import { packageOf } from './winget-ids'

/** A row by its cells, in the order of the headers. */
export type Row = Place & { row: number; cells: readonly (string | null)[] }
type Cell = (column: Column) => string | null

/** Rows under known columns: software, or licenses when the columns tell of activation; one machine per computer cell. */
export function readRows(
  headers: readonly string[],
  columns: Columns,
  rows: Iterable<Row>,
  report: Report,
  platform: Platform = 'unknown',
): void {
  const machineOf = machines(columns, platform, report)
  const origin = originOf(headers, columns)
  if (columns.has('productKey')) report.secret('productKey')
  for (const { row, line, cells } of rows) {
    const cell: Cell = (column) => cellOf(columns, cells, column)
    const place = { row, line: line ?? null }
    if (cells.every((text) => !text?.trim())) {
      report.problem({ ...place, severity: 'ignored', code: 'blank-row' })
    } else if (columns.has('licenseStatus') || columns.has('keyChannel')) {
      readLicense(cell, place, machineOf(cell), report)
    } else if (columns.has('productState')) {
      readSecurityProduct(cell, place, machineOf(cell), report)
    } else {
      readSoftware(cell, place, machineOf(cell), origin, report)
    }
  }
  // A list without rows is a list of its machine all the same.
  if (!columns.has('computer')) machineOf(() => null)
}

// The placeholder of a resource is no name when another column has one.
function cellOf(columns: Columns, cells: readonly (string | null)[], column: Column): string | null {
  const places = columns.places(column)
  if (places.length < 2) return (places.length && cells[places[0]!]?.trim()) || null
  const texts = places.flatMap((place) => cells[place]?.trim() || [])
  return texts.find((text) => !text.startsWith('ms-resource:')) ?? texts[0] ?? null
}

function machines(columns: Columns, platform: Platform, report: Report): (cell: Cell) => number {
  const known = new Map<string, number>()
  const aggregate = columns.has('count') && !columns.has('computer')
  return (cell) => {
    const name = cell('computer')
    const key = name?.toLowerCase() ?? ''
    const before = known.get(key)
    if (before !== undefined) return before
    const index = report.computer({
      identity: aggregate ? 'aggregate' : name ? 'column' : 'none',
      name: identifier(name),
      platform,
    })
    known.set(key, index)
    return index
  }
}

function readSoftware(cell: Cell, place: Place, computer: number, origin: Origin, report: Report): void {
  const count = countOf(cell('count'))
  if (count === 0) {
    report.problem(
      { ...place, severity: 'ignored', code: 'bad-number', field: 'count', excerpt: cell('count') },
      computer,
    )
    return
  }
  if (count === null) {
    report.problem(
      { ...place, severity: 'warning', code: 'bad-number', field: 'count', excerpt: cell('count') },
      computer,
    )
  }
  const named = packageOf(cell('packageId'), cell('source'))
  const path = cell('registryPath') ?? ''
  const facts: SoftwareFacts = {
    ...place,
    name: cell('name'),
    version: cell('version'),
    publisher: publisherName(cell('publisher')),
    architecture:
      architecture(cell('architecture')) ?? named.architecture ?? (/WOW6432Node/i.test(path) ? 'x86' : null),
    scope: named.scope ?? scopeOf(path),
    origin: named.origin ?? origin,
    packageId: cell('packageId'),
    installedOn: cell('installedOn'),
    count: count ?? 1,
    hints: hintsOf(cell),
  }
  report.software(computer, facts)
}

/** 1 without a count, 0 for none or less, null for what is no number. */
function countOf(text: string | null): number | null {
  if (text === null) return 1
  const number = Number(text.replace(/[,\s]/g, ''))
  return Number.isInteger(number) ? Math.max(number, 0) : null
}

function scopeOf(path: string): 'machine' | 'user' | null {
  if (/HKEY_CURRENT_USER|HKEY_USERS|HKCU|HKU:/i.test(path)) return 'user'
  return /HKEY_LOCAL_MACHINE|HKLM/i.test(path) ? 'machine' : null
}

function hintsOf(cell: Cell): Hint[] {
  const hints: (Hint | null)[] = [hintOf(cell('releaseType'))]
  if (flag(cell('systemComponent')) === true) hints.push('system-component')
  if (cell('parentKey') !== null) hints.push('child-of')
  if (flag(cell('isFramework')) === true) hints.push('framework')
  if (flag(cell('isResource')) === true) hints.push('resource')
  if (isKnowledgeBase(cell('name'))) hints.push('update')
  return hints.filter((hint) => hint !== null)
}

function originOf(headers: readonly string[], columns: Columns): Origin {
  const plain = new Set(headers.map(plainHeader))
  const has = (...names: string[]) => names.some((name) => plain.has(name))
  if (columns.has('count')) return 'report'
  if (has('packagefullname', 'packagefamilyname', 'isframework')) return 'appx'
  if (has('uninstallstring', 'quietuninstallstring', 'pschildname')) return 'registry'
  if (has('bundleidentifier')) return 'mac-app'
  if (has('identifyingnumber')) return 'wmi'
  return 'report'
}

const statuses: Record<string, LicenseStatus> = {
  '0': 'unlicensed',
  '1': 'licensed',
  '2': 'grace',
  '3': 'grace',
  '4': 'grace',
  '5': 'notification',
  '6': 'grace',
}

/** SoftwareLicensingProduct: an entry without a partial key is only a product that could be activated. */
export function licenseOf(cell: Cell, place: Place): LicenseFacts | null {
  const tail = keyTail(cell('partialKey'))
  if (tail === null) return null
  const told: Channel = channel({
    keyChannel: cell('keyChannel'),
    description: cell('licenseDescription'),
    productId: cell('productKeyId'),
  })
  return {
    ...place,
    product: cell('name'),
    channel: told,
    status: statuses[cell('licenseStatus') ?? ''] ?? 'unknown',
    trial: told === 'unknown' ? null : told === 'evaluation',
    keyTail: tail,
    productId: cell('productKeyId'),
  }
}

function readLicense(cell: Cell, place: Place, computer: number, report: Report): void {
  const facts = licenseOf(cell, place)
  if (facts) report.license(computer, facts)
  else report.problem({ ...place, severity: 'ignored', code: 'sku-catalog', excerpt: cell('name') }, computer)
}

/** AntiVirusProduct of the Windows security center, whose state is a number of three bytes. */
function readSecurityProduct(cell: Cell, place: Place, computer: number, report: Report): void {
  const state = Number(cell('productState') ?? Number.NaN)
  const known = Number.isInteger(state)
  report.antivirus(computer, {
    ...place,
    name: cell('name'),
    enabled: known ? ((state >> 12) & 0xf) === 1 : null,
    upToDate: known ? ((state >> 4) & 0xf) === 0 : null,
  })
}
